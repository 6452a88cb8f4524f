/* A batch on its way in: checked without the store, then taken in one transaction. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "wire/message.h"

/* What came of a batch. */
typedef struct {
  gint64 acked;        /* all changes of the device up to here are stored or refused */
  GPtrArray *refusals; /* of EvRefusal */
  GArray *scopes;      /* of gint64: where something is new */
  GArray *own;         /* of gint64, rising: at these cursors changed what the laptop itself brought
                          and still has */
} EvPushOutcome;

/* Nothing has come of it yet. */
void ev_push_outcome_init (EvPushOutcome *outcome, gint64 acked);

/* Releases what is inside. */
void ev_push_outcome_clear (EvPushOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvPushOutcome, ev_push_outcome_clear)

/* A batch with what can be said about it by itself: validity, hashes. */
typedef struct _EvPush EvPush;

/* Checks the changes of `request`, which must outlive the result, at `now` (ms UTC). Needs no
 * store: any thread may do it. Owned. */
EvPush *ev_push_prepare (const EvRequest *request, const EvRules *rules, gint64 now);

/* Frees it; NULL does nothing. */
void ev_push_free (EvPush *push);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPush, ev_push_free)

/* Takes the batch of `device` within a writing transaction of `central`. A change that was taken
 * before is answered as before and not stored twice; of a batch in which a seq stands for another
 * change than the one known nothing is taken: what comes before it is answered as before, and it is
 * refused as EV_REASON_FORK; a batch that goes on
 * from changes which this server does not have is left alone. One bad change never holds up
 * another. On failure the transaction must be undone. */
gboolean ev_push_take (EvPush *push, EvCentral *central, const EvCentralDevice *device,
                       EvPushOutcome *outcome, GError **error);
