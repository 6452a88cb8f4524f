/* The laptop's register: making, opening, closing, and its transactions. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "record/merge.h"
#include "store/copy-private.h"
#include "store/log-private.h"
#include "store/machine-private.h"
#include "store/row-private.h"
#include "store/schema-private.h"

static EvStore *
store_new (const char *folder, const EvStoreOptions *options)
{
  EvStore *store = g_new0 (EvStore, 1);

  store->folder = g_strdup (folder);
  store->mark_folder = g_strdup (options->mark_folder);
  store->vfs = g_strdup (options->vfs);
  store->options = *options;
  store->options.mark_folder = store->mark_folder;
  store->options.vfs = store->vfs;
  store->lock = -1;
  return store;
}

void
ev_store_close (EvStore *store)
{
  if (store == NULL)
    return;
  if (store->nearby != NULL)
    store->nearby_free (store->nearby);
  ev_database_close (store->database);
  ev_standing_clear (&store->standing);
  if (store->lock >= 0)
    close (store->lock);
  g_free (store->operator_id);
  g_free (store->mark_folder);
  g_free (store->vfs);
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

static gboolean
commit (EvStore *store, GError **error)
{
  if (!ev_standing_save (store->database, &store->standing, error) ||
      !ev_database_script (store->database, "COMMIT", error)) {
    roll_back (store);
    return FALSE;
  }
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
  store->changes = sqlite3_total_changes64 (store->database->handle);
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

/* The version of what the project record holds from the start: the least there is, so that
 * whatever anybody writes replaces it. It is no change of this device and takes no seq. */
static gboolean
put_project (EvStore *store, EvChange *project, GError **error)
{
  g_autoptr (EvRecord) record = ev_record_new (EV_KIND_PROJECT, EV_STORE_PROJECT_ID);

  ev_merge_apply (record, project, NULL, NULL);
  ev_digest_add (&store->standing.digest, record);
  return ev_row_save (store->database, record, error);
}

static EvChange *
first_project (const EvStoreOptions *options, const char *code, const char *name, GError **error)
{
  g_autoptr (EvChange) project = ev_change_new (EV_KIND_PROJECT, EV_STORE_PROJECT_ID);
  g_autoptr (EvRecord) whole = ev_record_new (EV_KIND_PROJECT, EV_STORE_PROJECT_ID);
  g_autoptr (GPtrArray) problems = NULL;

  project->version = (EvVersion){ "0000000000000", 1, 1 };
  ev_change_set_text (project, "code", code);
  ev_change_set_text (project, "name", name);
  problems = ev_validate_change (project, &options->rules);
  ev_merge_apply (whole, project, NULL, NULL);
  if (problems->len == 0 && ev_record_text (whole, "code") != NULL &&
      ev_record_text (whole, "name") != NULL)
    return g_steal_pointer (&project);
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "not a code and a name of a project");
  return NULL;
}

