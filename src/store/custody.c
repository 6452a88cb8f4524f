/* What is where: on this laptop only, on the server, or parked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/custody.h"

#include "base/hlc.h"
#include "store/courier.h"
#include "store/log-private.h"
#include "store/store-private.h"

/* The setting that says what was handed over last: device, seq and moment. */
#define HANDED "bundle.handed"

void
ev_custody_clear (EvCustodyCounts *counts)
{
  g_free (counts->last_error);
  *counts = (EvCustodyCounts){ 0 };
}

static gboolean
count_state (EvStore *store, EvLogState state, gint64 *count, GError **error)
{
  return ev_query_number (store->database, count, error,
                          "SELECT count (*) FROM change WHERE state = ?", "i", (gint64)state);
}

gboolean
ev_custody_hand_over (EvStore *store, gint64 seq, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, ev_store_device (store), seq,
                       ev_store_server_now (store));
  return ev_store_set_setting (store, HANDED, text, error);
}

static gboolean
count_handed (EvStore *store, EvCustodyCounts *counts, GError **error)
{
  g_autofree char *text = ev_store_setting (store, HANDED);
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, " ", 3) : NULL;

  if (words == NULL || g_strv_length (words) != 3)
    return TRUE;
  counts->handed_at = g_ascii_strtoll (words[2], NULL, 10);
  return ev_query_number (
      store->database, &counts->handed, error,
      "SELECT count (*) FROM change WHERE state = 0 AND device = ? AND seq <= ?", "si", words[0],
      g_ascii_strtoll (words[1], NULL, 10));
}

gboolean
ev_custody_count (EvStore *store, EvCustodyCounts *counts, GError **error)
{
  g_auto (EvStanding) standing = { 0 };
  gint64 oldest;

  *counts = (EvCustodyCounts){ 0 };
  if (!ev_standing_load (store->database, &standing, error) ||
      !count_state (store, EV_LOG_UNSENT, &counts->on_laptop, error) ||
      !count_state (store, EV_LOG_SENT, &counts->on_server, error) ||
      !count_state (store, EV_LOG_PARKED, &counts->parked, error) ||
      !ev_query_number (store->database, &oldest, error,
                        "SELECT min (stamp) FROM change WHERE state = 0", "") ||
      !count_handed (store, counts, error))
    return FALSE;
  counts->carried = ev_courier_count (store);
  counts->oldest = ev_hlc_milliseconds (oldest);
  counts->last_sync = standing.last_sync;
  counts->last_verified = standing.last_verified;
  counts->difference = standing.difference;
  counts->last_error = g_steal_pointer (&standing.last_error);
  return TRUE;
}

gint64
ev_custody_clock_ahead (const EvCustodyCounts *counts, gint64 now)
{
  gint64 shown_then = counts->last_sync - counts->difference;

  if (counts->last_sync == 0)
    return 0;
  if (now < counts->last_sync)
    return now - counts->last_sync;
  return counts->difference < 0 && now >= shown_then ? -counts->difference : 0;
}

EvCustody
ev_custody_of (EvStore *store, EvKind kind, const char *id)
{
  g_autoptr (EvQuery) query = NULL;
  gint64 logged = 0, unsent = 0, parked = 0, connected = 0;

  query = ev_query_new (store->database, NULL,
                        "SELECT count (*), sum (state = 0), sum (state = 2) FROM change"
                        " WHERE id = ? AND kind = ?",
                        "ss", id, ev_kind_name (kind));
  if (query != NULL && ev_query_next (query, NULL)) {
    logged = ev_query_integer (query, 0);
    unsent = ev_query_integer (query, 1);
    parked = ev_query_integer (query, 2);
  }
  ev_query_number (store->database, &connected, NULL, "SELECT epoch IS NOT NULL FROM standing", "");
  if (parked > 0)
    return EV_CUSTODY_PARKED;
  /* What a register holds without a log of it came from the server, if it ever met one. */
  return unsent > 0 || (logged == 0 && connected == 0) ? EV_CUSTODY_LAPTOP : EV_CUSTODY_SERVER;
}

