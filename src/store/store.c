/* The laptop's register: its transactions, and how it ends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store-private.h"

#include <unistd.h>

#include "store/commits-private.h"

void
ev_store_close (EvStore *store)
{
  if (store == NULL)
    return;
  if (store->nearby != NULL)
    store->nearby_free (store->nearby);
  ev_database_close (store->database);
  ev_seal_unref (store->seal);
  ev_standing_clear (&store->standing);
  if (store->commits >= 0)
    close (store->commits);
  if (store->lock >= 0)
    close (store->lock);
  g_free (store->operator_id);
  g_free (store->mark_folder);
  g_free (store->folder);
  g_free (store);
}

gint64
ev_store_now (const EvStore *store)
{
  return ev_clock_now (&store->options.clock);
}

gint64
ev_store_server_now (const EvStore *store)
{
  return ev_store_now (store) + store->standing.difference;
}

/* The one transaction that may be under way on this connection. */
static gboolean
begin (EvStore *store, GError **error)
{
  if (!ev_database_script (store->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  store->changes = sqlite3_total_changes64 (store->database->handle);
  store->saves = 0;
  if (ev_standing_load (store->database, &store->standing, error))
    return TRUE;
  ev_database_script (store->database, "ROLLBACK", NULL);
  return FALSE;
}

static void
roll_back (EvStore *store)
{
  if (sqlite3_get_autocommit (store->database->handle) == 0)
    ev_database_script (store->database, "ROLLBACK", NULL);
  store->database->purged = FALSE;
  ev_standing_load (store->database, &store->standing, NULL);
}

/* What changes no row, but for `standing` as it was, writes nothing, and so is not counted. */
static gboolean
commit (EvStore *store, GError **error)
{
  if (sqlite3_total_changes64 (store->database->handle) != store->changes + store->saves)
    store->standing.commits++;
  if (!ev_standing_save (store->database, &store->standing, error) ||
      !ev_database_script (store->database, "COMMIT", error)) {
    roll_back (store);
    return FALSE;
  }
  if (store->commits >= 0)
    ev_commits_note (store->commits, store->seal->key, store->standing.commits);
  if (store->database->purged) /* what a reader at work holds back goes when the register closes */
    ev_database_checkpoint (store->database, NULL);
  store->database->purged = FALSE;
  return TRUE;
}

gboolean
ev_store_begin (EvStore *store, GError **error)
{
  if (store->in_batch) {
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "a transaction is under way already");
    return FALSE;
  }
  store->in_batch = begin (store, error);
  return store->in_batch;
}

gboolean
ev_store_commit (EvStore *store, GError **error)
{
  if (!store->in_batch || sqlite3_get_autocommit (store->database->handle) != 0) {
    store->in_batch = FALSE;
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "there is no transaction to commit");
    return FALSE;
  }
  store->in_batch = FALSE;
  if (sqlite3_total_changes64 (store->database->handle) != store->changes)
    return commit (store, error);
  roll_back (store);
  return TRUE;
}

void
ev_store_rollback (EvStore *store)
{
  store->in_batch = FALSE;
  roll_back (store);
}

gboolean
ev_store_start (EvStore *store, GError **error)
{
  if (!store->in_batch)
    return begin (store, error);
  store->saves++;
  return ev_standing_save (store->database, &store->standing, error) &&
         ev_database_script (store->database, "SAVEPOINT one", error);
}

gboolean
ev_store_end (EvStore *store, gboolean done, GError **error)
{
  if (!store->in_batch) {
    if (done)
      return commit (store, error);
    roll_back (store);
    return FALSE;
  }
  if (done)
    return ev_database_script (store->database, "RELEASE one", error);
  ev_database_script (store->database, "ROLLBACK TO one; RELEASE one", NULL);
  ev_standing_load (store->database, &store->standing, NULL);
  return FALSE;
}

EvKey *
ev_store_key (const EvStore *store)
{
  return ev_key_new_from (ev_key_bytes (store->seal->key));
}

const char *
ev_store_folder (const EvStore *store)
{
  return store->folder;
}

const char *
ev_store_device (const EvStore *store)
{
  return store->standing.device;
}

void
ev_store_set_operator (EvStore *store, const char *operator_id)
{
  char *copy = g_strdup (operator_id);
  g_free (store->operator_id);
  store->operator_id = copy;
}

const char *
ev_store_operator (const EvStore *store)
{
  return store->operator_id;
}
