/* An answer in the making. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pull.h"
#include "server/shelf.h"

typedef struct {
  EvCentral *central;
  const EvCentralDevice *device;
  const EvRequest *request;
  EvShelf *shelf;
  GArray *own; /* of EvPushOutcome */
  EvAnswer *answer;
  gsize text; /* bytes of values so far */
  gsize most; /* and how many there may be */
} EvPull;

/* Says the values of the groups in `groups` (NULL: all); own ones only if `own`. */
void ev_pull_say_groups (EvPull *pull, const EvCentralRecord *record, const char *const *groups,
                         gboolean own);

/* Says the open conflicts of a record (`cursor` 0), or those opened or settled at one cursor. */
gboolean ev_pull_say_conflicts (EvPull *pull, const EvCentralRecord *record, gint64 cursor,
                                GError **error);

/* Whether no more fits after `said` pieces of news, of at most `limit`. */
gboolean ev_pull_is_full (const EvPull *pull, guint said, guint limit);

/* The digest of a record as this device may know it. */
EvDigest ev_pull_digest_of (const EvPull *pull, const EvCentralRecord *record);

/* Says all that is in the buckets whose sums are not the laptop's, as many buckets as fit. */
gboolean ev_pull_say_buckets (EvPull *pull, GError **error);
