/* Conflicts: what lost, kept beside the records until a person has chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/merge.h"
#include "store/database-private.h"

/* Keeps a conflict, unless it is of a person who is erased; the same one again replaces it. */
gboolean ev_conflict_keep (EvDatabase *database, const EvConflict *conflict, GError **error);

/* Drops one that is over. `conflict->lost` may be NULL. */
gboolean ev_conflict_settle (EvDatabase *database, const EvConflict *conflict, GError **error);
