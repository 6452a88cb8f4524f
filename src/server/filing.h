/* Files changes in the central store: merge, cursors, places, digests, conflicts, erasure. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/draft.h"
#include "server/shelf.h"

/* The furthest that a stamp may be ahead of the server's time, in milliseconds. */
#define EV_FILING_AHEAD (2 * 60 * 1000)

/* Lives within one writing transaction (or between a mark and its keep) that holds its project. */
typedef struct _EvFiling EvFiling;

/* Begins at `now` (ms UTC), from the project's cursor. */
EvFiling *ev_filing_begin (EvCentral *central, gint64 project, gint64 now, GError **error);

/* Writes the cursor and the sums. Must be called before the transaction is committed. */
gboolean ev_filing_end (EvFiling *filing, GError **error);

/* Frees it; NULL does nothing. */
void ev_filing_free (EvFiling *filing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvFiling, ev_filing_free)

/* The records in hand. Borrowed. */
EvShelf *ev_filing_shelf (EvFiling *filing);

/* The last cursor given out. */
gint64 ev_filing_cursor (const EvFiling *filing);

/* The scopes (gint64) in which something is new since the beginning. Borrowed. */
const GArray *ev_filing_scopes (const EvFiling *filing);

/* Merges a valid and permitted change into its record, which is made if there is none, from `draft`
 * (may be NULL) of that change, at home in the team `home`, and does all that follows: the groups
 * that changed get the next cursor, records enter and leave teams, conflicts are kept or settled,
 * sums follow, an erasure is carried through. `number` is set to the record's, 0 if nothing was
 * stored. */
gboolean ev_filing_put (EvFiling *filing, const EvChange *change, EvDraft *draft, gint64 home,
                        gint64 *number, GError **error);

/* The same for a change of the server's own, whose version is filled in here; it gets a receipt
 * like any other. */
gboolean ev_filing_author (EvFiling *filing, EvChange *change, GError **error);

/* Whether the audit may keep what a change said: nothing of or about an erased person. */
gboolean ev_filing_may_keep (EvFiling *filing, const EvChange *change, gboolean *may,
                             GError **error);

/* What tells a change from any other under the same seq: a hash of its kind, id and stamp,
 * EV_SECRET_HASH_BYTES. Not of its values, which ev_filing_is_same() compares: a laptop takes some
 * out of its log when a person is erased. */
void ev_filing_mark (const EvChange *change, guint8 *hash);

/* What a change says, as text, for the audit. Free with g_free. */
char *ev_filing_body (const EvChange *change);

/* Whether a change of this body, and of the mark in the receipt, is the one that has the receipt:
 * two copies of one laptop may write about one record at one stamp. Where nothing is kept of what
 * was said, it is taken for the same. */
gboolean ev_filing_is_same (const char *body, const EvReceipt *receipt);
