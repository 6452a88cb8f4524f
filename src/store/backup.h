/* Copies of a register, and a look at its health. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Writes a whole, consistent copy of an open register to `file` (replaced only when complete). It
 * is sealed like the register and carries the wrapped keys, so that it opens by what opened the
 * register when it was written. */
gboolean ev_backup_write (EvStore *store, const char *file, GError **error);

/* Puts the register of `file` in place of the one in `folder`, which must not be open. What was
 * there is kept beside as a backup. The restored register takes a new device id before its first
 * write, since ids may have been used after the backup, and whoever was erased since is erased
 * again when it is first opened. It is sealed with the key of `folder`, if there is one that opens;
 * else the backup's key and its ways come along. EV_ERROR_MALFORMED if `file` is no backup;
 * EV_ERROR_LOCKED and EV_ERROR_KEY as ev_store_open(). */
gboolean ev_backup_restore (const char *file, const char *folder, const EvStoreOptions *options,
                            GError **error);

/* Daily copies in FOLDER/backups, made at the first call of a day, the latest `keep` kept. */
gboolean ev_backup_daily (EvStore *store, guint keep, GError **error);

/* The backups in FOLDER/backups, sorted by name: array of paths (char *), owned. */
GPtrArray *ev_backup_files (const char *folder);

/* Looks at everything: the database's own integrity, values against the field table, references
 * that lead nowhere, rows against the log, the search index, the digest. Array of sentences in
 * English (char *), owned; empty if all is well. NULL with error if it could not look. */
GPtrArray *ev_backup_check (EvStore *store, GError **error);

/* Somebody took note that the log lost commits, which ev_backup_check() tells until then: an entry
 * of the access log keeps what it said. Nothing to do where nothing was lost. */
gboolean ev_backup_note_loss (EvStore *store, GError **error);
