/* People from a table into the register, row by row, nothing lost and nothing guessed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import.h"

#include <string.h>

#include "exchange/import-row-private.h"
#include "store/candidate.h"
#include "store/roster.h"

#define PROGRESS_ROWS 50

typedef struct {
  EvStore *store;
  const EvImportOptions *options;
  EvImportOutcome *outcome;
  EvImportColumns columns;
  EvRoster *roster; /* NULL without an event */
} Import;

static void
refusal_free (gpointer data)
{
  EvImportRefusal *refusal = data;
  g_free (refusal->field);
  g_free (refusal);
}

static void
doubt_free (gpointer data)
{
  EvImportDoubt *doubt = data;
  g_free (doubt->person);
  g_free (doubt->known);
  g_free (doubt);
}

static void
match_free (gpointer data)
{
  EvImportMatch *match = data;
  g_free (match->person);
  g_free (match);
}

static void
outcome_init (EvImportOutcome *outcome)
{
  memset (outcome, 0, sizeof *outcome);
  outcome->refused = g_ptr_array_new_with_free_func (refusal_free);
  outcome->doubts = g_ptr_array_new_with_free_func (doubt_free);
  outcome->matches = g_ptr_array_new_with_free_func (match_free);
  outcome->ignored = g_ptr_array_new_with_free_func (g_free);
}

void
ev_import_outcome_clear (EvImportOutcome *outcome)
{
  g_clear_pointer (&outcome->refused, g_ptr_array_unref);
  g_clear_pointer (&outcome->doubts, g_ptr_array_unref);
  g_clear_pointer (&outcome->matches, g_ptr_array_unref);
  g_clear_pointer (&outcome->ignored, g_ptr_array_unref);
}

gboolean
ev_import_is_pseudonymous (const EvTable *table, const EvLists *lists)
{
  for (guint i = 0; i < table->heading->len; i++)
    if (g_strcmp0 (ev_lists_find (lists, "field", table->heading->pdata[i]), "pseudonym") == 0)
      return TRUE;
  return FALSE;
}

static void
refuse (Import *import, guint row, const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++) {
    const EvProblem *problem = problems->pdata[i];
    EvImportRefusal *refusal = g_new0 (EvImportRefusal, 1);
    refusal->row = row;
    refusal->field = g_strdup (problem->field);
    refusal->reason = problem->reason;
    refusal->min = problem->min;
    refusal->max = problem->max;
    g_ptr_array_add (import->outcome->refused, refusal);
  }
}

static const char *
text_of (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = ev_change_find (change, field);
  return assignment != NULL ? ev_value_text (assignment->value) : NULL;
}

static int
number_of (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = ev_change_find (change, field);
  return assignment != NULL ? (int)ev_value_integer (assignment->value) : 0;
}

/* The known people most like the one in the row, at most two, best first. */
static GPtrArray *
most_like (Import *import, const EvChange *person, GError **error)
{
  EvLikenessPerson wanted = { text_of (person, "given_name"), text_of (person, "family_name"),
                              number_of (person, "birth_year"), text_of (person, "phone"),
                              text_of (person, "municipality") };
  return ev_candidate_for (import->store, &wanted, NULL, 2, error);
}

/* The one whom the row means; NULL if nobody is that like her, or two are equally. */
static const EvCandidate *
sure_of (const GPtrArray *known)
{
  const EvCandidate *best = known->len > 0 ? known->pdata[0] : NULL;
  const EvCandidate *next = known->len > 1 ? known->pdata[1] : NULL;

  if (best == NULL || !best->likeness.same)
    return NULL;
  return next == NULL || next->likeness.score < best->likeness.score ? best : NULL;
}

/* The records of all who are one with a person; gone ones too. Owned; NULL with error. */
static GPtrArray *
records_of (Import *import, const char *person, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_record_free);
  g_auto (GStrv) members = ev_store_merged (import->store, person, error);

  for (guint i = 0; members != NULL && members[i] != NULL; i++) {
    EvRecord *record = ev_store_read (import->store, EV_KIND_PERSON, members[i], error);
    if (record == NULL)
      return NULL;
    g_ptr_array_add (records, record);
  }
  return members != NULL ? g_steal_pointer (&records) : NULL;
}

static gboolean
is_known (const GPtrArray *records, const char *field)
{
  for (guint i = 0; i < records->len; i++)
    if (!ev_record_is_gone (records->pdata[i]) &&
        ev_record_value (records->pdata[i], field) != NULL)
      return TRUE;
  return FALSE;
}

/* What the row knows and the register does not; consent and what stands on it only where none was
 * ever given. */