static gboolean
fill (EvStore *store, EvChange *project, GError **error)
{
  g_autofree char *device = ev_id_new_device (&store->options.random);

  if (!ev_database_script (store->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  g_strlcpy (store->standing.device, device, sizeof store->standing.device);
  if (store->mark_folder != NULL)
    store->standing.machine = ev_machine_mark (store->mark_folder, &store->options.random);
  return ev_schema_create (store->database, error) && put_project (store, project, error) &&
         commit (store, error);
}

/* Whether pages are made with room for a seal: byte 20 of the file (SQLite file format, 1.3.4). */
static gboolean
check_reserved (EvStore *store, GError **error)
{
  int reserved = -1;

  if (sqlite3_file_control (store->database->handle, "main", SQLITE_FCNTL_RESERVE_BYTES,
                            &reserved) != SQLITE_OK)
    return ev_database_fail (store->database, error);
  if (reserved == EV_DATABASE_RESERVED)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "SQLite keeps %d bytes a page", reserved);
  return FALSE;
}

/* A register appears under its name only when it is whole. */
static gboolean
make (EvStore *store, EvChange *project, const char *file, GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  gboolean done;

  ev_database_discard (part);
  store->database = ev_database_open (part, store->vfs, TRUE, error);
  done = store->database != NULL && g_chmod (part, 0600) == 0 && fill (store, project, error) &&
         check_reserved (store, error) && ev_database_checkpoint (store->database, error);
  g_clear_pointer (&store->database, ev_database_close);
  if (done && g_rename (part, file) != 0)
    done = ev_machine_fail (file, error);
  if (!done)
    ev_database_discard (part);
  return done && ev_machine_sync_folder (store->folder, error);
}

/* Another machine's folder takes a new identity before anything else is written. */
static gboolean
know_machine (EvStore *store, GError **error)
{
  g_autofree char *mark = NULL;
  g_autofree char *device = NULL;

  if (store->mark_folder != NULL)
    mark = ev_machine_mark (store->mark_folder, &store->options.random);
  if (mark == NULL || g_strcmp0 (mark, store->standing.machine) == 0)
    return TRUE;
  if (!begin (store, error))
    return FALSE;
  if (store->standing.machine != NULL) {
    device = ev_id_new_device (&store->options.random);
    if (!ev_log_renew (store->database, &store->standing, device, error)) {
      roll_back (store);
      return FALSE;
    }
  }
  g_free (store->standing.machine);
  store->standing.machine = g_steal_pointer (&mark);
  return commit (store, error);
}

static gboolean
migrate (EvStore *store, GError **error)
{
  g_autofree char *folder = g_build_filename (store->folder, "backups", NULL);
  g_autofree char *file = g_build_filename (folder, "before-migration.db", NULL);
  gboolean behind;
  guint count;
  const EvSchemaStep *steps = ev_schema_steps (&count);

  if (!ev_schema_is_behind (store->database, EV_SCHEMA_VERSION, &behind, error))
    return FALSE;
  if (!behind)
    return TRUE;
  if (!ev_machine_make_folder (folder, error) ||
      !ev_copy_write (store->database, file, store->vfs, error) ||
      !ev_database_script (store->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (ev_schema_migrate (store->database, steps, count, EV_SCHEMA_VERSION, error) &&
      ev_database_script (store->database, "COMMIT", error))
    return TRUE;
  ev_database_script (store->database, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
open_file (EvStore *store, const char *file, GError **error)
{
  store->database = ev_database_open (file, store->vfs, FALSE, error);
  return store->database != NULL && migrate (store, error) &&
         ev_standing_load (store->database, &store->standing, error) && know_machine (store, error);
}

EvStore *
ev_store_create (const char *folder, const EvStoreOptions *options, const char *code,
                 const char *name, GError **error)
{
  g_autofree char *file = g_build_filename (folder, EV_STORE_FILE, NULL);
  g_autoptr (EvStore) store = store_new (folder, options);
  g_autoptr (EvChange) project = first_project (options, code, name, error);

  if (project == NULL || !ev_machine_make_folder (folder, error))
    return NULL;
  store->lock = ev_machine_lock (folder, error);
  if (store->lock < 0)
    return NULL;
  if (g_file_test (file, G_FILE_TEST_EXISTS)) {
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "there is a register in %s", folder);
    return NULL;
  }
  if (!make (store, project, file, error) || !open_file (store, file, error))
    return NULL;
  return g_steal_pointer (&store);
}

EvStore *
ev_store_open (const char *folder, const EvStoreOptions *options, GError **error)
{
  g_autofree char *file = g_build_filename (folder, EV_STORE_FILE, NULL);
  g_autoptr (EvStore) store = store_new (folder, options);

  if (!g_file_test (file, G_FILE_TEST_EXISTS)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no register in %s", folder);
    return NULL;
  }
  store->lock = ev_machine_lock (folder, error);
  if (store->lock < 0 || !open_file (store, file, error))
    return NULL;
  return g_steal_pointer (&store);
}

EvStore *
ev_store_open_beside (EvStore *first, GError **error)
{
  g_autofree char *file = g_build_filename (first->folder, EV_STORE_FILE, NULL);
  g_autoptr (EvStore) store = store_new (first->folder, &first->options);

  ev_store_set_operator (store, first->operator_id);
  store->database = ev_database_open (file, store->vfs, FALSE, error);
  if (store->database == NULL || !ev_standing_load (store->database, &store->standing, error))
    return NULL;
  return g_steal_pointer (&store);
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
