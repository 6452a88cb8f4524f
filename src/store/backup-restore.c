/* Putting a copy of a register in its place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/backup-private.h"
#include "store/commits-private.h"
#include "store/copy-private.h"
#include "store/log-private.h"
#include "store/machine-private.h"
#include "store/schema-private.h"
#include "store/shred-private.h"
#include "store/store-private.h"
#include "store/trailer-private.h"

typedef struct {
  const char *file, *folder;
  const EvStoreOptions *options;
  char *target, *incoming, *part; /* paths in the folder */
  EvSeal *held;                   /* of what is in the folder; NULL: none, or it does not open */
  EvSeal *source;                 /* of the backup; NULL: it is plain */
  EvSeal *seal;                   /* under which it is put in place */
  EvKeyfile *keyfile;             /* what the folder's file of keys is to be */
} Restore;

static void
restore_init (Restore *restore, const char *file, const char *folder, const EvStoreOptions *options)
{
  *restore = (Restore){ .file = file, .folder = folder, .options = options };
  restore->target = g_build_filename (folder, EV_STORE_FILE, NULL);
  restore->incoming = g_strconcat (restore->target, ".incoming", NULL);
  restore->part = g_strconcat (restore->target, ".restore", NULL);
}

static void
restore_clear (Restore *restore)
{
  ev_seal_unref (restore->held);
  ev_seal_unref (restore->source);
  ev_seal_unref (restore->seal);
  ev_keyfile_free (restore->keyfile);
  g_free (restore->target);
  g_free (restore->incoming);
  g_free (restore->part);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restore, restore_clear)

static gboolean
is_sound (EvDatabase *database, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (database, error, "PRAGMA quick_check (1)", "");
  gboolean behind;

  return query != NULL && ev_query_next (query, error) &&
         strcmp (ev_query_text (query, 0), "ok") == 0 &&
         ev_schema_is_behind (database, EV_SCHEMA_VERSION, &behind, error);
}

/* Numbers may have been used after the copy was made, so it goes on under a new identity. It
 * belongs to no machine yet, which the first opening takes as word that it comes from elsewhere. */
static gboolean
renew (EvDatabase *database, const EvStoreOptions *options, GError **error)
{
  g_auto (EvStanding) standing = { 0 };
  g_autofree char *device = ev_id_new_device (&options->random);

  if (!ev_standing_load (database, &standing, error) ||
      !ev_database_script (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  g_clear_pointer (&standing.machine, g_free);
  return ev_log_renew (database, &standing, device, error) &&
         ev_standing_save (database, &standing, error) &&
         ev_database_script (database, "COMMIT", error);
}

/* The key that is here opens a backup of its own whatever opened it once. */
static gboolean
unlock_backup (Restore *restore, EvKeyfile *keys, GError **error)
{
  g_autofree char *held = restore->held != NULL ? ev_key_id (restore->held->key) : NULL;

  if (g_strcmp0 (held, keys->id) == 0)
    restore->source = ev_seal_ref (restore->held);
  else
    restore->source = ev_seal_unlock (keys, restore->options, error);
  return restore->source != NULL;
}

/* Finds the keys of the backup and of the folder, and decides which is to be the folder's. */
static gboolean
unlock (Restore *restore, GError **error)
{
  gboolean plain = ev_vault_look (restore->file, NULL) == EV_VAULT_PLAIN;
  g_autoptr (EvKeyfile) keys = ev_trailer_read (restore->file, NULL);

  restore->held = ev_seal_open (restore->folder, restore->options, NULL);
  if (!plain && keys == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "%s is no sound backup", restore->file);
    return FALSE;
  }
  if (!plain && !unlock_backup (restore, keys, error))
    return FALSE;
  if (restore->held != NULL) {
    restore->seal = ev_seal_ref (restore->held);
    restore->keyfile = ev_keyfile_load (restore->folder, error);
  } else if (plain) {
    restore->seal = ev_seal_new (restore->options, &restore->keyfile, error);
  } else {
    restore->seal = ev_seal_ref (restore->source);
    restore->keyfile = g_steal_pointer (&keys);
  }
  return restore->seal != NULL && restore->keyfile != NULL;
}

/* Makes `part` a sound register with a new identity out of `incoming`. */
static gboolean
take_over (Restore *restore, GError **error)
{
  const char *vfs = restore->source != NULL ? ev_seal_vfs (restore->source) : restore->options->vfs;
  g_autoptr (EvDatabase) from = ev_database_open (restore->incoming, vfs, FALSE, error);
  g_autoptr (EvDatabase) database = NULL;

  if (from == NULL || !is_sound (from, error) ||
      !ev_copy_write (from, restore->part, ev_seal_vfs (restore->seal), NULL, error))
    return FALSE;
  database = ev_database_open (restore->part, ev_seal_vfs (restore->seal), FALSE, error);
  return database != NULL && ev_schema_update (database, error) &&
         renew (database, restore->options, error) && ev_database_checkpoint (database, error);
}

static gboolean
prepare (Restore *restore, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean done;

  ev_database_discard (restore->part);
  if (!ev_trailer_copy_pages (restore->file, restore->incoming, error))
    return FALSE;
  done = unlock (restore, error);
  if (done && !take_over (restore, &failure)) {
    done = FALSE;
    if (failure == NULL || g_error_matches (failure, EV_ERROR, EV_ERROR_DAMAGED))
      g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "%s is no sound backup", restore->file);
    else
      g_propagate_error (error, g_steal_pointer (&failure));
  }
  ev_shred_remove (restore->incoming);
  ev_database_discard (restore->incoming);
  return done;
}

