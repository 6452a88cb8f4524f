/* Who may see what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oracle.h"

#include <string.h>

#include "wire/codec.h"

#define EVERYBODY G_MAXUINT

static char *
key_of (EvKind kind, const char *id)
{
  return g_strconcat (ev_kind_name (kind), "/", id, NULL);
}

static void
must (gboolean done)
{
  if (!done)
    g_error ("the oracle cannot read the central store");
}

static void
load_teams (Oracle *oracle)
{
  EvCentral *central = oracle->hub->central;

  for (guint i = 0; i < HUB_TEAMS; i++) {
    g_autoptr (EvCentralTeam) team = NULL;
    must (central->team_by_id (central, oracle->hub->project, oracle->hub->teams[i], FALSE, &team,
                               NULL));
    if (team != NULL)
      g_hash_table_insert (oracle->teams, GSIZE_TO_POINTER ((gsize)team->number),
                           GUINT_TO_POINTER (1u << i));
  }
}

static void
load_records (Oracle *oracle)
{
  EvCentral *central = oracle->hub->central;
  g_autoptr (GArray) numbers = NULL;

  must (central->records_after (central, oracle->hub->project, 0, G_MAXINT32, &numbers, NULL));
  for (guint i = 0; i < numbers->len; i++) {
    EvCentralRecord *record = NULL;
    must (central->record_get (central, g_array_index (numbers, gint64, i), &record, NULL));
    g_hash_table_insert (oracle->records,
                         key_of (ev_record_kind (record->record), ev_record_id (record->record)),
                         record);
    g_ptr_array_add (oracle->order, record);
  }
}

Oracle *
oracle_new (Hub *hub)
{
  Oracle *oracle = g_new0 (Oracle, 1);

  oracle->hub = hub;
  oracle->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)ev_central_record_free);
  oracle->order = g_ptr_array_new ();
  oracle->teams = g_hash_table_new (NULL, NULL);
  must (hub->central->begin (hub->central, FALSE, NULL));
  load_teams (oracle);
  load_records (oracle);
  must (hub->central->helds (hub->central, &oracle->helds, NULL));
  hub->central->rollback (hub->central);
  return oracle;
}

void
oracle_free (Oracle *oracle)
{
  g_ptr_array_unref (oracle->order);
  g_ptr_array_unref (oracle->helds);
  g_hash_table_unref (oracle->records);
  g_hash_table_unref (oracle->teams);
  g_free (oracle);
}

static const EvCentralRecord *
find (const Oracle *oracle, EvKind kind, const char *id)
{
  g_autofree char *key = id != NULL ? key_of (kind, id) : NULL;
  return key != NULL ? g_hash_table_lookup (oracle->records, key) : NULL;
}

const EvRecord *
oracle_record (const Oracle *oracle, EvKind kind, const char *id)
{
  const EvCentralRecord *found = find (oracle, kind, id);
  return found != NULL ? found->record : NULL;
}

gboolean
oracle_holds (const Oracle *oracle, const EvChange *change, const char *group)
{
  for (guint i = 0; i < oracle->helds->len; i++) {
    const EvChange *held = ((const EvHeld *)oracle->helds->pdata[i])->change;
    const EvAssignment *first = held->fields->pdata[0];
    if (held->kind == change->kind && strcmp (held->id, change->id) == 0 &&
        strcmp (ev_field_group (held->kind, first->name), group) == 0 &&
        held->version.stamp >= change->version.stamp)
      return TRUE;
  }
  return FALSE;
}

static guint
bit_of_team (const Oracle *oracle, const char *id)
{
  for (guint i = 0; i < HUB_TEAMS; i++)
    if (g_strcmp0 (oracle->hub->teams[i], id) == 0)
      return 1u << i;
  return 0;
}

static guint teams_of (const Oracle *oracle, const EvCentralRecord *record);

/* What a note goes with, as kind and id: a session where it is about somebody's attendance. */
static const EvCentralRecord *
subject_of_note (const Oracle *oracle, const EvRecord *note)
{
  g_auto (GStrv) parts = g_strsplit (ev_record_text (note, "about") ?: "", "/", 2);
  EvKind kind;

  if (g_strv_length (parts) != 2 || !ev_kind_parse (parts[0], &kind) || kind == EV_KIND_NOTE ||
      kind == EV_KIND_PROJECT || kind == EV_KIND_TEAM || kind == EV_KIND_INDICATOR)
    return NULL;
  if (ev_kind_is_derived (kind)) {
    g_autofree char *left = NULL;
    ev_id_split (parts[1], &left, NULL);
    return find (oracle, kind == EV_KIND_ATTENDANCE ? EV_KIND_SESSION : EV_KIND_RESULT, left);
  }
  return find (oracle, kind, parts[1]);
}

/* Every team in whose sessions she has attendance. That she is erased goes to those too from whose
 * sessions she was taken: they drop her signature and whatever they still had of her. */
static guint
teams_of_person (const Oracle *oracle, const EvRecord *person)
{
  gboolean erased = ev_record_integer (person, "erased") != 0;
  guint teams = 0;

  for (guint i = 0; i < oracle->order->len; i++) {
    const EvCentralRecord *other = oracle->order->pdata[i];
    if (ev_record_kind (other->record) == EV_KIND_ATTENDANCE &&
        (erased || !ev_record_is_gone (other->record)) &&
        g_strcmp0 (ev_record_text (other->record, "person"), ev_record_id (person)) == 0)
      teams |= teams_of (oracle, other);
  }
  return teams;
}

