/* The vault: a SQLite VFS that seals every page of a database before it reaches the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/vault-file-private.h"

/* How many pages of a file are tried before it is called another key's. */
#define TRIED 64

struct _EvVault {
  sqlite3_vfs vfs;
  sqlite3_vfs *below;
  char *name;
  EvVaultShared shared;
};

/* The kind of file that SQLite opens; 0 for those that have no place here. */
static guint
kind_of (int flags)
{
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
    return EV_VAULT_MAIN;
  if ((flags & SQLITE_OPEN_WAL) != 0)
    return EV_VAULT_LOG;
  if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0)
    return EV_VAULT_JOURNAL;
  return 0;
}

static int
on_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  EvVault *vault = vfs->pAppData;
  EvVaultFile *file = (EvVaultFile *)(gpointer)base;
  guint kind = kind_of (flags);
  int code;

  base->pMethods = NULL;
  if (kind == 0)
    return SQLITE_CANTOPEN;
  memset (file->below, 0, (gsize)vault->below->szOsFile);
  code = vault->below->xOpen (vault->below, name, file->below, flags, out_flags);
  if (code == SQLITE_OK)
    ev_vault_file_init (file, &vault->shared, (EvVaultKind)kind);
  return code;
}

static int
on_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  sqlite3_vfs *real = ((EvVault *)vfs->pAppData)->below;
  return real->xDelete (real, name, sync_folder);
}

static int
on_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  sqlite3_vfs *real = ((EvVault *)vfs->pAppData)->below;
  return real->xAccess (real, name, flags, result);
}

static int
on_full_pathname (sqlite3_vfs *vfs, const char *name, int size, char *path)
{
  sqlite3_vfs *real = ((EvVault *)vfs->pAppData)->below;
  return real->xFullPathname (real, name, size, path);
}

EvVault *
ev_vault_new (const char *below, const EvKey *key, GError **error)
{
  static gint count;
  sqlite3_vfs *real = sqlite3_vfs_find (below);
  EvVault *vault;

  if (real == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "there is no VFS %s",
                 below != NULL ? below : "of the system");
    return NULL;
  }
  vault = g_new0 (EvVault, 1);
  vault->below = real;
  vault->name = g_strdup_printf ("evidenca-vault-%d", g_atomic_int_add (&count, 1));
  vault->shared.key = ev_key_new_from (ev_key_bytes (key));
  vault->vfs = *real;
  vault->vfs.zName = vault->name;
  vault->vfs.szOsFile = (int)sizeof (EvVaultFile) + real->szOsFile;
  vault->vfs.pNext = NULL;
  vault->vfs.pAppData = vault;
  vault->vfs.xOpen = on_open;
  vault->vfs.xDelete = on_delete;
  vault->vfs.xAccess = on_access;
  vault->vfs.xFullPathname = on_full_pathname;
  sqlite3_vfs_register (&vault->vfs, FALSE);
  return vault;
}

void
ev_vault_free (EvVault *vault)
{
  if (vault == NULL)
    return;
  sqlite3_vfs_unregister (&vault->vfs);
  ev_key_free (vault->shared.key);
  g_free (vault->name);
  g_free (vault);
}

const char *
ev_vault_name (const EvVault *vault)
{
  return vault->name;
}

/* https://www.sqlite.org/fileformat2.html, section 1.3.1. */
static gboolean
is_plain (const guint8 *page, gssize length)
{
  static const char magic[16] = "SQLite format 3";
  return length >= (gssize)sizeof magic && memcmp (page, magic, sizeof magic) == 0;
}

static EvVaultFound
look (int descriptor, const EvKey *key)
{
  guint8 page[EV_VAULT_PAGE];
  gssize length;

  for (gint64 place = 0; place < TRIED; place++) {
    length = pread (descriptor, page, sizeof page, place * EV_VAULT_PAGE);
    if (place == 0 && is_plain (page, length))
      return EV_VAULT_PLAIN;
    if (place == 0 && length < EV_VAULT_PAGE)
      return EV_VAULT_SHORT;
    if (length < EV_VAULT_PAGE || key == NULL)
      break;
    if (ev_vault_unseal (key, EV_VAULT_MAIN, place, page, sizeof page))
      return EV_VAULT_SEALED;
  }
  return EV_VAULT_UNKNOWN;
}

EvVaultFound
ev_vault_look (const char *path, const EvKey *key)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  EvVaultFound found = EV_VAULT_ABSENT;

  if (descriptor < 0)
    return found;
  found = look (descriptor, key);
  close (descriptor);
  return found;
}
