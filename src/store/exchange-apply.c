/* Applying what one answer of the server brings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/hlc.h"
#include "store/conflict-private.h"
#include "store/exchange-private.h"
#include "store/leaving-private.h"
#include "store/log-private.h"
#include "store/replica-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

typedef struct {
  EvStore *store;
  const EvExchangeReceipt *receipt;
  GPtrArray *touched; /* NULL: not wanted */
  GPtrArray *ahead;   /* of EvChange: own ones to be stamped anew, in their order */
  gboolean leaving;   /* some records are about to leave */
} Applying;

static void
touch (const Applying *applying, EvKind kind, const char *id)
{
  g_autofree char *name = g_strconcat (ev_kind_name (kind), "/", id, NULL);

  if (applying->touched != NULL &&
      !(applying->touched->len > 0 &&
        strcmp (applying->touched->pdata[applying->touched->len - 1], name) == 0))
    g_ptr_array_add (applying->touched, g_steal_pointer (&name));
}

static gint64
server_time (const Applying *applying)
{
  gint64 told = applying->receipt->server_time;
  return told != 0 ? told : ev_store_server_now (applying->store);
}

/* What the server has and what it has not. A server that was set back answers with an older
 * receipt; then the rest is offered again. */
static gboolean
note_receipts (const Applying *applying, GError **error)
{
  EvStanding *standing = &applying->store->standing;
  EvDatabase *database = applying->store->database;

  standing->acked = applying->receipt->acked;
  return ev_query_run (database, error,
                       "UPDATE change SET state = 1 WHERE device = ? AND seq <= ? AND state = 0",
                       "si", standing->device, standing->acked) &&
         ev_query_run (database, error,
                       "UPDATE change SET state = 0 WHERE device = ? AND seq > ? AND state = 1",
                       "si", standing->device, standing->acked);
}

/* The change with a receipt and this seq; NULL without error if it was dealt with before. */
static gboolean
find_refused (const Applying *applying, gint64 seq, EvChange **change, GError **error)
{
  g_autoptr (GPtrArray) found =
      ev_log_read_all (ev_query_new (applying->store->database, error,
                                     "SELECT " EV_LOG_COLUMNS
                                     " FROM change WHERE device = ? AND seq = ? AND state = 1",
                                     "si", applying->store->standing.device, seq),
                       error);

  *change = found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
  return found != NULL;
}

/* The row without the refused values: as the changes left it that still stand. */
static gboolean
revert (const Applying *applying, const EvChange *refused, GError **error)
{
  EvDatabase *database = applying->store->database;
  g_autoptr (EvRecord) before = NULL;
  g_autoptr (EvRecord) after = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_auto (GStrv) groups = NULL;

  if (!ev_row_load (database, refused->kind, refused->id, &before, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  after = ev_record_copy (before);
  groups = ev_record_groups (before);
  for (char **group = groups; *group != NULL; group++)
    if (ev_version_compare (ev_record_version (before, *group), &refused->version) == 0)
      ev_record_drop_group (after, *group);
  standing = ev_log_read_all (
      ev_query_new (database, error,
                    "SELECT " EV_LOG_COLUMNS " FROM change"
                    " WHERE id = ? AND kind = ? AND state IN (0, 1) ORDER BY place",
                    "ss", refused->id, ev_kind_name (refused->kind)),
      error);
  for (guint i = 0; standing != NULL && i < standing->len; i++)
    ev_merge_apply (after, standing->pdata[i], NULL, NULL);
  touch (applying, refused->kind, refused->id);
  return standing != NULL &&
         ev_replica_put (database, &applying->store->standing, before, after, error);
}

static gboolean
park (const Applying *applying, const EvChange *refused, const EvRefusal *refusal, GError **error)
{
  return ev_query_run (applying->store->database, error,
                       "UPDATE change SET state = 2, reason = ?, field = ?, parked_at = ?"
                       " WHERE device = ? AND seq = ?",
                       "ssisi", ev_reason_name (refusal->reason), refusal->field,
                       server_time (applying), refused->version.device, refused->version.seq) &&
         ev_log_rebase (applying->store->database, refused, error) &&
         revert (applying, refused, error);
}

static gboolean
take_refusals (Applying *applying, GError **error)
{
  GPtrArray *refusals = applying->receipt->refusals;

  for (guint i = 0; refusals != NULL && i < refusals->len; i++) {
    const EvRefusal *refusal = refusals->pdata[i];
    g_autoptr (EvChange) refused = NULL;
    if (!find_refused (applying, refusal->seq, &refused, error))
      return FALSE;
    if (refused == NULL)
      continue;
    if (refusal->reason == EV_REASON_AHEAD)
      g_ptr_array_add (applying->ahead, g_steal_pointer (&refused));
    else if (!park (applying, refused, refusal, error))
      return FALSE;
  }
  return TRUE;
}

static int
by_seq (gconstpointer a, gconstpointer b)
{
  const EvChange *left = *(const EvChange *const *)a;
  const EvChange *right = *(const EvChange *const *)b;
  return (left->version.seq > right->version.seq) - (left->version.seq < right->version.seq);
}

/* The clock was ahead: it is set back to what the server has seen of this laptop, and the refused
 * changes follow from there at the server's time. */
static gboolean
restamp (const Applying *applying, GError **error)
{
  EvStanding *standing = &applying->store->standing;
  EvDatabase *database = applying->store->database;

  if (applying->ahead->len == 0)
    return TRUE;
  g_ptr_array_sort (applying->ahead, by_seq);
  for (guint i = 0; i < applying->ahead->len; i++) {
    const EvChange *change = applying->ahead->pdata[i];
    touch (applying, change->kind, change->id);
    if (!ev_query_run (database, error, "UPDATE change SET state = 0 WHERE device = ? AND seq = ?",
                       "si", change->version.device, change->version.seq))
      return FALSE;
  }
  return ev_query_number (database, &standing->stamp, error,
                          "SELECT max (stamp) FROM change WHERE device = ? AND state = 1", "s",
                          standing->device) &&
         ev_log_renumber (database, standing, applying->ahead, standing->device, TRUE,
                          server_time (applying), error);
}

static gboolean
merge (const Applying *applying, const EvChange *change, GError **error)
{
  EvStore *store = applying->store;
  g_autoptr (EvRecord) before = NULL;
  g_autoptr (EvRecord) after = NULL;

  if (ev_kind_is_derived (change->kind) && !ev_id_split (change->id, NULL, NULL)) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a change of %s without an id",
                 ev_kind_name (change->kind));
    return FALSE;
  }
  store->standing.seen = MAX (store->standing.seen, change->version.stamp);
  if (!ev_row_load (store->database, change->kind, change->id, &before, error))
    return FALSE;
  if (applying->leaving && !ev_leaving_forget (store->database, change->kind, change->id, error))
    return FALSE;
  after = before != NULL ? ev_record_copy (before) : ev_record_new (change->kind, change->id);
  if (!ev_merge_apply (after, change, NULL, NULL))
    return TRUE;
  touch (applying, change->kind, change->id);
  return ev_replica_put (store->database, &store->standing, before, after, error);
}

