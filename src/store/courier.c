/* Changes and receipts that this laptop carries for others. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/courier.h"

#include "base/hlc.h"
#include "base/secret.h"
#include "record/merge.h"
#include "store/replica-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

/* What the server lets pass, in milliseconds: later stamps would be refused. */
#define AHEAD (2 * 60 * 1000)
/* So many receipts are kept for one laptop; the earliest go. */
#define MOST_RECEIPTS 200

typedef enum { WAITING, ANSWERED, REFUSED } State;

static void
carried_free (gpointer data)
{
  EvCarried *carried = data;
  g_free (carried->device);
  g_bytes_unref (carried->letter);
  g_free (carried);
}

static void
touch (GPtrArray *touched, const EvChange *change)
{
  if (touched != NULL)
    g_ptr_array_add (touched, g_strconcat (ev_kind_name (change->kind), "/", change->id, NULL));
}

/* What only a coordinator may write. Whether the author is one, the server will say; an erasure
 * takes more than could be given back, unsent work of this laptop too. */
static gboolean
waits_for_the_server (const EvChange *change)
{
  return change->kind == EV_KIND_PROJECT || change->kind == EV_KIND_TEAM ||
         change->kind == EV_KIND_INDICATOR || ev_change_find (change, "erased") != NULL;
}

static gboolean
merge (EvStore *store, const EvChange *change, GPtrArray *touched, GError **error)
{
  g_autoptr (EvRecord) before = NULL;
  g_autoptr (EvRecord) after = NULL;

  if (waits_for_the_server (change) ||
      change->version.stamp > ev_hlc_from_milliseconds (ev_store_server_now (store) + AHEAD))
    return TRUE;
  store->standing.seen = MAX (store->standing.seen, change->version.stamp);
  if (!ev_row_load (store->database, change->kind, change->id, &before, error))
    return FALSE;
  after = before != NULL ? ev_record_copy (before) : ev_record_new (change->kind, change->id);
  if (!ev_merge_apply (after, change, NULL, NULL))
    return TRUE;
  touch (touched, change);
  return ev_replica_put (store->database, &store->standing, before, after, error);
}

/* The row without the values of `change`; what the server has in their place comes with the next
 * comparison. */
static gboolean
take_out (EvStore *store, const EvChange *change, GPtrArray *touched, GError **error)
{
  g_autoptr (EvRecord) before = NULL;
  g_autoptr (EvRecord) after = NULL;
  g_auto (GStrv) groups = NULL;
  gboolean found = FALSE;

  if (!ev_row_load (store->database, change->kind, change->id, &before, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  after = ev_record_copy (before);
  groups = ev_record_groups (before);
  for (char **group = groups; *group != NULL; group++)
    if (ev_version_compare (ev_record_version (before, *group), &change->version) == 0) {
      ev_record_drop_group (after, *group);
      found = TRUE;
    }
  if (!found)
    return TRUE;
  touch (touched, change);
  return ev_replica_put (store->database, &store->standing, before, after, error);
}

static gboolean
take_out_all (EvStore *store, const GPtrArray *changes, GPtrArray *touched, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    if (!take_out (store, changes->pdata[i], touched, error))
      return FALSE;
  return TRUE;
}

static char *
encode (GBytes *bytes, char **hash)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (hash != NULL)
    *hash = ev_secret_hash_hex (data, length);
  return g_base64_encode (data, length);
}

static GBytes *
decode (const char *text)
{
  gsize length;
  guchar *data = g_base64_decode (text, &length);
  return g_bytes_new_take (data, length);
}

static gboolean
keep (EvStore *store, const char *device, GBytes *letter, const GPtrArray *changes, gint64 after,
      gboolean *fresh, GPtrArray *touched, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *text = encode (letter, &hash);
  gint64 known;

  if (!ev_query_number (store->database, &known, error,
                        "SELECT count (*) FROM carried WHERE hash = ?", "s", hash))
    return FALSE;
  *fresh = known == 0;
  if (!*fresh)
    return TRUE;
  if (!ev_query_run (store->database, error,
                     "INSERT INTO carried (device, hash, letter, at, state) VALUES (?, ?, ?, ?, 0)",
                     "sssi", device, hash, text, ev_store_server_now (store)) ||
      !ev_query_run (store->database, error, "DELETE FROM receipt WHERE device = ? AND acked <= ?",
                     "si", device, after))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!merge (store, changes->pdata[i], touched, error))
      return FALSE;
  return TRUE;
}

gboolean
ev_courier_keep (EvStore *store, const char *device, GBytes *letter, const GPtrArray *changes,
                 gint64 after, gboolean *fresh, GPtrArray *touched, GError **error)
{
  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store, keep (store, device, letter, changes, after, fresh, touched, error),
                       error);
}

GPtrArray *
ev_courier_waiting (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (carried_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT place, device, letter FROM carried WHERE state = 0 ORDER BY place", "");

  while (query != NULL && ev_query_next (query, error)) {
    EvCarried *carried = g_new0 (EvCarried, 1);
    carried->place = ev_query_integer (query, 0);
    carried->device = g_strdup (ev_query_text (query, 1));
    carried->letter = decode (ev_query_text (query, 2));
    g_ptr_array_add (list, carried);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}

gint64
ev_courier_count (EvStore *store)
{
  gint64 count;

  return ev_query_number (store->database, &count, NULL,
                          "SELECT count (*) FROM carried WHERE state = 0", "")
             ? count
             : 0;
}

/* What was passed on is known again by its hash alone. */
static gboolean
set_state (EvStore *store, const EvCarried *carried, State state, GError **error)
{
  return ev_query_run (store->database, error,
                       "UPDATE carried SET state = ?1, letter = iif (?1 = 1, '', letter)"
                       " WHERE place = ?2",
                       "ii", (gint64)state, carried->place);
}

static gboolean
note_answer (EvStore *store, const EvCarried *carried, gint64 acked, GBytes *receipt,
             const GPtrArray *refused, GPtrArray *touched, GError **error)
{
  g_autofree char *text = encode (receipt, NULL);

  return set_state (store, carried, ANSWERED, error) &&
         ev_query_run (store->database, error,
                       "INSERT INTO receipt (device, acked, parcel, at) VALUES (?, ?, ?, ?)",
                       "sisi", carried->device, acked, text, ev_store_server_now (store)) &&
         ev_query_run (store->database, error,
                       "DELETE FROM receipt WHERE device = ?1 AND place NOT IN (SELECT place"
                       " FROM receipt WHERE device = ?1 ORDER BY place DESC LIMIT ?2)",
                       "si", carried->device, (gint64)MOST_RECEIPTS) &&
         take_out_all (store, refused, touched, error);
}

gboolean
ev_courier_answered (EvStore *store, const EvCarried *carried, gint64 acked, GBytes *receipt,
                     const GPtrArray *refused, GPtrArray *touched, GError **error)
{
  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store, note_answer (store, carried, acked, receipt, refused, touched, error),
                       error);
}

gboolean
ev_courier_refused (EvStore *store, const EvCarried *carried, const GPtrArray *changes,
                    GPtrArray *touched, GError **error)
{
  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store,
                       set_state (store, carried, REFUSED, error) &&
                           take_out_all (store, changes, touched, error),
                       error);
}

GPtrArray *
ev_courier_receipts (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error, "SELECT parcel FROM receipt ORDER BY place", "");

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (list, decode (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}
