/* Finding out where this register and its server differ, and mending it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "record/merge.h"
#include "store/exchange-private.h"
#include "store/leaving-private.h"
#include "store/replica-private.h"
#include "store/row-private.h"

/* The setting that says when all was last counted, ms UTC. */
#define COUNTED "counted"

/* What is done with every record. */
typedef gboolean (*Visit) (EvStore *store, EvRecord *record, gpointer data, GError **error);

static gboolean
walk_kind (EvStore *store, EvKind kind, Visit visit, gpointer data, GError **error)
{
  g_autofree char *columns = ev_row_columns (kind, "r");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" r", columns, ev_kind_name (kind));
  g_autoptr (EvQuery) query = ev_query_new (store->database, error, sql, "");

  while (query != NULL && ev_query_next (query, error)) {
    g_autoptr (EvRecord) record = ev_row_read (query, kind, error);
    if (record == NULL || !visit (store, record, data, error))
      return FALSE;
  }
  return query != NULL && ev_query_ended (query);
}

static gboolean
walk (EvStore *store, Visit visit, gpointer data, GError **error)
{
  for (int kind = 0; kind < EV_N_KINDS; kind++)
    if (!walk_kind (store, (EvKind)kind, visit, data, error))
      return FALSE;
  return TRUE;
}

/* Sums. */

typedef struct {
  GArray *sums; /* of guint64, by bucket */
  EvDigest all;
} Count;

static gboolean
count_record (EvStore *store, EvRecord *record, gpointer data, GError **error)
{
  Count *count = data;
  EvKind kind = ev_record_kind (record);
  EvDigest digest = { 0 };
  gboolean left;

  ev_digest_add (&digest, record);
  ev_digest_combine (&count->all, &digest, TRUE);
  if (!ev_leaving_has (store->database, kind, ev_record_id (record), &left, error))
    return FALSE;
  if (!left)
    g_array_index (count->sums, guint64, ev_digest_bucket (kind, ev_record_id (record))) +=
        digest.low;
  return TRUE;
}

gboolean
ev_exchange_sums (EvStore *store, GArray *sums, GError **error)
{
  Count count = { .sums = sums };

  g_array_set_size (sums, 0);
  g_array_set_size (sums, EV_DIGEST_BUCKETS);
  memset (sums->data, 0, EV_DIGEST_BUCKETS * sizeof (guint64));
  if (!ev_store_start (store, error))
    return FALSE;
  if (!walk (store, count_record, &count, error))
    return ev_store_end (store, FALSE, NULL);
  store->standing.digest = count.all;
  return ev_store_end (store, TRUE, error);
}

gboolean
ev_exchange_count (EvStore *store, gint64 interval, GError **error)
{
  g_autofree char *text = ev_store_setting (store, COUNTED);
  gint64 now = ev_store_now (store);
  gint64 last = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  g_autofree char *moment = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (guint64));

  if (last != 0 && now >= last && now - last < interval)
    return TRUE;
  return (last == 0 || ev_exchange_sums (store, sums, error)) &&
         ev_store_set_setting (store, COUNTED, moment, error);
}

/* Mending. */

typedef struct {
  EvStore *store;
  const EvExchangeReceipt *receipt;
  GPtrArray *touched;  /* NULL: not wanted */
  GHashTable *records; /* "KIND/ID" -> EvRecord: the server's, of the buckets that differ */
  GHashTable *pairs;   /* "KIND/ID" -> EvRecord: this register's */
} Mending;

static gboolean
differs (const Mending *mending, EvKind kind, const char *id)
{
  const GArray *buckets = mending->receipt->buckets;
  guint bucket = ev_digest_bucket (kind, id);

  for (guint i = 0; i < buckets->len; i++)
    if (g_array_index (buckets, guint, i) == bucket)
      return TRUE;
  return FALSE;
}

static char *
name_of (EvKind kind, const char *id)
{
  return g_strconcat (ev_kind_name (kind), "/", id, NULL);
}

static void
gather_theirs (Mending *mending)
{
  GPtrArray *changes = mending->receipt->changes;

  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    g_autofree char *name = NULL;
    EvRecord *record;
    if (!differs (mending, change->kind, change->id))
      continue;
    name = name_of (change->kind, change->id);
    record = g_hash_table_lookup (mending->records, name);
    if (record == NULL) {
      record = ev_record_new (change->kind, change->id);
      g_hash_table_insert (mending->records, g_steal_pointer (&name), record);
    }
    ev_merge_apply (record, change, NULL, NULL);
  }
}

static gboolean
gather_ours (EvStore *store, EvRecord *record, gpointer data, GError **error)
{
  Mending *mending = data;
  EvKind kind = ev_record_kind (record);
  gboolean left;

  if (!differs (mending, kind, ev_record_id (record)))
    return TRUE;
  if (!ev_leaving_has (store->database, kind, ev_record_id (record), &left, error))
    return FALSE;
  if (!left)
    g_hash_table_insert (mending->pairs, name_of (kind, ev_record_id (record)),
                         ev_record_copy (record));
  return TRUE;
}