static gboolean
merge_all (Applying *applying, GError **error)
{
  GPtrArray *changes = applying->receipt->changes;
  gint64 leaving;

  if (!ev_query_number (applying->store->database, &leaving, error,
                        "SELECT EXISTS (SELECT 1 FROM leaving)", ""))
    return FALSE;
  applying->leaving = leaving != 0;
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    if (!merge (applying, changes->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Whether the server begins anew, and so tells all open conflicts again. */
static gboolean
begins_anew (const Applying *applying)
{
  const EvStanding *standing = &applying->store->standing;
  return g_strcmp0 (applying->receipt->epoch, standing->epoch) != 0 ||
         applying->receipt->cursor < standing->cursor;
}

static gboolean
take_conflicts (const Applying *applying, GError **error)
{
  GPtrArray *conflicts = applying->receipt->conflicts;
  GPtrArray *settled = applying->receipt->settled;

  if (begins_anew (applying) &&
      !ev_query_run (applying->store->database, error, "DELETE FROM conflict", ""))
    return FALSE;

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    if (!ev_conflict_keep (applying->store->database, conflicts->pdata[i], error))
      return FALSE;
  for (guint i = 0; settled != NULL && i < settled->len; i++)
    if (!ev_conflict_settle (applying->store->database, settled->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
take_left (const Applying *applying, GError **error)
{
  GPtrArray *left = applying->receipt->left;
  EvStore *store = applying->store;

  for (guint i = 0; left != NULL && i < left->len; i++)
    if (!ev_leaving_note (store->database, left->pdata[i], error))
      return FALSE;
  return ev_leaving_settle (store->database, &store->standing, applying->touched, error);
}

static gboolean
take_rights (const Applying *applying, GError **error)
{
  const EvExchangeReceipt *receipt = applying->receipt;
  g_autofree char *teams =
      receipt->teams != NULL ? g_strjoinv (";", receipt->teams) : g_strdup ("");

  return receipt->role == NULL ||
         (ev_store_set_setting (applying->store, "role", receipt->role, error) &&
          ev_store_set_setting (applying->store, "teams", teams, error));
}

static void
move_on (const Applying *applying)
{
  EvStanding *standing = &applying->store->standing;
  char *epoch = g_strdup (applying->receipt->epoch);

  g_free (standing->epoch);
  standing->epoch = epoch;
  standing->cursor = applying->receipt->cursor;
  standing->difference = server_time (applying) - ev_store_now (applying->store);
}

static gboolean
apply (Applying *applying, GError **error)
{
  if (!note_receipts (applying, error) || !take_refusals (applying, error) ||
      !merge_all (applying, error) ||
      !ev_exchange_mend (applying->store, applying->receipt, applying->touched, error) ||
      !restamp (applying, error) || !take_conflicts (applying, error) ||
      !take_left (applying, error) || !take_rights (applying, error))
    return FALSE;
  move_on (applying);
  return TRUE;
}

gboolean
ev_exchange_apply (EvStore *store, const EvExchangeReceipt *receipt, GPtrArray *touched,
                   GError **error)
{
  g_autoptr (GPtrArray) ahead = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  Applying applying = { store, receipt, touched, ahead, FALSE };
  guint before = touched != NULL ? touched->len : 0;

  if (!ev_store_start (store, error))
    return FALSE;
  if (ev_store_end (store, apply (&applying, error), error))
    return TRUE;
  if (touched != NULL)
    g_ptr_array_set_size (touched, (int)before);
  return FALSE;
}
