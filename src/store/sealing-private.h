/* Sealing what an older version left plain. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/seal-private.h"

/* Seals the plain database `file` of the register in `folder`, whose lock the caller has: a sealed
 * copy takes its place in one step, then what was plain is overwritten. Wherever it stops, one of
 * the two is there whole. Answers the seal it is under from then on. */
EvSeal *ev_sealing_run (const char *folder, const char *file, const EvStoreOptions *options,
                        GError **error);

/* Seals the plain backups in `folder` in the same way, and removes those that cannot be read, as
 * well as plain files that were never finished. Run again, it goes on where it stopped. */
gboolean ev_sealing_backups (const char *folder, const EvSeal *seal, const EvStoreOptions *options,
                             GError **error);
