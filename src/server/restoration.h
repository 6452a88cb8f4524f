/* Backups of the central store in SQLite, and the way back from one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* Copies the store in `path`, as it is at one moment, to `file`, which must not exist
 * (EV_ERROR_EXISTS). Others go on writing meanwhile. The file is on the disk when this returns. */
gboolean ev_restoration_backup (const char *path, const char *file, GError **error);

/* Puts the contents of `file` in the place of the store in `path`, in one transaction, also beside
 * a running server. The store gets a new epoch, so that laptops offer again what it lost, and a new
 * device of its own. Not undone are: revocations, what was granted and denied, enrolments (their
 * changes come again), and erasures, which are carried out anew. EV_ERROR_DAMAGED if `file` is no
 * sound central store: then nothing happened. */
gboolean ev_restoration_restore (const char *path, const char *file, const EvRandom *random,
                                 gint64 now, GError **error);
