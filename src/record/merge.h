/* The one merge: the same function on laptops and on the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"

/* Two people wrote one group without knowing of each other. Both values are kept for a person to
 * choose; the merge has already decided, so that all replicas agree meanwhile. */
typedef struct {
  EvKind kind;
  char *id;
  char *group;
  EvVersion lost_version;
  EvVersion kept_version;
  EvChange *lost; /* the fields that lost, under lost_version */
} EvConflict;

/* Frees a conflict. */
void ev_conflict_free (EvConflict *conflict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvConflict, ev_conflict_free)

/* Merges `change` into `record` (same kind and id). Per group the higher version wins and replaces
 * the group whole. `erased` is final: once true, every other value is gone and nothing comes back,
 * whatever its stamp. Commutative, associative, idempotent; unknown fields are kept.
 * `written`, if given, receives the names of the groups that now hold the change's version (char *,
 * owned by the array if it has a free function). `conflicts`, if given, receives an EvConflict for
 * each group whose value met was neither the change's base nor equal to the new one: of a change
 * without a base nobody knows what its author knew. Returns whether the record changed. */
gboolean ev_merge_apply (EvRecord *record, const EvChange *change, GPtrArray *written,
                         GPtrArray *conflicts);
