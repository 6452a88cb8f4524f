/* The record that a change makes where there is none yet: most changes do, and most of the work can
 * be done before the store is asked. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/digest.h"

typedef struct {
  EvRecord *record;
  GPtrArray *written; /* of char *: the groups it has */
  EvDigest digest;
  char *fields, *versions; /* as the store keeps them */
} EvDraft;

/* What `change`, which is valid, makes of nothing. NULL where that is nothing, and for one that
 * erases: the server makes more of that. Owned. */
EvDraft *ev_draft_new (const EvChange *change);

/* Frees it with what was not taken out of it; NULL does nothing. */
void ev_draft_free (EvDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvDraft, ev_draft_free)
