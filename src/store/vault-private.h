/* The vault: a SQLite VFS that seals every page of a database before it reaches the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "base/error.h"
#include "base/key.h"

#define EV_VAULT_PAGE 4096
/* What a sealed page keeps at its end: a random nonce of 24 bytes and a tag of 16. Databases are
 * made with so many reserved bytes per page. */
#define EV_VAULT_RESERVED 40

/* A question for sqlite3_file_control() on a file of a vault: what was found damaged, into a gint
 * as ev_vault_damage(). SQLite leaves numbers above 100 to others. */
#define EV_VAULT_ASK_DAMAGE 0x45564401

/* A VFS of its own name with its own key. Pages of the main file, whole frames of the WAL (but for
 * the WAL's own header) and page images in a journal are sealed with XChaCha20-Poly1305
 * (draft-irtf-cfrg-xchacha-03) over associated data of file kind and place, so that a page moved
 * elsewhere does not open either. Temporary files are refused: temporary storage is to be in
 * memory. What is not detected is a page, or a whole folder, put back to an older state of itself.
 * A vault serves any number of threads, each with connections of its own. */
typedef struct _EvVault EvVault;

/* Registers a vault on top of the VFS `below` (NULL: the system's) with a copy of `key`.
 * EV_ERROR_STORAGE if there is no such VFS. */
EvVault *ev_vault_new (const char *below, const EvKey *key, GError **error);

/* Takes the VFS away and wipes the key; databases on it must be closed. NULL does nothing. */
void ev_vault_free (EvVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvVault, ev_vault_free)

/* The name to open databases with, borrowed. */
const char *ev_vault_name (const EvVault *vault);

/* What kind of thing lies at a path. */
typedef enum {
  EV_VAULT_ABSENT,
  EV_VAULT_PLAIN,   /* a database of SQLite, not sealed */
  EV_VAULT_SEALED,  /* a page at least opens with the key */
  EV_VAULT_SHORT,   /* not a page long, and so nothing of ours */
  EV_VAULT_UNKNOWN, /* no page does: another key, or nothing of ours */
} EvVaultFound;

/* Looks at the file at `path` with `key` (NULL: only whether it is plain). */
EvVaultFound ev_vault_look (const char *path, const EvKey *key);