const char *
ev_custody_name (EvCustody custody)
{
  switch (custody) {
  case EV_CUSTODY_LAPTOP:
    return "laptop";
  case EV_CUSTODY_PARKED:
    return "parked";
  case EV_CUSTODY_SERVER:
  default:
    return "server";
  }
}

static void
parked_free (gpointer data)
{
  EvParked *parked = data;
  ev_change_free (parked->change);
  g_free (parked->field);
  g_free (parked);
}

static EvParked *
read_parked (EvQuery *query, GError **error)
{
  EvChange *change = ev_log_read (query, error);
  EvParked *parked;

  if (change == NULL)
    return NULL;
  parked = g_new0 (EvParked, 1);
  parked->change = change;
  parked->reason = EV_REASON_DENIED;
  ev_reason_parse (ev_query_text (query, 8), &parked->reason);
  parked->field = g_strdup (ev_query_text (query, 9));
  parked->parked_at = ev_query_integer (query, 10);
  return parked;
}

GPtrArray *
ev_custody_parked (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (parked_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT " EV_LOG_COLUMNS ", coalesce (reason, ''), field, parked_at FROM change"
                    " WHERE state = 2 ORDER BY parked_at, place",
                    "");

  while (query != NULL && ev_query_next (query, error)) {
    EvParked *parked = read_parked (query, error);
    if (parked == NULL)
      return NULL;
    g_ptr_array_add (list, parked);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}

/* An earlier identity of this register may have parked one under the same seq. */
static EvChange *
find_parked (EvStore *store, const EvVersion *version, GError **error)
{
  g_autoptr (GPtrArray) found =
      ev_log_read_all (ev_query_new (store->database, error,
                                     "SELECT " EV_LOG_COLUMNS
                                     " FROM change WHERE state = 2 AND device = ? AND seq = ?",
                                     "si", version->device, version->seq),
                       error);

  if (found != NULL && found->len == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND,
                 "there is no parked change %s-%" G_GINT64_FORMAT, version->device, version->seq);
  return found != NULL && found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

static gboolean
take_off (EvStore *store, const EvChange *parked, GError **error)
{
  return ev_query_run (store->database, error,
                       "UPDATE change SET state = 3 WHERE device = ? AND seq = ?", "si",
                       parked->version.device, parked->version.seq);
}

gboolean
ev_custody_give_up (EvStore *store, const EvVersion *version, GError **error)
{
  g_autoptr (EvChange) parked = find_parked (store, version, error);

  if (parked == NULL || !ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store, take_off (store, parked, error), error);
}

static EvChange *
corrected (const EvChange *parked, const EvChange *correction)
{
  EvChange *wish = ev_change_new (parked->kind, parked->id);

  for (guint i = 0; i < parked->fields->len; i++) {
    const EvAssignment *assignment = parked->fields->pdata[i];
    ev_change_take (wish, assignment->name, ev_value_ref (assignment->value));
  }
  for (guint i = 0; correction != NULL && i < correction->fields->len; i++) {
    const EvAssignment *assignment = correction->fields->pdata[i];
    ev_change_take (wish, assignment->name, ev_value_ref (assignment->value));
  }
  return wish;
}

gboolean
ev_custody_offer_again (EvStore *store, const EvVersion *version, const EvChange *correction,
                        GPtrArray **problems, GError **error)
{
  g_autoptr (EvChange) parked = find_parked (store, version, error);
  g_autoptr (EvChange) wish = parked != NULL ? corrected (parked, correction) : NULL;
  g_autofree char *id = NULL;
  gboolean own = !store->in_batch;

  if (wish == NULL || (own && !ev_store_begin (store, error)))
    return FALSE;
  id = ev_store_write_again (store, wish, TRUE, problems, error);
  if (id != NULL && take_off (store, parked, error))
    return !own || ev_store_commit (store, error);
  if (own)
    ev_store_rollback (store);
  return FALSE;
}
