/* Published reports. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/published-private.h"

#include "store/access-private.h"
#include "store/store-private.h"

EvPublished *
ev_published_new (const char *id)
{
  EvPublished *published = g_new0 (EvPublished, 1);
  published->id = g_strdup (id);
  return published;
}

void
ev_published_free (EvPublished *published)
{
  if (published == NULL)
    return;
  g_free (published->id);
  g_free (published->after);
  g_free (published->operator_id);
  g_free (published->report);
  g_free (published->refusal);
  g_free (published);
}

EvPublishedState
ev_published_state (const EvPublished *published)
{
  if (published->told)
    return EV_PUBLISHED_TOLD;
  return published->refusal != NULL ? EV_PUBLISHED_REFUSED : EV_PUBLISHED_WAITING;
}

const char *
ev_published_state_name (EvPublishedState state)
{
  static const char *const names[] = { "waiting", "told", "refused" };
  return names[state];
}

EvPublished *
ev_published_of_row (EvQuery *query)
{
  EvPublished *published = ev_published_new (ev_query_text (query, 0));

  published->after = g_strdup (ev_query_text (query, 1));
  published->number = ev_query_integer (query, 2);
  published->told = ev_query_integer (query, 3) != 0;
  published->at = ev_query_integer (query, 4);
  published->operator_id = g_strdup (ev_query_text (query, 5));
  published->report = g_strdup (ev_query_text (query, 6));
  published->refusal = g_strdup (ev_query_text (query, 7));
  return published;
}

gboolean
ev_published_newest (EvStore *store, char **id, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT id FROM release WHERE refusal IS NULL"
                    " ORDER BY number = 0 DESC, number DESC, told, place DESC LIMIT 1",
                    "");

  *id = NULL;
  if (query != NULL && ev_query_next (query, error)) {
    *id = g_strdup (ev_query_text (query, 0));
    return TRUE;
  }
  return query != NULL && ev_query_ended (query);
}

static gboolean
may_publish (EvStore *store, GError **error)
{
  g_autofree char *role = ev_store_setting (store, "role");

  if (role == NULL || g_str_equal (role, "coordinator") || g_str_equal (role, "admin"))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_DENIED, "a %s publishes no reports", role);
  return FALSE;
}

static gboolean
is_newest (EvStore *store, const char *after, GError **error)
{
  g_autofree char *newest = NULL;

  if (!ev_published_newest (store, &newest, error))
    return FALSE;
  if (g_strcmp0 (newest, after) == 0)
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_EXISTS, "another report was published meanwhile");
  return FALSE;
}

static gboolean
add (EvStore *store, const char *id, const char *report, const char *after, const char *again,
     GError **error)
{
  g_autofree char *subject = g_strconcat ("report/", id, NULL);

  return is_newest (store, after, error) &&
         (again == NULL || ev_published_drop (store, again, error)) &&
         ev_query_run (store->database, error,
                       "INSERT INTO release (id, at, operator, report, after)"
                       " VALUES (?, ?, ?, ?, ?)",
                       "sisss", id, ev_store_server_now (store), ev_store_operator (store), report,
                       after) &&
         ev_access_insert (store, EV_ACCESS_PUBLISH, subject, NULL, error);
}

char *
ev_published_add (EvStore *store, const char *report, const char *after, const char *again,
                  GError **error)
{
  g_autofree char *id = ev_id_new_device (&store->options.random);

  if (!may_publish (store, error) || !ev_store_begin (store, error))
    return NULL;
  if (add (store, id, report, after, again, error) && ev_store_commit (store, error))
    return g_steal_pointer (&id);
  ev_store_rollback (store);
  return NULL;
}

gboolean
ev_published_drop (EvStore *store, const char *id, GError **error)
{
  g_autoptr (EvPublished) published = ev_published_find (store, id, error);

  if (published == NULL)
    return FALSE;
  if (ev_published_state (published) != EV_PUBLISHED_REFUSED) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "report %s was not refused", id);
    return FALSE;
  }
  return ev_store_start (store, error) &&
         ev_store_end (
             store,
             ev_query_run (store->database, error, "DELETE FROM release WHERE id = ?", "s", id),
             error);
}

GPtrArray *
ev_published_list (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_published_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT " EV_PUBLISHED_COLUMNS " FROM release" EV_PUBLISHED_ORDER, "");

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (list, ev_published_of_row (query));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}

EvPublished *
ev_published_find (EvStore *store, const char *id, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error, "SELECT " EV_PUBLISHED_COLUMNS " FROM release WHERE id = ?", "s", id);

  if (query != NULL && ev_query_next (query, error))
    return ev_published_of_row (query);
  if (query != NULL && ev_query_ended (query))
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no published report %s", id);
  return NULL;
}