static gboolean
move_if_there (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);

  return g_rename (source, target) == 0 || errno == ENOENT || ev_machine_fail (source, error);
}

/* As it is, with its log, and with the keys that may open it. */
static gboolean
move_aside (const Restore *restore, const char *aside, GError **error)
{
  g_autoptr (EvKeyfile) held = ev_keyfile_load (restore->folder, NULL);
  g_autofree char *keys = held != NULL ? ev_keyfile_format (held) : NULL;

  return move_if_there (restore->target, aside, "-wal", error) &&
         move_if_there (restore->target, aside, "", error) &&
         (keys == NULL || ev_trailer_append (aside, keys, error));
}

/* Puts aside what is there: as a whole copy if it can be read, else as it is. */
static gboolean
put_aside (const Restore *restore, GError **error)
{
  EvVaultFound found = ev_vault_look (restore->target, NULL);
  const char *vfs = restore->options->vfs;
  g_autoptr (EvDatabase) database = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *keys = ev_keyfile_format (restore->keyfile);

  if (found == EV_VAULT_ABSENT)
    return TRUE;
  aside = ev_backup_free_name (restore->folder, "restore", &restore->options->clock, error);
  if (aside == NULL)
    return FALSE;
  if (found != EV_VAULT_PLAIN)
    vfs = restore->held != NULL ? ev_seal_vfs (restore->held) : NULL;
  if (found == EV_VAULT_PLAIN || restore->held != NULL)
    database = ev_database_open (restore->target, vfs, FALSE, NULL);
  if (database != NULL && is_sound (database, NULL))
    return ev_copy_write (database, aside, ev_seal_vfs (restore->seal), keys, error);
  g_clear_pointer (&database, ev_database_close);
  return move_aside (restore, aside, error);
}

/* The file of keys is written before the database that needs it; the counter does not know the
 * restored database yet. */
static gboolean
replace (const Restore *restore, GError **error)
{
  g_autofree char *log = g_strconcat (restore->target, "-wal", NULL);
  g_autofree char *shared = g_strconcat (restore->target, "-shm", NULL);

  if ((restore->held == NULL && !ev_keyfile_save (restore->keyfile, restore->folder, error)) ||
      !ev_commits_set (restore->folder, restore->seal->key, 0, error))
    return FALSE;
  /* A log that was left behind would be played into the new file. */
  ev_shred_remove (log);
  g_unlink (shared);
  return ev_shred_replace (restore->part, restore->target, error) &&
         ev_machine_sync_folder (restore->folder, error);
}

gboolean
ev_backup_restore (const char *file, const char *folder, const EvStoreOptions *options,
                   GError **error)
{
  g_auto (Restore) restore;
  gboolean done;
  int lock;

  restore_init (&restore, file, folder, options);
  if (!ev_machine_make_folder (folder, error))
    return FALSE;
  lock = ev_machine_lock (folder, error);
  if (lock < 0)
    return FALSE;
  done = prepare (&restore, error) && put_aside (&restore, error) && replace (&restore, error);
  if (!done)
    ev_database_discard (restore.part);
  close (lock);
  return done;
}
