/* What a device is told: everything new in its scope since its cursor. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/pull-private.h"

#include <string.h>

#include "server/access.h"
#include "server/places.h"

/* No answer says more than this; a record that enters a scope may take several changes. */
#define MAX_SAID (EV_WIRE_MAX_CHANGES - 100)
/* Nor has it more text than this, in bytes. */
#define MAX_TEXT (4 * 1024 * 1024)
/* What a change and each of its fields count beside their text. */
#define CHANGE_BYTES 32
#define FIELD_BYTES 8

static void
say_change (EvPull *pull, EvChange *change)
{
  pull->text += CHANGE_BYTES;
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const char *text = ev_value_text (assignment->value);
    pull->text += FIELD_BYTES + (text != NULL ? strlen (text) : 0);
  }
  g_ptr_array_add (pull->answer->changes, change);
}

/* Leaves out what the role may not read. */
static void
strip (const EvPull *pull, EvChange *change)
{
  for (guint i = change->fields->len; i > 0; i--) {
    const EvAssignment *assignment = change->fields->pdata[i - 1];
    if (!ev_access_reads_field (pull->device->role, change->kind, assignment->name))
      g_ptr_array_remove_index (change->fields, i - 1);
  }
}

static gboolean
is_held (const EvPull *pull, const EvVersion *version)
{
  return version->seq <= pull->request->held && strcmp (version->device, pull->device->id) == 0;
}

/* The values of the groups in `groups` (NULL: all); own ones only if `own`. */
void
ev_pull_say_groups (EvPull *pull, const EvCentralRecord *record, const char *const *groups,
                    gboolean own)
{
  g_autoptr (GPtrArray) changes = ev_record_to_changes (record->record, groups);

  while (changes->len > 0) {
    g_autoptr (EvChange) change = g_ptr_array_steal_index (changes, 0);
    if (!own && is_held (pull, &change->version))
      continue;
    strip (pull, change);
    if (change->fields->len > 0)
      say_change (pull, g_steal_pointer (&change));
  }
}

static void
say_marked (EvPull *pull, const EvCentralRecord *record, gint64 cursor)
{
  g_autoptr (GPtrArray) marked = g_ptr_array_new ();

  for (guint i = 0; i < ev_record_group_count (record->record); i++) {
    const char *group = ev_record_group_at (record->record, i);
    if (ev_central_mark (record, group) == cursor)
      g_ptr_array_add (marked, (gpointer)group);
  }
  g_ptr_array_add (marked, NULL);
  ev_pull_say_groups (pull, record, (const char *const *)marked->pdata, FALSE);
}

/* Open conflicts of a record (`cursor` 0), or those that were opened or settled at one cursor. */
gboolean
ev_pull_say_conflicts (EvPull *pull, const EvCentralRecord *record, gint64 cursor, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (!pull->central->conflicts (pull->central, record, cursor == 0, &found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++) {
    EvCentralConflict *item = found->pdata[i];
    if ((cursor != 0 && item->cursor != cursor) ||
        !ev_access_reads_field (pull->device->role, item->conflict->kind, item->conflict->group))
      continue;
    if (item->settled)
      g_clear_pointer (&item->conflict->lost, ev_change_free);
    g_ptr_array_add (item->settled ? pull->answer->settled : pull->answer->conflicts,
                     g_steal_pointer (&item->conflict));
  }
  return TRUE;
}

static gboolean
say_rights (EvPull *pull, GError **error)
{
  const GArray *numbers = pull->device->teams;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr (EvCentralTeam) team = NULL;
    if (!pull->central->team_get (pull->central, g_array_index (numbers, gint64, i), &team, error))
      return FALSE;
    if (team != NULL)
      g_strv_builder_add (ids, team->id);
  }
  g_free (pull->answer->role);
  g_strfreev (pull->answer->teams);
  pull->answer->role = g_strdup (ev_central_role_name (pull->device->role));
  pull->answer->teams = g_strv_builder_end (ids);
  return TRUE;
}

