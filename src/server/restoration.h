/* Backups of the central store, and the way back from one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* Copies the store of this URL, as it is at one moment, to `file`, which must not exist
 * (EV_ERROR_EXISTS): an SQLite file, sealed for the holder of the private half of `public_half`
 * (base/recovery.h) unless that is NULL. Others go on writing meanwhile. The file is on the disk
 * when this returns. */
gboolean ev_restoration_backup (const char *store, const char *file, const char *public_half,
                                const EvRandom *random, GError **error);

/* Puts the contents of `file` in the place of the store in the SQLite file `path`, in one
 * transaction, also beside a running server; `letters` (may be NULL) open a sealed one. The store
 * gets a new epoch, so that laptops offer again what it lost, and a new device of its own. Not
 * undone are: revocations, invitations used or taken back, what was granted and denied, enrolments
 * (their changes come again), and erasures, which are carried out anew. EV_ERROR_DAMAGED if `file`
 * is no sound central store, EV_ERROR_LOCKED without letters, EV_ERROR_KEY with those of another
 * key: then nothing happened. */
gboolean ev_restoration_restore (const char *path, const char *file, const char *letters,
                                 const EvRandom *random, gint64 now, GError **error);
