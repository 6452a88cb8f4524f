/* A consistent copy of an open database. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"

/* Copies `database` to `file` (mode 0600), which is replaced only when the copy is complete and on
 * the disk. `vfs` NULL is the system's. `keys`, if given, stands at the end of the file
 * (store/trailer-private.h). */
gboolean ev_copy_write (EvDatabase *database, const char *file, const char *vfs, const char *keys,
                        GError **error);
