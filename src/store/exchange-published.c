/* The store's side of publishing: what to send, what came. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/exchange-published.h"

#include "store/published-private.h"
#include "store/store-private.h"

gboolean
ev_exchange_published_newest (EvStore *store, gint64 *number, char **id, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT number, id FROM release WHERE number > 0 ORDER BY number DESC LIMIT 1", "");

  *number = 0;
  if (id != NULL)
    *id = NULL;
  if (query != NULL && ev_query_next (query, error)) {
    *number = ev_query_integer (query, 0);
    if (id != NULL)
      *id = g_strdup (ev_query_text (query, 1));
    return TRUE;
  }
  return query != NULL && ev_query_ended (query);
}

gboolean
ev_exchange_published_next (EvStore *store, EvPublished **published, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT " EV_PUBLISHED_COLUMNS " FROM release"
                    " WHERE number = 0 AND refusal IS NULL" EV_PUBLISHED_ORDER " LIMIT 1",
                    "");

  *published = NULL;
  if (query != NULL && ev_query_next (query, error)) {
    *published = ev_published_of_row (query);
    return TRUE;
  }
  return query != NULL && ev_query_ended (query);
}

static gboolean
take_one (EvStore *store, const EvPublished *one, GError **error)
{
  return ev_query_run (
      store->database, error,
      "INSERT INTO release (id, after, number, told, at, operator, report)"
      " VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
      " after = excluded.after, number = excluded.number, told = 1, refusal = NULL",
      "ssiiss", one->id, one->after, one->number, one->at, one->operator_id, one->report);
}

static GPtrArray *
waiting (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = ev_published_list (store, error);

  for (guint i = all != NULL ? all->len : 0; i > 0; i--) {
    const EvPublished *one = all->pdata[i - 1];
    if (one->number > 0 || one->refusal != NULL)
      g_ptr_array_remove_index (all, i - 1);
  }
  return g_steal_pointer (&all);
}

/* Puts what waits behind what the server has. */
static gboolean
line_up (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) queue = waiting (store, error);
  g_autofree char *last = NULL;
  gint64 number;

  if (queue == NULL || !ev_exchange_published_newest (store, &number, &last, error))
    return FALSE;
  for (guint i = 0; i < queue->len; i++) {
    const EvPublished *one = queue->pdata[i];
    gboolean goes_on = one->told || g_strcmp0 (one->after, last) == 0;
    gboolean done =
        goes_on ? ev_query_run (store->database, error, "UPDATE release SET after = ? WHERE id = ?",
                                "ss", last, one->id)
                : ev_query_run (store->database, error,
                                "UPDATE release SET refusal = 'behind' WHERE id = ?", "s", one->id);
    if (!done)
      return FALSE;
    if (goes_on) {
      g_free (last);
      last = g_strdup (one->id);
    }
  }
  return TRUE;
}

static gboolean
take_all (EvStore *store, const GPtrArray *came, GError **error)
{
  for (guint i = 0; i < came->len; i++)
    if (!take_one (store, came->pdata[i], error))
      return FALSE;
  return line_up (store, error);
}

gboolean
ev_exchange_published_take (EvStore *store, const GPtrArray *came, GError **error)
{
  return ev_store_start (store, error) &&
         ev_store_end (store, take_all (store, came, error), error);
}

gboolean
ev_exchange_published_sent (EvStore *store, const char *id, gint64 number, GError **error)
{
  return ev_store_start (store, error) &&
         ev_store_end (store,
                       ev_query_run (store->database, error,
                                     "UPDATE release SET number = ?, told = 1 WHERE id = ?", "is",
                                     number, id),
                       error);
}

gboolean
ev_exchange_published_refused (EvStore *store, const char *id, const char *refusal, GError **error)
{
  return ev_store_start (store, error) &&
         ev_store_end (store,
                       ev_query_run (store->database, error,
                                     "UPDATE release SET refusal = ? WHERE id = ?", "ss", refusal,
                                     id) &&
                           line_up (store, error),
                       error);
}

gboolean
ev_exchange_published_reset (EvStore *store, GError **error)
{
  return ev_store_start (store, error) &&
         ev_store_end (store,
                       ev_query_run (store->database, error,
                                     "UPDATE release SET number = 0,"
                                     " refusal = CASE told WHEN 1 THEN NULL ELSE refusal END",
                                     ""),
                       error);
}
