/* Copies of a register, and a look at its health. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Writes a whole, consistent copy of an open register to `file` (replaced only when complete). */
gboolean ev_backup_write (EvStore *store, const char *file, GError **error);

/* Puts the register of `file` in place of the one in `folder`, which must not be open. What was
 * there is kept beside as a backup. The restored register takes a new device id before its first
 * write, since ids may have been used after the backup. EV_ERROR_MALFORMED if `file` is no backup.
 */
gboolean ev_backup_restore (const char *file, const char *folder, const EvStoreOptions *options,
                            GError **error);

/* Daily copies in FOLDER/backups, made at the first call of a day, the latest `keep` kept. */
gboolean ev_backup_daily (EvStore *store, guint keep, GError **error);

/* Looks at everything: the database's own integrity, values against the field table, references
 * that lead nowhere, rows against the log, the search index, the digest. Array of sentences in
 * English (char *), owned; empty if all is well. NULL with error if it could not look. */
GPtrArray *ev_backup_check (EvStore *store, GError **error);
