/* Marks outside the database: who has the folder, and which machine this is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"

/* Makes `folder` with mode 0700 if absent. EV_ERROR_READ_ONLY, _DISK_FULL, _STORAGE. */
gboolean ev_machine_make_folder (const char *folder, GError **error);

/* Takes the lock of `folder` for this process; answers a descriptor to close, or -1 with
 * EV_ERROR_BUSY where another has it, EV_ERROR_READ_ONLY where it cannot be written. */
int ev_machine_lock (const char *folder, GError **error);

/* This machine's mark, kept in `folder`/machine and made there if absent. Owned; NULL if it cannot
 * be kept. */
char *ev_machine_mark (const char *folder, const EvRandom *random);

/* Sees to it that the names in `folder` are on the disk. */
gboolean ev_machine_sync_folder (const char *folder, GError **error);

/* Writes `length` bytes (-1: a text) to `path` with mode 0600, durable before it has the name.
 * EV_ERROR_READ_ONLY, _DISK_FULL, _STORAGE. */
gboolean ev_machine_write_file (const char *path, const void *bytes, gssize length, GError **error);

/* Sets the error of a failed system call on `path` by errno. Always FALSE. */
gboolean ev_machine_fail (const char *path, GError **error);
