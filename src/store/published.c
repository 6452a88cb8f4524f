/* Published reports. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/published.h"

#include "store/access-private.h"
#include "store/store-private.h"

void
ev_published_free (EvPublished *published)
{
  if (published == NULL)
    return;
  g_free (published->id);
  g_free (published->operator_id);
  g_free (published->report);
  g_free (published);
}

/* A counter of its own, so that ids stay apart from those of records. */
static char *
next_id (EvStore *store, GError **error)
{
  gint64 count;

  if (!ev_query_number (store->database, &count, error,
                        "SELECT coalesce (max (place), 0) + 1 FROM release", ""))
    return NULL;
  return ev_id_new (ev_store_device (store), count);
}

char *
ev_published_add (EvStore *store, const char *report, GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *subject = NULL;
  gboolean done = FALSE;

  if (!ev_store_start (store, error))
    return NULL;
  id = next_id (store, error);
  if (id != NULL) {
    subject = g_strconcat ("report/", id, NULL);
    done =
        ev_query_run (store->database, error,
                      "INSERT INTO release (id, at, operator, report) VALUES (?, ?, ?, ?)", "siss",
                      id, ev_store_server_now (store), ev_store_operator (store), report) &&
        ev_access_insert (store, EV_ACCESS_PUBLISH, subject, NULL, error);
  }
  return ev_store_end (store, done, error) ? g_steal_pointer (&id) : NULL;
}

GPtrArray *
ev_published_list (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_published_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error, "SELECT id, at, operator, report FROM release ORDER BY at, id", "");

  while (query != NULL && ev_query_next (query, error)) {
    EvPublished *published = g_new0 (EvPublished, 1);
    published->id = g_strdup (ev_query_text (query, 0));
    published->at = ev_query_integer (query, 1);
    published->operator_id = g_strdup (ev_query_text (query, 2));
    published->report = g_strdup (ev_query_text (query, 3));
    g_ptr_array_add (list, published);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}