static EvChange *
blanks_of (const GPtrArray *known, const char *id, const EvChange *person)
{
  EvChange *blanks = ev_change_new (EV_KIND_PERSON, id);

  for (guint i = 0; i < person->fields->len; i++) {
    const EvAssignment *assignment = person->fields->pdata[i];
    const char *group = ev_field_group (EV_KIND_PERSON, assignment->name);
    gboolean consent = strcmp (group, "consent") == 0;
    if (!is_known (known, assignment->name) && !(consent && is_known (known, "consent")))
      ev_change_take (blanks, assignment->name, ev_value_ref (assignment->value));
  }
  return blanks;
}

/* Writes, and if the register refuses, notes why; NULL without error then. */
static char *
write_person (Import *import, guint row, const EvChange *person, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) cause = NULL;
  char *id = ev_store_write (import->store, person, &problems, &cause);

  if (id == NULL && g_error_matches (cause, EV_ERROR, EV_ERROR_INVALID) && problems != NULL)
    refuse (import, row, problems);
  else if (id == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return id;
}

/* FALSE without error if the row was refused. */
static gboolean
fill_blanks (Import *import, guint row, const char *id, const EvChange *person, GError **error)
{
  g_autoptr (GPtrArray) known = records_of (import, id, error);
  g_autoptr (EvChange) blanks = known != NULL ? blanks_of (known, id, person) : NULL;
  g_autofree char *written = NULL;

  if (blanks == NULL || blanks->fields->len == 0)
    return blanks != NULL;
  written = write_person (import, row, blanks, error);
  return written != NULL;
}

static gboolean
session_is_meant (const EvRoster *roster, guint index, const char *wanted)
{
  const EvRosterSession *session = roster->sessions->pdata[index];
  g_auto (GStrv) parts = g_strsplit (wanted, ";", -1);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  gboolean any = FALSE;

  for (char **part = parts; *part != NULL; part++) {
    const char *text = g_strstrip (*part);
    any |= *text != '\0';
    if (strcmp (text, number) == 0 || strcmp (text, session->id) == 0 ||
        g_strcmp0 (text, session->date) == 0)
      return TRUE;
  }
  return !any;
}

static gboolean
sessions_are_known (const EvRoster *roster, const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (wanted, ";", -1);

  for (char **part = parts; *part != NULL; part++) {
    gboolean found = *g_strstrip (*part) == '\0';
    for (guint i = 0; !found && i < roster->sessions->len; i++)
      found = session_is_meant (roster, i, *part);
    if (!found)
      return FALSE;
  }
  return TRUE;
}

/* What the row says of the event: its sessions are known and its status is one. */
static const char *
check_event_cells (Import *import, const GPtrArray *row, GPtrArray *problems)
{
  const char *sessions = ev_import_cell (&import->columns, row, "session");
  const char *wanted = ev_import_cell (&import->columns, row, "status");
  const char *status = *wanted == '\0'
                           ? "registered"
                           : ev_lists_find (import->columns.lists, "attendance_status", wanted);

  if (import->roster == NULL)
    return NULL;
  if (!sessions_are_known (import->roster, sessions))
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_NOT_IN_LIST, "session"));
  if (status == NULL)
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_NOT_IN_LIST, "status"));
  return status;
}

static gboolean
register_person (Import *import, const GPtrArray *row, const char *person, const char *status,
                 GError **error)
{
  const char *wanted = ev_import_cell (&import->columns, row, "session");
  gboolean said = *ev_import_cell (&import->columns, row, "status") != '\0';

  for (guint i = 0; i < import->roster->sessions->len; i++) {
    const EvRosterSession *session = import->roster->sessions->pdata[i];
    g_autofree char *id = ev_id_derive (session->id, person);
    g_autoptr (EvRecord) present = ev_store_read (import->store, EV_KIND_ATTENDANCE, id, NULL);
    gboolean there = present != NULL && !ev_record_is_gone (present);

    if (!session_is_meant (import->roster, i, wanted) || (there && !said))
      continue;
    if (!ev_roster_mark (import->store, session->id, person, status, "import", error))
      return FALSE;
    import->outcome->attendance_added += !there;
  }
  return TRUE;
}

static void
note_doubt (Import *import, guint row, const char *person, const char *known, double score)
{
  EvImportDoubt *doubt = g_new0 (EvImportDoubt, 1);
  doubt->row = row;
  doubt->person = g_strdup (person);
  doubt->known = g_strdup (known);
  doubt->score = score;
  g_ptr_array_add (import->outcome->doubts, doubt);
}

static void
note_match (Import *import, guint row, const char *person)
{
  EvImportMatch *match = g_new0 (EvImportMatch, 1);
  match->row = row;
  match->person = g_strdup (person);
  g_ptr_array_add (import->outcome->matches, match);
  import->outcome->people_matched++;
}

/* A known person, with her blanks filled in; NULL without error if the row was refused. */
static char *
take_known (Import *import, guint row, const char *id, const EvChange *person, GError **error)
{
  if (!fill_blanks (import, row, id, person, error))
    return NULL;
  note_match (import, row, id);
  return g_strdup (id);
}

