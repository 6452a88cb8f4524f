/* Files whose old content is overwritten before it is given up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* A file system that copies on writing, or a disk that levels wear, may keep what was overwritten:
 * this is as far as a program can go. */

/* Renames `from` to `to`; what was `to` is then overwritten. */
gboolean ev_shred_replace (const char *from, const char *to, GError **error);

/* Overwrites and removes `path`; whether it is gone. */
gboolean ev_shred_remove (const char *path);
