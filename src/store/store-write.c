/* Writing what a person did. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/hlc.h"
#include "record/merge.h"
#include "store/access-private.h"
#include "store/approval-private.h"
#include "store/conflict-private.h"
#include "store/log-private.h"
#include "store/replica-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

/* What is known while one wish becomes a change. */
typedef struct {
  EvStore *store;
  gboolean anew;    /* a record that is not there may be made under its old id */
  EvRecord *before; /* NULL: a new record */
  EvRecord *after;
  EvChange *change;
} Writing;

static void
writing_clear (Writing *writing)
{
  ev_record_free (writing->before);
  ev_record_free (writing->after);
  ev_change_free (writing->change);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

/* Whether the wish takes a person's consent back: what is only there by it goes along. */
static gboolean
withdraws (const EvChange *wish, const char *field)
{
  const EvAssignment *consent =
      wish->kind == EV_KIND_PERSON ? ev_change_find (wish, "consent") : NULL;

  return consent != NULL && consent->value == NULL &&
         ev_field_guard (wish->kind, field) == EV_CLASS_SENSITIVE;
}

/* The value that `field` will have: as wished, else as it was. */
static EvValue *
wished_value (const Writing *writing, const EvChange *wish, const char *field)
{
  const EvAssignment *assignment = ev_change_find (wish, field);
  if (assignment != NULL)
    return assignment->value;
  if (withdraws (wish, field))
    return NULL;
  return writing->before != NULL ? ev_record_value (writing->before, field) : NULL;
}

/* Whether the wish gives any field of the group another value than it has. */
static gboolean
changes_group (const Writing *writing, const EvChange *wish, const char *group)
{
  for (guint i = 0; i < wish->fields->len; i++) {
    const EvAssignment *assignment = wish->fields->pdata[i];
    const EvValue *held =
        writing->before != NULL ? ev_record_value (writing->before, assignment->name) : NULL;
    if (strcmp (ev_field_group (wish->kind, assignment->name), group) == 0 &&
        !ev_value_equal (held, assignment->value))
      return TRUE;
  }
  return FALSE;
}

static void
note_base (Writing *writing, const char *group)
{
  const EvVersion *met =
      writing->before != NULL ? ev_record_version (writing->before, group) : NULL;
  ev_change_set_base (writing->change, group, met != NULL ? met->device : NULL,
                      met != NULL ? met->seq : 0);
}

/* Groups whole and only those that change, in the order of the field table; then the fields that
 * the table does not know. */
static void
complete (Writing *writing, const EvChange *wish)
{
  guint count;
  const EvField *table = ev_field_table (wish->kind, &count);

  for (guint i = 0; i < count; i++) {
    const char *group = ev_field_group (wish->kind, table[i].name);
    if (table[i].derived || !changes_group (writing, wish, group))
      continue;
    ev_change_take (writing->change, table[i].name,
                    ev_value_ref (wished_value (writing, wish, table[i].name)));
    note_base (writing, group);
  }
  for (guint i = 0; i < wish->fields->len; i++) {
    const EvAssignment *assignment = wish->fields->pdata[i];
    const EvField *field = ev_field_find (wish->kind, assignment->name);
    if ((field != NULL && !field->derived) || !changes_group (writing, wish, assignment->name))
      continue;
    ev_change_take (writing->change, assignment->name, ev_value_ref (assignment->value));
    note_base (writing, assignment->name);
  }
}

static void
set_team (Writing *writing)
{
  g_autofree char *teams = NULL;

  if (writing->change->kind != EV_KIND_EVENT || writing->before != NULL ||
      ev_change_find (writing->change, "team") != NULL)
    return;
  teams = ev_store_setting (writing->store, "teams");
  if (teams == NULL || *teams == '\0')
    return;
  *strchrnul (teams, ';') = '\0';
  ev_change_set_text (writing->change, "team", teams);
  note_base (writing, "team");
}

/* Whoever approves says what she approved. */
static gboolean
keep_approved (Writing *writing, const EvChange *wish, GError **error)
{
  const EvAssignment *state = ev_change_find (wish, "state");
  g_autoptr (EvRecord) after = NULL;
  g_autoptr (EvValue) kept = NULL;
  g_autofree char *text = NULL;

  if (wish->kind != EV_KIND_EVENT || writing->before == NULL || state == NULL ||
      g_strcmp0 (ev_value_text (state->value), "approved") != 0)
    return TRUE;
  after = ev_record_copy (writing->before);
  for (guint i = 0; i < writing->change->fields->len; i++) {
    const EvAssignment *assignment = writing->change->fields->pdata[i];
    ev_record_take (after, assignment->name, ev_value_ref (assignment->value));
  }
  text = ev_approval_text (writing->store->database, after, error);
  if (text == NULL)
    return FALSE;
  kept = ev_value_new_text (*text != '\0' ? text : NULL);
  if (ev_value_equal (kept, ev_record_value (writing->before, "approved")))
    return TRUE;
  ev_change_take (writing->change, "approved", g_steal_pointer (&kept));
  note_base (writing, "approved");
  return TRUE;
}

/* The stamp is after everything that this laptop wrote or heard of, and after what it replaces. */
static void
stamp (Writing *writing)
{
  EvStanding *standing = &writing->store->standing;
  gint64 last = MAX (standing->stamp, standing->seen);
  EvChange *change = writing->change;

  for (guint i = 0; writing->before != NULL && i < change->bases->len; i++) {
    const EvBase *base = change->bases->pdata[i];
    const EvVersion *met = ev_record_version (writing->before, base->group);
    last = MAX (last, met != NULL ? met->stamp : 0);
  }
  standing->seq++;
  standing->stamp = ev_hlc_next (last, ev_store_server_now (writing->store));
  g_strlcpy (change->version.device, standing->device, sizeof change->version.device);
  change->version.seq = standing->seq;
  change->version.stamp = standing->stamp;
  change->operator_id = g_strdup (writing->store->operator_id);
  if (change->id == NULL)
    change->id = ev_id_new (standing->device, standing->seq);
}

/* What was incomplete already may be edited; a new record must be whole, and nothing required may
 * be emptied. */
static void
check_whole (const Writing *writing, GPtrArray *problems)
{
  g_autoptr (GPtrArray) missing = ev_validate_record (writing->after);

  for (guint i = 0; i < missing->len; i++) {
    const EvProblem *problem = missing->pdata[i];
    if (writing->before == NULL || ev_change_find (writing->change, problem->field) != NULL)
      g_ptr_array_add (problems, ev_problem_new (problem->reason, problem->field));
  }
}

static gboolean
check (const Writing *writing, GPtrArray **problems, GError **error)
{
  EvRules rules = writing->store->options.rules;
  g_autofree char *today = ev_clock_date (ev_store_server_now (writing->store));
  g_autoptr (GPtrArray) found = NULL;

  rules.this_year = (int)g_ascii_strtoll (today, NULL, 10);
  found = ev_validate_change (writing->change, &rules);
  if (writing->before != NULL && ev_record_integer (writing->before, "erased") != 0)
    g_ptr_array_add (found, ev_problem_new (EV_REASON_FINAL, NULL));
  check_whole (writing, found);
  if (found->len == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s: %s", ev_kind_name (writing->change->kind),
               ev_reason_name (((EvProblem *)found->pdata[0])->reason));
  if (problems != NULL)
    *problems = g_steal_pointer (&found);
  return FALSE;
}

static gboolean
load (Writing *writing, const EvChange *wish, GError **error)
{
  if (wish->id == NULL && !ev_kind_is_derived (wish->kind))
    return TRUE;
  if (wish->id == NULL || strlen (wish->id) > EV_ID_MAX_LENGTH) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "not an id of %s", ev_kind_name (wish->kind));
    return FALSE;
  }
  if (!ev_row_load (writing->store->database, wish->kind, wish->id, &writing->before, error))
    return FALSE;
  if (writing->before == NULL && !writing->anew && !ev_kind_is_derived (wish->kind)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no %s %s",
                 ev_kind_name (wish->kind), wish->id);
    return FALSE;
  }
  return TRUE;
}

