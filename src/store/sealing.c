/* Sealing what an older version left plain. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sealing-private.h"

#include <glib/gstdio.h>

#include "store/backup.h"
#include "store/commits-private.h"
#include "store/copy-private.h"
#include "store/machine-private.h"
#include "store/shred-private.h"
#include "store/store-private.h"

/* Whether SQLite keeps room for seals in this database; all of ours were made with it. */
static gboolean
has_room (EvDatabase *database, GError **error)
{
  int reserved = -1;

  if (sqlite3_file_control (database->handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved) !=
      SQLITE_OK)
    return ev_database_fail (database, error);
  if (reserved == EV_DATABASE_RESERVED)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "a plain database keeps %d bytes a page",
               reserved);
  return FALSE;
}

/* Makes `sealed` a copy of the plain `file`, which is left without a log. */
static gboolean
copy_sealed (const char *file, const char *sealed, const EvSeal *seal,
             const EvStoreOptions *options, const char *keys, GError **error)
{
  g_autoptr (EvDatabase) plain = ev_database_open (file, options->vfs, FALSE, error);

  return plain != NULL && has_room (plain, error) && ev_database_checkpoint (plain, error) &&
         ev_copy_write (plain, sealed, ev_seal_vfs (seal), keys, error);
}

/* Removes what SQLite keeps beside a plain database. */
static void
shred_beside (const char *file)
{
  static const char *const suffixes[] = { "-wal", "-journal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (file, suffixes[i], NULL);
    ev_shred_remove (path);
  }
}

/* `keys` NULL: no backup, but the register itself. */
static gboolean
replace (const char *file, const EvSeal *seal, const EvStoreOptions *options, const char *keys,
         GError **error)
{
  g_autofree char *sealed = g_strconcat (file, ".sealed", NULL);

  if (!copy_sealed (file, sealed, seal, options, keys, error))
    return FALSE;
  shred_beside (file);
  return ev_shred_replace (sealed, file, error);
}

EvSeal *
ev_sealing_run (const char *folder, const char *file, const EvStoreOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (folder, &failure);
  g_autoptr (EvSeal) seal = NULL;

  if (keyfile == NULL && !g_error_matches (failure, EV_ERROR, EV_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  seal = keyfile != NULL ? ev_seal_unlock (keyfile, options, error)
                         : ev_seal_make (folder, options, error);
  if (seal == NULL || !ev_commits_set (folder, seal->key, 0, error) ||
      !replace (file, seal, options, NULL, error) || !ev_machine_sync_folder (folder, error))
    return NULL;
  return g_steal_pointer (&seal);
}

/* A plain backup that cannot be read stays for nobody to find; one for which there is no room stays
 * until there is. */
static gboolean
seal_backup (const char *file, const EvSeal *seal, const EvStoreOptions *options, const char *keys,
             GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (replace (file, seal, options, keys, &failure))
    return TRUE;
  if (!g_error_matches (failure, EV_ERROR, EV_ERROR_DAMAGED)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  shred_beside (file);
  return ev_shred_remove (file) || ev_machine_fail (file, error);
}

static void
shred_unfinished (const char *folder)
{
  static const char *const names[] = { EV_STORE_FILE ".part", EV_STORE_FILE ".restore" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);
    if (ev_vault_look (path, NULL) != EV_VAULT_PLAIN)
      continue;
    shred_beside (path);
    ev_shred_remove (path);
  }
}

gboolean
ev_sealing_backups (const char *folder, const EvSeal *seal, const EvStoreOptions *options,
                    GError **error)
{
  g_autoptr (GPtrArray) files = ev_backup_files (folder);
  g_autofree char *keys = NULL;

  shred_unfinished (folder);
  for (guint i = 0; i < files->len; i++) {
    if (ev_vault_look (files->pdata[i], NULL) != EV_VAULT_PLAIN)
      continue;
    if (keys == NULL) {
      g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (folder, error);
      if (keyfile == NULL)
        return FALSE;
      keys = ev_keyfile_format (keyfile);
    }
    if (!seal_backup (files->pdata[i], seal, options, keys, error))
      return FALSE;
  }
  return TRUE;
}