static void
say_left (EvPull *pull, const EvCentralRecord *record)
{
  const EvRecord *gone = record->record;

  pull->text += CHANGE_BYTES;
  g_ptr_array_add (pull->answer->left, g_strconcat (ev_kind_name (ev_record_kind (gone)), "/",
                                                    ev_record_id (gone), NULL));
}

/* What the laptop brought for others, or for a team that it has left, is not its own any more. */
static gboolean
say_strangers (EvPull *pull, GError **error)
{
  const GPtrArray *rescued = pull->request->rescued;

  for (guint i = 0; i < rescued->len; i++) {
    const EvChange *change = rescued->pdata[i];
    EvCentralRecord *record;
    if (!ev_shelf_find (pull->shelf, change->kind, change->id, &record, error))
      return FALSE;
    if (record != NULL && !ev_access_reads (pull->device, record))
      say_left (pull, record);
  }
  return TRUE;
}

/* What it says of a record holds now, not when it happened: so a record is never both in what left
 * and in what changed. */
static gboolean
say_news (EvPull *pull, const EvNews *news, GError **error)
{
  EvCentralRecord *record;

  if (news->kind == EV_NEWS_RIGHTS)
    return say_rights (pull, error);
  if (!ev_shelf_get (pull->shelf, news->record, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  if (!ev_access_reads (pull->device, record)) {
    if (news->kind == EV_NEWS_LEFT)
      say_left (pull, record);
    return TRUE;
  }
  switch (news->kind) {
  case EV_NEWS_GROUPS:
    say_marked (pull, record, news->cursor);
    return TRUE;
  case EV_NEWS_ENTERED:
    ev_pull_say_groups (pull, record, NULL, TRUE);
    return ev_pull_say_conflicts (pull, record, 0, error);
  case EV_NEWS_CONFLICT:
    return ev_pull_say_conflicts (pull, record, news->cursor, error);
  case EV_NEWS_LEFT:
  case EV_NEWS_RIGHTS:
  default:
    return TRUE;
  }
}

static int
compare_news (gconstpointer a, gconstpointer b)
{
  const EvNews *left = a, *right = b;

  if (left->cursor != right->cursor)
    return left->cursor < right->cursor ? -1 : 1;
  return (left->scope > right->scope) - (left->scope < right->scope);
}

/* The next news of all scopes in order. Where a scope has more than were asked for, nothing beyond
 * its last is known to be complete: `more`. */
static gboolean
gather (const EvPull *pull, gint64 after, guint limit, GArray *news, gboolean *more, GError **error)
{
  g_autoptr (GArray) scopes = ev_access_scopes (pull->device);
  gint64 complete = G_MAXINT64;

  for (guint i = 0; i < scopes->len; i++) {
    g_autoptr (GArray) some = NULL;
    if (!pull->central->news (pull->central, pull->device->project,
                              g_array_index (scopes, gint64, i), after, limit, &some, error))
      return FALSE;
    if (some->len == limit)
      complete = MIN (complete, g_array_index (some, EvNews, limit - 1).cursor);
    g_array_append_vals (news, some->data, some->len);
  }
  g_array_sort (news, compare_news);
  *more = complete < G_MAXINT64;
  while (news->len > 0 && g_array_index (news, EvNews, news->len - 1).cursor > complete)
    g_array_set_size (news, news->len - 1);
  return TRUE;
}

gboolean
ev_pull_is_full (const EvPull *pull, guint said, guint limit)
{
  const EvAnswer *answer = pull->answer;

  return said >= limit || pull->text >= pull->most || answer->changes->len >= MAX_SAID ||
         answer->conflicts->len >= MAX_SAID || answer->settled->len >= MAX_SAID;
}

static int
compare_cursors (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return (left > right) - (left < right);
}

/* Whether there is nothing in it but what the laptop brought a moment ago. */
static gboolean
is_own (const EvPull *pull, const EvNews *news)
{
  return news->kind == EV_NEWS_GROUPS &&
         g_array_binary_search (pull->own, &news->cursor, compare_cursors, NULL);
}

/* Says what is new after `after`; the answer's cursor is set to how far it got. */
static gboolean
say_all (EvPull *pull, gint64 after, guint limit, gint64 last, GError **error)
{
  g_autoptr (GArray) news = g_array_new (FALSE, FALSE, sizeof (EvNews));
  EvAnswer *answer = pull->answer;

  if (!gather (pull, after, limit, news, &answer->more, error))
    return FALSE;
  answer->cursor = after;
  for (guint i = 0; i < news->len; i++) {
    const EvNews *item = &g_array_index (news, EvNews, i);
    if (item->cursor == answer->cursor)
      continue;
    if (ev_pull_is_full (pull, i, limit)) {
      answer->more = TRUE;
      return TRUE;
    }
    ev_shelf_trim (pull->shelf);
    if (!is_own (pull, item) && !say_news (pull, item, error))
      return FALSE;
    answer->cursor = item->cursor;
  }
  if (!answer->more)
    answer->cursor = last;
  return TRUE;
}

/* How far the laptop can know that its changes are stored or refused: what it has not sent here may
 * have been refused before, by an answer that it never got. */
static gint64
known_acked (const EvRequest *request, gint64 acked)
{
  guint count = request->changes->len;
  gint64 last =
      count > 0 ? ((const EvChange *)request->changes->pdata[count - 1])->version.seq : acked;

  return acked > request->held ? acked : MIN (acked, last);
}

/* A refused value leaves the laptop's row, which returns to the server's; a refused erasure has
 * emptied all of it, and taken its conflicts. */
static gboolean
say_refused (EvPull *pull, GError **error)
{
  for (guint i = 0, k = 0; i < pull->answer->refusals->len && pull->answer->changes->len < MAX_SAID;
       i++) {
    const EvRefusal *refusal = pull->answer->refusals->pdata[i];
    const EvChange *change = pull->request->changes->pdata[k];
    EvCentralRecord *record;

    while (change->version.seq < refusal->seq)
      change = pull->request->changes->pdata[++k];
    if (!ev_shelf_find (pull->shelf, change->kind, change->id, &record, error))
      return FALSE;
    if (record != NULL && ev_access_reads (pull->device, record)) {
      gboolean whole = ev_change_find (change, "erased") != NULL;
      g_autoptr (GPtrArray) groups = g_ptr_array_new ();
      for (guint n = 0; n < change->fields->len; n++) {
        const EvAssignment *assignment = change->fields->pdata[n];
        g_ptr_array_add (groups, (gpointer)ev_field_group (change->kind, assignment->name));
      }
      g_ptr_array_add (groups, NULL);
      ev_pull_say_groups (pull, record, whole ? NULL : (const char *const *)groups->pdata, TRUE);
      if (whole && !ev_pull_say_conflicts (pull, record, 0, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* A viewer reads few records, but not every field of them. */
static gboolean
add_stripped (EvPull *pull, EvDigest *digest, GError **error)
{
  g_autoptr (GArray) news = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (!pull->central->news (pull->central, pull->device->project, EV_SCOPE_COMMON, 0, G_MAXINT32,
                            &news, error))
    return FALSE;
  for (guint i = 0; i < news->len; i++) {
    EvCentralRecord *record;
    EvDigest part;

    if (!ev_shelf_get (pull->shelf, g_array_index (news, EvNews, i).record, &record, error))
      return FALSE;
    if (record == NULL || !g_hash_table_add (seen, record))
      continue;
    part = ev_pull_digest_of (pull, record);
    ev_digest_combine (digest, &part, TRUE);
  }
  return TRUE;
}

static gboolean
add_digest (EvPull *pull, GError **error)
{
  g_autoptr (GPtrArray) sums = NULL;
  EvAnswer *answer = pull->answer;

  answer->has_digest = TRUE;
  if (pull->device->role == EV_ROLE_VIEWER)
    return add_stripped (pull, &answer->digest, error);
  if (!pull->central->sums (pull->central, pull->device->project, &sums, error))
    return FALSE;
  for (guint i = 0; i < sums->len; i++) {
    const EvCentralSum *sum = sums->pdata[i];
    if (ev_access_reads_places (pull->device, sum->places))
      ev_digest_combine (&answer->digest, &sum->sum, TRUE);
  }
  return TRUE;
}

/* From where this device is to be told: from the beginning if it speaks of another epoch, or of
 * cursors that this store never gave. */
static gint64
start_of (const char *ours, gint64 last, const char *epoch, gint64 cursor)
{
  return g_strcmp0 (ours, epoch) == 0 && cursor <= last ? cursor : 0;
}

static gboolean
fill (EvPull *pull, const EvPushOutcome *outcome, guint limit, GError **error)
{
  EvCentral *central = pull->central;
  EvAnswer *answer = pull->answer;
  gint64 last, after;

  if (!central->fact (central, "epoch", &answer->epoch, error) ||
      !central->fact (central, "next_pin", &answer->next_pin, error) ||
      !central->release_last (central, pull->device->project, &answer->posting, NULL, error) ||
      !central->cursor (central, pull->device->project, &last, error))
    return FALSE;
  after = start_of (answer->epoch, last, pull->request->epoch, pull->request->cursor);
  answer->acked = known_acked (pull->request, outcome->acked);
  if (after == 0 && !say_rights (pull, error))
    return FALSE;
  for (guint i = 0; i < outcome->refusals->len; i++) {
    const EvRefusal *refusal = outcome->refusals->pdata[i];
    g_ptr_array_add (answer->refusals,
                     ev_refusal_new (refusal->seq, refusal->reason, refusal->field));
  }
  return say_refused (pull, error) && say_strangers (pull, error) &&
         say_all (pull, after, limit, last, error) && ev_pull_say_buckets (pull, error) &&
         (answer->more || add_digest (pull, error));
}

EvAnswer *
ev_pull_answer (EvCentral *central, const EvCentralDevice *device, const EvRequest *request,
                const EvPushOutcome *outcome, gint64 now, guint limit, GError **error)
{
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  g_autoptr (EvShelf) shelf = ev_shelf_new (central, device->project);
  EvPull pull = { .central = central,
                  .device = device,
                  .request = request,
                  .shelf = shelf,
                  .own = outcome->own,
                  .answer = answer,
                  .most = request->limit > 0 ? (gsize)MIN (request->limit, MAX_TEXT) : MAX_TEXT };

  answer->version = EV_WIRE_VERSION;
  answer->dictionary = request->dictionary;
  answer->server_time = now;
  return fill (&pull, outcome, limit, error) ? g_steal_pointer (&answer) : NULL;
}

gboolean
ev_pull_has_news (EvCentral *central, const EvCentralDevice *device, const char *epoch,
                  gint64 cursor, gboolean *news, GError **error)
{
  g_autoptr (GArray) scopes = ev_access_scopes (device);
  g_autofree char *ours = NULL;
  gint64 last, posting;

  if (!central->fact (central, "epoch", &ours, error) ||
      !central->cursor (central, device->project, &last, error) ||
      !central->release_last (central, device->project, &posting, NULL, error))
    return FALSE;
  *news = g_strcmp0 (ours, epoch) != 0 || cursor > last || cursor < posting;
  for (guint i = 0; i < scopes->len && !*news; i++) {
    g_autoptr (GArray) some = NULL;
    if (!central->news (central, device->project, g_array_index (scopes, gint64, i), cursor, 1,
                        &some, error))
      return FALSE;
    *news = some->len > 0;
  }
  return TRUE;
}