/* The person of a row: found, or added. NULL without error if the row was refused. */
static char *
person_of_row (Import *import, guint row, const EvChange *person, GError **error)
{
  g_autoptr (GPtrArray) known = most_like (import, person, error);
  const EvCandidate *sure = known != NULL ? sure_of (known) : NULL;
  const EvCandidate *best;
  char *id;

  if (known == NULL)
    return NULL;
  if (sure != NULL)
    return take_known (import, row, sure->person->id, person, error);
  id = write_person (import, row, person, error);
  if (id == NULL)
    return NULL;
  import->outcome->people_added++;
  best = known->len > 0 ? known->pdata[0] : NULL;
  if (best != NULL)
    note_doubt (import, row, id, best->person->id, best->likeness.score);
  return id;
}

/* The person whom the row names by her id, owned; NULL if it names nobody whom the register has.
 * One who was erased is to stay so: then `problems` says it. */
static char *
person_by_id (Import *import, const GPtrArray *cells, GPtrArray *problems)
{
  const char *id = ev_import_cell (&import->columns, cells, "id");
  g_autofree char *survivor = NULL;
  g_autoptr (EvRecord) record = NULL;

  if (*id == '\0')
    return NULL;
  survivor = ev_store_survivor (import->store, id, NULL);
  record = survivor != NULL ? ev_store_read (import->store, EV_KIND_PERSON, survivor, NULL) : NULL;
  if (record == NULL || ev_record_integer (record, "deleted") != 0)
    return NULL;
  if (ev_record_integer (record, "erased") != 0)
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_FINAL, "id"));
  return g_steal_pointer (&survivor);
}

static gboolean
import_row (Import *import, guint row, const GPtrArray *cells, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_problem_free);
  g_autoptr (EvChange) person = ev_import_row_person (&import->columns, cells, problems);
  const char *status = check_event_cells (import, cells, problems);
  g_autoptr (GError) cause = NULL;
  g_autofree char *known = person_by_id (import, cells, problems);
  g_autofree char *id = NULL;

  import->outcome->rows++;
  ev_import_row_check (&import->columns, person, problems);
  if (problems->len > 0) {
    refuse (import, row, problems);
    return TRUE;
  }
  id = known != NULL ? take_known (import, row, known, person, &cause)
                     : person_of_row (import, row, person, &cause);
  if (cause != NULL) {
    g_propagate_error (error, g_steal_pointer (&cause));
    return FALSE;
  }
  return id == NULL || import->roster == NULL || register_person (import, cells, id, status, error);
}

static gboolean
import_rows (Import *import, GCancellable *cancellable, GError **error)
{
  const EvTable *table = import->columns.table;

  for (guint i = 0; i < table->rows->len; i++) {
    const GPtrArray *cells = table->rows->pdata[i];
    if (cancellable != NULL && g_cancellable_is_cancelled (cancellable)) {
      g_set_error (error, EV_ERROR, EV_ERROR_CANCELLED, "the import was stopped");
      return FALSE;
    }
    if (import->options->progress != NULL && i % PROGRESS_ROWS == 0)
      import->options->progress (i, table->rows->len, import->options->data);
    if (!ev_import_row_is_blank (cells) && !import_row (import, i + 2, cells, error))
      return FALSE;
  }
  if (import->options->strict && import->outcome->refused->len > 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "some rows were refused; none was taken");
    return FALSE;
  }
  return TRUE;
}

static gboolean
load_event (Import *import, GError **error)
{
  g_autoptr (EvRecord) event = NULL;

  if (import->options->event == NULL)
    return TRUE;
  event = ev_store_read (import->store, EV_KIND_EVENT, import->options->event, error);
  if (event == NULL)
    return FALSE;
  import->roster = ev_roster_load (import->store, import->options->event, error);
  if (import->roster != NULL && import->roster->sessions->len == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "the event has no session yet");
  return import->roster != NULL && import->roster->sessions->len > 0;
}

gboolean
ev_import_run (EvStore *store, const EvLists *lists, const EvTable *table,
               const EvImportOptions *options, EvImportOutcome *outcome, GCancellable *cancellable,
               GError **error)
{
  Import import = { .store = store, .options = options, .outcome = outcome };
  gboolean done = FALSE;

  outcome_init (outcome);
  if (ev_import_columns_init (&import.columns, lists, table, outcome->ignored, error) &&
      load_event (&import, error) && ev_store_begin (store, error)) {
    done = import_rows (&import, cancellable, error);
    if (done && !options->dry_run)
      done = ev_store_commit (store, error);
    else
      ev_store_rollback (store);
  }
  ev_import_columns_clear (&import.columns);
  g_clear_pointer (&import.roster, ev_roster_free);
  return done;
}