/* What the server will get from the log has no need to be rescued. */
static gboolean
is_unsent (const Mending *mending, const EvVersion *version)
{
  const EvStanding *standing = &mending->store->standing;
  return strcmp (version->device, standing->device) == 0 && version->seq > standing->acked;
}

static EvChange *
values_of (const EvRecord *record, const char *group)
{
  g_autoptr (GPtrArray) values =
      ev_record_to_changes (record, (const char *const[]){ group, NULL });
  return g_ptr_array_steal_index (values, 0);
}

/* Whether a receipt for an own value must have been for another's, who shares this identity, or was
 * given by a server that forgot: what stands there is neither it nor anything later. */
static gboolean
is_doubtful (const Mending *mending, const EvVersion *version, const EvVersion *met)
{
  if (mending->receipt->doubted == NULL || is_unsent (mending, version) ||
      strcmp (version->device, mending->store->standing.device) != 0)
    return FALSE;
  return met == NULL || ev_version_compare (version, met) > 0 ||
         (ev_version_same (met, version->device, version->seq) && met->stamp != version->stamp);
}

/* Adds to `mended` the groups of `ours` that the server lacks; those that it ought to have are to
 * be offered. */
static void
keep_ours (Mending *mending, const EvRecord *ours, const EvRecord *theirs, EvRecord *mended)
{
  g_auto (GStrv) groups = ev_record_groups (ours);

  for (char **group = groups; *group != NULL; group++) {
    const EvVersion *version = ev_record_version (ours, *group);
    const EvVersion *met = theirs != NULL ? ev_record_version (theirs, *group) : NULL;
    g_autoptr (EvChange) values = values_of (ours, *group);

    if (is_doubtful (mending, version, met)) {
      *mending->receipt->doubted = TRUE;
      ev_record_drop_group (mended, *group);
      ev_merge_apply (mended, values, NULL, NULL);
      continue;
    }
    if ((met != NULL && ev_version_compare (version, met) <= 0) ||
        (mending->receipt->yields && !is_unsent (mending, version)))
      continue;
    ev_merge_apply (mended, values, NULL, NULL);
    if (!is_unsent (mending, version) && mending->receipt->lacking != NULL)
      g_ptr_array_add (mending->receipt->lacking, g_steal_pointer (&values));
  }
}

static gboolean
mend_one (Mending *mending, const char *name, const EvRecord *ours, GError **error)
{
  const EvRecord *theirs = g_hash_table_lookup (mending->records, name);
  const EvRecord *any = theirs != NULL ? theirs : ours;
  g_autoptr (EvRecord) mended = theirs != NULL
                                    ? ev_record_copy (theirs)
                                    : ev_record_new (ev_record_kind (any), ev_record_id (any));
  EvDigest before = { 0 }, after = { 0 };

  if (ours != NULL) {
    keep_ours (mending, ours, theirs, mended);
    ev_digest_add (&before, ours);
  }
  ev_digest_add (&after, mended);
  if (ev_digest_equal (&before, &after))
    return TRUE;
  if (mending->touched != NULL)
    g_ptr_array_add (mending->touched, g_strdup (name));
  return ev_replica_put (mending->store->database, &mending->store->standing, ours, mended, error);
}

static gboolean
mend_all (Mending *mending, GError **error)
{
  GHashTableIter iter;
  gpointer name, ours;

  g_hash_table_iter_init (&iter, mending->records);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (mending->pairs, name) && !mend_one (mending, name, NULL, error))
      return FALSE;
  g_hash_table_iter_init (&iter, mending->pairs);
  while (g_hash_table_iter_next (&iter, &name, &ours))
    if (!mend_one (mending, name, ours, error))
      return FALSE;
  return TRUE;
}

static gboolean
offer_again (EvStore *store, const EvExchangeReceipt *receipt, GError **error)
{
  if (receipt->doubted == NULL || !*receipt->doubted)
    return TRUE;
  store->standing.acked = 0;
  return ev_query_run (store->database, error,
                       "UPDATE change SET state = 0 WHERE device = ? AND state = 1", "s",
                       store->standing.device);
}

gboolean
ev_exchange_mend (EvStore *store, const EvExchangeReceipt *receipt, GPtrArray *touched,
                  GError **error)
{
  g_autoptr (GHashTable) theirs =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ev_record_free);
  g_autoptr (GHashTable) ours =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ev_record_free);
  Mending mending = { store, receipt, touched, theirs, ours };

  if (receipt->buckets == NULL || receipt->buckets->len == 0)
    return TRUE;
  gather_theirs (&mending);
  return walk (store, gather_ours, &mending, error) && mend_all (&mending, error) &&
         offer_again (store, receipt, error);
}
