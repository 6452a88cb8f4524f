/* The wrapped keys at the end of a backup, so that it stands by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/keyfile-private.h"

/* A backup is sealed pages, the text of a file of keys, its length (4 bytes, big-endian) and a
 * magic word of 8 bytes. SQLite does not look beyond the pages. */

/* Puts it at the end of `file`, durable. `keys` is as ev_keyfile_format() makes it. */
gboolean ev_trailer_append (const char *file, const char *keys, GError **error);

/* What stands at the end of `file`; `pages` (may be NULL) is set to the bytes before it. NULL if
 * there is none. */
EvKeyfile *ev_trailer_read (const char *file, gsize *pages);

/* Copies the pages of `file` to `to` as they are, durable. EV_ERROR_NOT_FOUND, _DISK_FULL,
 * _STORAGE. */
gboolean ev_trailer_copy_pages (const char *file, const char *to, GError **error);

/* Gives the backups in FOLDER/backups the keys as they are now. */
gboolean ev_trailer_renew (const char *folder, const EvKeyfile *keyfile, GError **error);

/* The keys at the end of the latest backup in FOLDER/backups; NULL if there is none. */
EvKeyfile *ev_trailer_latest (const char *folder);
