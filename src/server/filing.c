/* Files changes in the central store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/filing-private.h"

#include <string.h>

#include "server/places.h"

/* How a record stood before something was done to it. */
typedef struct {
  gboolean is_new, was_erased;
  EvDigest digest;
  char *key;
  GArray *teams;
} Before;

static void
before_clear (Before *before)
{
  g_free (before->key);
  g_clear_pointer (&before->teams, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

EvFiling *
ev_filing_begin (EvCentral *central, gint64 project, gint64 now, GError **error)
{
  g_autoptr (EvFiling) filing = g_new0 (EvFiling, 1);

  filing->central = central;
  filing->project = project;
  filing->now = now;
  filing->shelf = ev_shelf_take_up (central, project, error);
  filing->sums =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)ev_central_sum_free);
  ev_bulletin_init (&filing->bulletin, central, project);
  if (filing->shelf == NULL || !central->cursor (central, project, &filing->cursor, error))
    return NULL;
  return g_steal_pointer (&filing);
}

gboolean
ev_filing_end (EvFiling *filing, GError **error)
{
  GHashTableIter iter;
  gpointer sum;

  g_hash_table_iter_init (&iter, filing->sums);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    if (!filing->central->sum_add (filing->central, filing->project, sum, error))
      return FALSE;
  if (!filing->central->set_cursor (filing->central, filing->project, filing->cursor, error) ||
      (filing->pen != NULL && !filing->central->device_save (filing->central, filing->pen, error)))
    return FALSE;
  ev_shelf_put_by (g_steal_pointer (&filing->shelf));
  return TRUE;
}

void
ev_filing_free (EvFiling *filing)
{
  if (filing == NULL)
    return;
  ev_shelf_free (filing->shelf);
  g_hash_table_unref (filing->sums);
  ev_bulletin_clear (&filing->bulletin);
  ev_central_device_free (filing->pen);
  g_free (filing);
}

EvShelf *
ev_filing_shelf (EvFiling *filing)
{
  return filing->shelf;
}

gint64
ev_filing_cursor (const EvFiling *filing)
{
  return filing->cursor;
}

const GArray *
ev_filing_scopes (const EvFiling *filing)
{
  return filing->bulletin.scopes;
}

/* Sums. */

static char *
key_of (const EvCentralRecord *record)
{
  return ev_places_is_common (ev_record_kind (record->record)) ? g_strdup (EV_PLACES_COMMON)
                                                               : ev_central_places_key (record);
}

static Before
before_of (const EvCentralRecord *record)
{
  return (Before){
    .is_new = record->number == 0,
    .was_erased = ev_record_integer (record->record, "erased") != 0,
    .digest = record->digest,
    .key = key_of (record),
    .teams = ev_places_now (record),
  };
}

static void
sum (EvFiling *filing, const char *key, const EvDigest *digest, gboolean add)
{
  EvCentralSum *total = g_hash_table_lookup (filing->sums, key);

  if (total == NULL) {
    total = g_new0 (EvCentralSum, 1);
    total->places = g_strdup (key);
    g_hash_table_insert (filing->sums, total->places, total);
  }
  ev_digest_combine (&total->sum, digest, add);
  total->records += add ? 1 : -1;
}

static gboolean
save (EvFiling *filing, EvCentralRecord *record, const Before *before, GError **error)
{
  g_autofree char *key = key_of (record);

  if (!before->is_new)
    sum (filing, before->key, &before->digest, FALSE);
  sum (filing, key, &record->digest, TRUE);
  return ev_shelf_save (filing->shelf, record, ev_places_anchor (record->record), error);
}

gboolean
ev_filing_drop_group (EvFiling *filing, EvCentralRecord *record, const char *group, GError **error)
{
  g_auto (Before) before = before_of (record);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  ev_record_drop_group (record->record, group);
  record->digest = (EvDigest){ 0 };
  ev_digest_add (&record->digest, record->record);
  return ev_bulletin_remark (&filing->bulletin, record, nothing, filing->cursor, error) &&
         save (filing, record, &before, error);
}