/* The record that this one goes with, wherever that is. */
static const EvCentralRecord *
above (const Oracle *oracle, const EvRecord *record)
{
  switch ((int)ev_record_kind (record)) {
  case EV_KIND_SESSION:
  case EV_KIND_RESULT:
    return find (oracle, EV_KIND_EVENT, ev_record_text (record, "event"));
  case EV_KIND_ATTENDANCE:
    return find (oracle, EV_KIND_SESSION, ev_record_text (record, "session"));
  case EV_KIND_BENEFICIARY:
    return find (oracle, EV_KIND_RESULT, ev_record_text (record, "result"));
  case EV_KIND_APART:
    return find (oracle, EV_KIND_PERSON, ev_record_text (record, "person"));
  case EV_KIND_NOTE:
    return subject_of_note (oracle, record);
  default:
    return NULL;
  }
}

static guint
teams_of (const Oracle *oracle, const EvCentralRecord *central)
{
  const EvRecord *record = central->record;
  EvKind kind = ev_record_kind (record);
  guint home = GPOINTER_TO_UINT (
      g_hash_table_lookup (oracle->teams, GSIZE_TO_POINTER ((gsize)central->home)));
  const char *named = ev_record_text (record, "team");
  const EvCentralRecord *parent = above (oracle, record);

  if (kind == EV_KIND_PROJECT || kind == EV_KIND_TEAM || kind == EV_KIND_INDICATOR)
    return EVERYBODY;
  if ((kind == EV_KIND_EVENT || kind == EV_KIND_OPERATOR) && named != NULL)
    return bit_of_team (oracle, named);
  if (kind == EV_KIND_PERSON)
    return home | teams_of_person (oracle, record);
  return parent != NULL ? teams_of (oracle, parent) : home;
}

gboolean
oracle_reads (const Oracle *oracle, const Laptop *laptop, EvKind kind, const char *id)
{
  const EvCentralRecord *record = find (oracle, kind, id);
  guint teams = record != NULL ? teams_of (oracle, record) : 0;

  if (record == NULL || laptop->role == EV_ROLE_COORDINATOR)
    return record != NULL;
  return teams == EVERYBODY ||
         (laptop->role == EV_ROLE_FACILITATOR && (teams & laptop->teams) != 0);
}

gboolean
oracle_is_erased (const Oracle *oracle, EvKind kind, const char *id)
{
  g_autofree char *person = NULL;
  const EvRecord *record;

  if (kind == EV_KIND_PERSON)
    person = g_strdup (id);
  else if (ev_kind_is_derived (kind))
    ev_id_split (id, NULL, &person);
  record = person != NULL ? oracle_record (oracle, EV_KIND_PERSON, person) : NULL;
  return record != NULL && ev_record_integer (record, "erased") != 0;
}

/* Of who is erased nobody may read more than that. */
static gboolean
says_only_erased (const Oracle *oracle, const EvChange *change)
{
  if (change->kind != EV_KIND_PERSON || !oracle_is_erased (oracle, change->kind, change->id))
    return TRUE;
  return change->fields->len == 1 && ev_change_find (change, "erased") != NULL;
}

static gboolean
reads_fields (const Laptop *laptop, const EvChange *change)
{
  for (guint i = 0; laptop->role == EV_ROLE_VIEWER && i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const EvField *field = ev_field_find (change->kind, assignment->name);
    if (field == NULL || field->guard != EV_CLASS_PLAIN)
      return FALSE;
  }
  return TRUE;
}

static void
judge (const Oracle *oracle, const Laptop *laptop, const EvAnswer *answer, Verdict *verdict)
{
  for (guint i = 0; i < answer->changes->len; i++) {
    const EvChange *change = answer->changes->pdata[i];
    if (!oracle_reads (oracle, laptop, change->kind, change->id) || !reads_fields (laptop, change))
      verdict_blame (verdict, "%s was shown %s %s", laptop_name (laptop),
                     ev_kind_name (change->kind), change->id);
    if (!says_only_erased (oracle, change))
      verdict_blame (verdict, "%s was shown more of person %s than that she is erased",
                     laptop_name (laptop), change->id);
  }
  for (guint i = 0; i < answer->conflicts->len; i++) {
    const EvConflict *conflict = answer->conflicts->pdata[i];
    if (!oracle_reads (oracle, laptop, conflict->kind, conflict->id) ||
        !reads_fields (laptop, conflict->lost))
      verdict_blame (verdict, "%s was shown a conflict of %s %s", laptop_name (laptop),
                     ev_kind_name (conflict->kind), conflict->id);
  }
}

void
oracle_judge_answer (Hub *hub, const Laptop *laptop, GBytes *body, Verdict *verdict)
{
  g_autoptr (EvAnswer) answer = ev_codec_read_answer (body, NULL);
  g_autoptr (Oracle) oracle = NULL;

  if (answer == NULL) {
    verdict_blame (verdict, "an answer of the server cannot be read");
    return;
  }
  if (answer->changes->len + answer->conflicts->len == 0)
    return;
  oracle = oracle_new (hub);
  judge (oracle, laptop, answer, verdict);
}