/* That two became one person, or are two again, is for the access log; the reason names the one who
 * stays. */
static gboolean
note_merge (Writing *writing, GError **error)
{
  const EvChange *change = writing->change;
  const EvAssignment *merged =
      change->kind == EV_KIND_PERSON ? ev_change_find (change, "merged_into") : NULL;
  const char *before =
      writing->before != NULL ? ev_record_text (writing->before, "merged_into") : NULL;
  const char *now = merged != NULL && merged->value != NULL ? ev_value_text (merged->value) : NULL;
  g_autofree char *subject = NULL, *other = NULL;

  if (merged == NULL || (now == NULL && before == NULL))
    return TRUE;
  subject = g_strconcat ("person/", change->id, NULL);
  other = g_strconcat ("person/", now != NULL ? now : before, NULL);
  return ev_access_insert (writing->store, now != NULL ? EV_ACCESS_MERGE : EV_ACCESS_UNMERGE,
                           subject, other, error);
}

static gboolean
put (Writing *writing, GPtrArray **problems, GError **error)
{
  EvStore *store = writing->store;
  EvChange *change = writing->change;

  if (writing->before != NULL && !ev_conflict_name_rivals (store->database, change, error))
    return FALSE;
  stamp (writing);
  writing->after = writing->before != NULL ? ev_record_copy (writing->before)
                                           : ev_record_new (change->kind, change->id);
  ev_merge_apply (writing->after, change, NULL, NULL);
  return check (writing, problems, error) && ev_log_append (store->database, change, error) &&
         ev_replica_put (store->database, &store->standing, writing->before, writing->after,
                         error) &&
         note_merge (writing, error);
}

static gboolean
write_wish (Writing *writing, const EvChange *wish, GPtrArray **problems, GError **error)
{
  if (!load (writing, wish, error))
    return FALSE;
  writing->change = ev_change_new (wish->kind, wish->id);
  complete (writing, wish);
  set_team (writing);
  if (!keep_approved (writing, wish, error))
    return FALSE;
  if (writing->before != NULL && writing->change->fields->len == 0)
    return TRUE;
  return put (writing, problems, error);
}

char *
ev_store_write (EvStore *store, const EvChange *wish, GPtrArray **problems, GError **error)
{
  return ev_store_write_again (store, wish, FALSE, problems, error);
}

char *
ev_store_write_again (EvStore *store, const EvChange *wish, gboolean anew, GPtrArray **problems,
                      GError **error)
{
  g_auto (Writing) writing = { .store = store, .anew = anew };
  gboolean done;

  if (problems != NULL)
    *problems = NULL;
  if (!ev_store_start (store, error))
    return NULL;
  done = write_wish (&writing, wish, problems, error);
  if (done && writing.change->fields->len == 0)
    ev_store_end (store, FALSE, NULL);
  else if (!ev_store_end (store, done, error))
    return NULL;
  return g_strdup (writing.change->id);
}