/* Places. */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const EvPlace *)a)->team, right = ((const EvPlace *)b)->team;
  return (left > right) - (left < right);
}

static void
enter (EvCentralRecord *record, gint64 team, gint64 cursor)
{
  EvPlace *place = ev_central_place (record, team);
  EvPlace fresh = { .team = team, .entered = cursor };

  if (place != NULL) {
    *place = fresh;
    return;
  }
  g_array_append_val (record->places, fresh);
  g_array_sort (record->places, compare_places);
}

/* Brings the record to the teams in `wanted`. A record that is there already arrives as a whole;
 * one that is just being made arrives with its groups, at the present cursor. */
static void
place (EvFiling *filing, EvCentralRecord *record, const GArray *wanted, const Before *before)
{
  for (guint i = 0; i < wanted->len; i++) {
    gint64 team = g_array_index (wanted, gint64, i);
    if (!ev_places_has (before->teams, team))
      enter (record, team, before->is_new ? filing->cursor : ++filing->cursor);
  }
  for (guint i = 0; i < before->teams->len; i++) {
    gint64 team = g_array_index (before->teams, gint64, i);
    if (!ev_places_has (wanted, team))
      ev_central_place (record, team)->left = ++filing->cursor;
  }
}

/* Tells the teams that the record has entered or left, once it is stored. */
static gboolean
tell_places (EvFiling *filing, const EvCentralRecord *record, const GArray *wanted,
             const Before *before, GError **error)
{
  for (guint i = 0; i < wanted->len && !before->is_new; i++) {
    gint64 team = g_array_index (wanted, gint64, i);
    if (!ev_places_has (before->teams, team) &&
        !ev_bulletin_tell (&filing->bulletin, team, ev_central_place (record, team)->entered,
                           record, EV_NEWS_ENTERED, error))
      return FALSE;
  }
  for (guint i = 0; i < before->teams->len; i++) {
    gint64 team = g_array_index (before->teams, gint64, i);
    if (!ev_places_has (wanted, team) &&
        !ev_bulletin_tell (&filing->bulletin, team, ev_central_place (record, team)->left, record,
                           EV_NEWS_LEFT, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
refresh_followers (EvFiling *filing, const EvCentralRecord *record, GError **error)
{
  g_autoptr (GArray) numbers = NULL;

  if (!ev_places_followers (filing->shelf, record, &numbers, error))
    return FALSE;
  for (guint i = 0; i < numbers->len; i++) {
    EvCentralRecord *follower;
    if (!ev_shelf_get (filing->shelf, g_array_index (numbers, gint64, i), &follower, error) ||
        (follower != NULL && !ev_filing_refresh (filing, follower, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
move (EvFiling *filing, EvCentralRecord *record, const GArray *wanted, GError **error)
{
  g_auto (Before) before = before_of (record);

  if (ev_places_equal (wanted, before.teams))
    return TRUE;
  place (filing, record, wanted, &before);
  return save (filing, record, &before, error) &&
         tell_places (filing, record, wanted, &before, error) &&
         refresh_followers (filing, record, error);
}

/* Brings a record to where it belongs now. */
gboolean
ev_filing_refresh (EvFiling *filing, EvCentralRecord *record, GError **error)
{
  g_autoptr (GArray) wanted = NULL;
  return ev_places_wanted (filing->shelf, record, &wanted, error) &&
         move (filing, record, wanted, error);
}

/* A person is where she has attendance. Only an attendance that ended or moved makes it necessary
 * to look at all the others. */
static gboolean
follow_attendance (EvFiling *filing, EvCentralRecord *attendance, gboolean moved, GError **error)
{
  g_autoptr (GArray) teams = ev_places_now (attendance);
  g_autoptr (GArray) wanted = NULL;
  EvCentralRecord *person;

  if (!ev_shelf_find (filing->shelf, EV_KIND_PERSON, ev_record_text (attendance->record, "person"),
                      &person, error))
    return FALSE;
  if (person == NULL)
    return TRUE;
  if (ev_record_integer (person->record, "erased") != 0 &&
      !ev_filing_strip (filing, attendance, error))
    return FALSE;
  if (moved || ev_record_is_gone (attendance->record))
    return ev_filing_refresh (filing, person, error);
  wanted = ev_places_now (person);
  for (guint i = 0; i < teams->len; i++)
    if (!ev_places_has (wanted, g_array_index (teams, gint64, i)))
      return ev_filing_refresh (filing, person, error);
  return TRUE;
}

/* Conflicts. */

static gboolean
keep_conflict (EvFiling *filing, EvCentralConflict *conflict, const EvCentralRecord *record,
               GError **error)
{
  conflict->record = record->number;
  conflict->cursor = ++filing->cursor;
  return filing->central->conflict_save (filing->central, conflict, error) &&
         ev_bulletin_tell_readers (&filing->bulletin, conflict->cursor, record, EV_NEWS_CONFLICT,
                                   error);
}

/* Whether somebody wrote the group who knew what lost there. */
static gboolean
is_known (EvFiling *filing, const EvCentralRecord *record, const EvChange *change,
          const EvConflict *conflict, gboolean *known, GError **error)
{
  *known = ev_change_knows (change, conflict->group, &conflict->lost_version);
  return *known || filing->central->is_base (filing->central, record, conflict->group,
                                             &conflict->lost_version, known, error);
}

/* A value that somebody replaced who knew it is not lost, whoever comes first. */
static gboolean
open_conflicts (EvFiling *filing, const EvCentralRecord *record, const EvChange *change,
                GPtrArray *found, GError **error)
{
  while (found->len > 0) {
    g_autoptr (EvCentralConflict) conflict = g_new0 (EvCentralConflict, 1);
    gboolean known;
    conflict->conflict = g_ptr_array_steal_index (found, 0);
    if (!is_known (filing, record, change, conflict->conflict, &known, error) ||
        (!known && !keep_conflict (filing, conflict, record, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
replaces (const EvChange *change)
{
  for (guint i = 0; i < change->bases->len; i++)
    if (((const EvBase *)change->bases->pdata[i])->seq > 0)
      return TRUE;
  return FALSE;
}

/* Only who knew what lost has chosen: whoever knew just the value that stands may not have heard
 * that there is another. */
static gboolean
settle_conflicts (EvFiling *filing, const EvCentralRecord *record, const EvChange *change,
                  GError **error)
{
  g_autoptr (GPtrArray) open = NULL;

  if (!replaces (change))
    return TRUE;
  if (!filing->central->conflicts (filing->central, record, TRUE, &open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++) {
    EvCentralConflict *conflict = open->pdata[i];
    if (!ev_change_knows (change, conflict->conflict->group, &conflict->conflict->lost_version))
      continue;
    conflict->settled = TRUE;
    if (!keep_conflict (filing, conflict, record, error))
      return FALSE;
  }
  return TRUE;
}

/* A change. */

/* The values have changed: stores them and tells their readers. */
static gboolean
store_values (EvFiling *filing, EvCentralRecord *record, const GPtrArray *written,
              const Before *before, GError **error)
{
  gint64 cursor = ++filing->cursor;
  g_autoptr (GArray) wanted = NULL;
  gboolean may_move = before->is_new || ev_record_kind (record->record) != EV_KIND_PERSON;

  if (!ev_bulletin_remark (&filing->bulletin, record, written, cursor, error))
    return FALSE;
  if (!may_move)
    wanted = g_array_ref (before->teams);
  else if (!ev_places_wanted (filing->shelf, record, &wanted, error))
    return FALSE;
  place (filing, record, wanted, before);
  return save (filing, record, before, error) &&
         ev_bulletin_tell_readers (&filing->bulletin, cursor, record, EV_NEWS_GROUPS, error) &&
         tell_places (filing, record, wanted, before, error);
}

/* A team is known to the server by its code too. */
static gboolean
note_team (EvFiling *filing, const EvRecord *record, GError **error)
{
  const char *code = ev_record_is_gone (record) ? NULL : ev_record_text (record, "code");
  gint64 number;

  return ev_shelf_team (filing->shelf, ev_record_id (record), TRUE, &number, error) &&
         filing->central->team_set_code (filing->central, number, code, error);
}

static gboolean
store_consequences (EvFiling *filing, EvCentralRecord *record, const Before *before, GError **error)
{
  EvKind kind = ev_record_kind (record->record);
  g_autoptr (GArray) teams = ev_places_now (record);
  gboolean moved = !ev_places_equal (teams, before->teams);

  if (kind == EV_KIND_TEAM && !note_team (filing, record->record, error))
    return FALSE;
  /* Notes about it are where its session is, and so there already. */
  if (kind == EV_KIND_ATTENDANCE)
    return follow_attendance (filing, record, moved && !before->is_new, error);
  /* What came before it was in its author's team, even where it is itself in none. */
  if ((moved || before->is_new) && !refresh_followers (filing, record, error))
    return FALSE;
  return before->was_erased || kind != EV_KIND_PERSON ||
         ev_record_integer (record->record, "erased") == 0 ||
         ev_filing_erase (filing, record, error);
}

static gboolean
merge (EvFiling *filing, EvCentralRecord *record, const EvChange *change, GError **error)
{
  g_auto (Before) before = before_of (record);
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) conflicts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free);
  gboolean changed = ev_merge_apply (record->record, change, written, conflicts);

  if (changed) {
    record->digest = (EvDigest){ 0 };
    ev_digest_add (&record->digest, record->record);
  }
  if (changed && !store_values (filing, record, written, &before, error))
    return FALSE;
  if (record->number == 0)
    return TRUE;
  return settle_conflicts (filing, record, change, error) &&
         open_conflicts (filing, record, change, conflicts, error) &&
         (!changed || store_consequences (filing, record, &before, error));
}

/* The change comes first to its record: there is nothing to merge it with. */
static gboolean
make (EvFiling *filing, EvCentralRecord *record, EvDraft *draft, GError **error)
{
  g_auto (Before) before = before_of (record);

  ev_record_free (record->record);
  record->record = g_steal_pointer (&draft->record);
  record->fields = g_steal_pointer (&draft->fields);
  record->versions = g_steal_pointer (&draft->versions);
  record->digest = draft->digest;
  return store_values (filing, record, draft->written, &before, error) &&
         store_consequences (filing, record, &before, error);
}

/* An erasure takes everyone who is one person with her. */
static gboolean
put (EvFiling *filing, EvCentralRecord *record, const EvChange *change, GError **error)
{
  g_autoptr (GPtrArray) others = NULL;

  if (!ev_filing_erases (record, change))
    return merge (filing, record, change, error);
  return ev_filing_class (filing, record, &others, error) &&
         merge (filing, record, change, error) && ev_filing_erase_all (filing, others, error);
}

gboolean
ev_filing_put (EvFiling *filing, const EvChange *change, EvDraft *draft, gint64 home,
               gint64 *number, GError **error)
{
  EvCentralRecord *record;
  gboolean is_new;

  if (!ev_shelf_find (filing->shelf, change->kind, change->id, &record, error))
    return FALSE;
  is_new = record == NULL;
  if (is_new) {
    record = ev_shelf_make (filing->shelf, change->kind, change->id);
    record->home = home;
  }
  if (is_new && draft != NULL ? !make (filing, record, draft, error)
                              : !put (filing, record, change, error))
    return FALSE;
  *number = record->number;
  return TRUE;
}

gboolean
ev_filing_may_keep (EvFiling *filing, const EvChange *change, gboolean *may, GError **error)
{
  g_autofree char *person_id = NULL;
  EvCentralRecord *person = NULL;

  if (change->kind == EV_KIND_PERSON)
    person_id = g_strdup (change->id);
  else if (change->kind == EV_KIND_ATTENDANCE)
    ev_id_split (change->id, NULL, &person_id);
  if (person_id != NULL &&
      !ev_shelf_find (filing->shelf, EV_KIND_PERSON, person_id, &person, error))
    return FALSE;
  *may = person == NULL || ev_record_integer (person->record, "erased") == 0;
  return TRUE;
}
