/* Conflicts: what lost, kept beside the records until a person has chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/merge.h"
#include "store/database-private.h"

/* Keeps a conflict, unless it is of a person who is erased; the same one again replaces it. */
gboolean ev_conflict_keep (EvDatabase *database, const EvConflict *conflict, GError **error);

/* Notes in a change as rivals what lost in the groups that it writes: whoever writes upon a value
 * beside which others are listed has chosen. */
gboolean ev_conflict_name_rivals (EvDatabase *database, EvChange *change, GError **error);

/* Drops one that is over. `conflict->lost` may be NULL. */
gboolean ev_conflict_settle (EvDatabase *database, const EvConflict *conflict, GError **error);
