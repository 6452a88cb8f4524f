/* Forgetting a register by its server's order. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "store/access-chain-private.h"
#include "store/exchange-log.h"
#include "store/log-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

GPtrArray *
ev_exchange_unfinished (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) changes = ev_log_read_all (
      ev_query_new (store->database, error,
                    "SELECT " EV_LOG_COLUMNS " FROM change WHERE state IN (0, 2) ORDER BY place",
                    ""),
      error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    g_ptr_array_set_size (((EvChange *)changes->pdata[i])->bases, 0);
  return g_steal_pointer (&changes);
}

/* The tables to be emptied: all but where this laptop is, and the project's own record. */
static GPtrArray *
tables (EvDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query =
      ev_query_new (database, error,
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                    " AND name NOT IN ('standing', 'project') AND name NOT LIKE 'sqlite%'",
                    "");

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (names, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&names) : NULL;
}

static gboolean
count_project (EvStore *store, GError **error)
{
  g_autoptr (EvRecord) project = NULL;

  store->standing.digest = (EvDigest){ 0 };
  if (!ev_row_load (store->database, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, &project, error))
    return FALSE;
  if (project != NULL)
    ev_digest_add (&store->standing.digest, project);
  return TRUE;
}

static gboolean
forget (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) names = tables (store->database, error);

  /* The access log goes with all else. */
  if (!ev_access_chain_prune (store->database, G_MAXINT64, error))
    return FALSE;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\"", (char *)names->pdata[i]);
    if (!ev_database_script (store->database, sql, error))
      return FALSE;
  }
  store->database->purged = TRUE;
  g_clear_pointer (&store->standing.epoch, g_free);
  store->standing.cursor = store->standing.acked = 0;
  return names != NULL && count_project (store, error);
}

static void
remove_backups (const EvStore *store)
{
  g_autofree char *folder = g_build_filename (store->folder, "backups", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (folder, name, NULL);
    g_unlink (file);
  }
}

gboolean
ev_exchange_forget (EvStore *store, GError **error)
{
  if (!ev_store_start (store, error) || !ev_store_end (store, forget (store, error), error))
    return FALSE;
  remove_backups (store);
  return TRUE;
}
