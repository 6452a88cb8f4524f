/* The laptop's register: how it is made and opened. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "record/merge.h"
#include "store/apart-private.h"
#include "store/commits-private.h"
#include "store/copy-private.h"
#include "store/keys-private.h"
#include "store/log-private.h"
#include "store/loss-private.h"
#include "store/machine-private.h"
#include "store/people-erase.h"
#include "store/row-private.h"
#include "store/schema-private.h"
#include "store/sealing-private.h"
#include "store/store-private.h"

static EvStore *
store_new (const char *folder, const EvStoreOptions *options)
{
  EvStore *store = g_new0 (EvStore, 1);

  store->folder = g_strdup (folder);
  store->mark_folder = g_strdup (options->mark_folder);
  store->options = *options;
  store->options.mark_folder = store->mark_folder;
  store->options.key = NULL;
  store->options.passphrase = store->options.recovery = NULL;
  store->commits = -1;
  store->lock = -1;
  return store;
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
  return ev_store_end (
      store, ev_schema_create (store->database, error) && put_project (store, project, error),
      error);
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
  store->database = ev_database_open (part, ev_seal_vfs (store->seal), TRUE, error);
  done = store->database != NULL && g_chmod (part, 0600) == 0 && fill (store, project, error) &&
         check_reserved (store, error) && ev_database_checkpoint (store->database, error);
  g_clear_pointer (&store->database, ev_database_close);
  done = done && ev_commits_set (store->folder, store->seal->key, 0, error);
  if (done && g_rename (part, file) != 0)
    done = ev_machine_fail (file, error);
  if (!done)
    ev_database_discard (part);
  return done && ev_machine_sync_folder (store->folder, error);
}

static gboolean
renew_device (EvStore *store, GError **error)
{
  g_autofree char *device = ev_id_new_device (&store->options.random);

  return ev_log_renew (store->database, &store->standing, device, error);
}

/* The machine is noted last: where this was cut short, the next opening does it all again. */
static gboolean
settle (EvStore *store, const char *mark, GError **error)
{
  if (!ev_people_erase_again (store, error))
    return FALSE;
  if (mark == NULL)
    return TRUE;
  if (!ev_store_start (store, error))
    return FALSE;
  g_free (store->standing.machine);
  store->standing.machine = g_strdup (mark);
  return ev_store_end (store, TRUE, error);
}

/* Another machine's folder, a restored one, and one that lost commits may hold people who were
 * erased since. The first and the last may hold numbers under which changes were sent, so they take
 * a new identity before anything else is written; the restored one has it already. */
static gboolean
know_machine (EvStore *store, gint64 lost, GError **error)
{
  g_autofree char *mark = NULL;
  gboolean known;

  if (store->mark_folder != NULL)
    mark = ev_machine_mark (store->mark_folder, &store->options.random);
  if (lost == 0 && (mark == NULL || g_strcmp0 (mark, store->standing.machine) == 0))
    return TRUE;
  if (!ev_store_start (store, error))
    return FALSE;
  known = (store->standing.machine == NULL && lost == 0) || renew_device (store, error);
  return ev_store_end (store, known && (lost == 0 || ev_loss_note (store, lost, error)), error) &&
         settle (store, mark, error);
}

static gboolean
keep_copy (EvStore *store, const char *file, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (store->folder, error);
  g_autofree char *keys = keyfile != NULL ? ev_keyfile_format (keyfile) : NULL;

  return keys != NULL &&
         ev_copy_write (store->database, file, ev_seal_vfs (store->seal), keys, error);
}

static gboolean
migrate (EvStore *store, GError **error)
{
  g_autofree char *folder = g_build_filename (store->folder, "backups", NULL);
  g_autofree char *file = g_build_filename (folder, "before-migration.db", NULL);
  gboolean behind;

  if (!ev_schema_is_behind (store->database, EV_SCHEMA_VERSION, &behind, error))
    return FALSE;
  return !behind || (ev_machine_make_folder (folder, error) && keep_copy (store, file, error) &&
                     ev_schema_update (store->database, error));
}

/* Opens the sealed `file` under the seal that the store has. */
static gboolean
open_file (EvStore *store, const char *file, GError **error)
{
  gint64 lost;

  store->database = ev_database_open (file, ev_seal_vfs (store->seal), FALSE, error);
  if (store->database == NULL || !ev_loss_find (store, &lost, error) ||
      (lost != 0 && !ev_loss_keep (store, file, error)) || !migrate (store, error) ||
      !ev_standing_load (store->database, &store->standing, error) ||
      !know_machine (store, lost, error))
    return FALSE;
  if (lost != 0 &&
      !ev_commits_set (store->folder, store->seal->key, store->standing.commits, error))
    return FALSE;
  store->commits = ev_commits_open (store->folder);
  /* Power may have failed between an erasure and the emptying of the log. */
  ev_database_checkpoint (store->database, NULL);
  return ev_apart_adopt (store, error) && ev_keys_follow_project (store, error) &&
         ev_sealing_backups (store->folder, store->seal, &store->options, error);
}

/* Finds the key of what lies at `file`; what is plain is sealed first. */
static gboolean
unlock (EvStore *store, const char *file, const EvStoreOptions *options, GError **error)
{
  if (ev_vault_look (file, NULL) == EV_VAULT_PLAIN)
    store->seal = ev_sealing_run (store->folder, file, options, error);
  else
    store->seal = ev_seal_open (store->folder, options, error);
  if (store->seal == NULL)
    return FALSE;
  if (ev_vault_look (file, store->seal->key) != EV_VAULT_UNKNOWN)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_KEY, "no page of %s opens with the key of its folder",
               file);
  return FALSE;
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
  store->seal = ev_seal_make (folder, options, error);
  if (store->seal == NULL || !make (store, project, file, error) || !open_file (store, file, error))
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
  if (store->lock < 0 || !unlock (store, file, options, error) || !open_file (store, file, error))
    return NULL;
  return g_steal_pointer (&store);
}

EvStore *
ev_store_open_beside (EvStore *first, GError **error)
{
  g_autofree char *file = g_build_filename (first->folder, EV_STORE_FILE, NULL);
  g_autoptr (EvStore) store = store_new (first->folder, &first->options);

  ev_store_set_operator (store, first->operator_id);
  store->seal = ev_seal_ref (first->seal);
  store->commits = ev_commits_open (first->folder);
  store->database = ev_database_open (file, ev_seal_vfs (store->seal), FALSE, error);
  if (store->database == NULL || !ev_standing_load (store->database, &store->standing, error))
    return NULL;
  return g_steal_pointer (&store);
}
