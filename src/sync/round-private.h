/* One round of a sync: a request, its answer, and what the store makes of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/exchange-log.h"
#include "sync/engine.h"
#include "wire/codec.h"

/* Buckets are compared up to three times in a run: each does what was not done before. */
typedef enum {
  EV_REPAIR_NONE,
  EV_REPAIR_DOUBTS, /* own receipts that seem to be another's; what others wrote is offered */
  EV_REPAIR_OFFERS, /* whatever the server lacks is offered */
  EV_REPAIR_YIELDS  /* what it was offered and has not taken is given up */
} EvRepairPass;

/* Comparing buckets after digests differed. */
typedef struct {
  EvRepairPass pass;
  gboolean doubted;   /* in this pass: own changes are offered again */
  gboolean offered;   /* in this pass: what the server lacks, to the last */
  gboolean asking;    /* there are buckets left to compare ... */
  guint from;         /* ... from this one on */
  GPtrArray *lacking; /* of EvChange: what the server turned out to lack, still to be offered */
} EvRepair;

/* What goes through all rounds of a run. */
typedef struct {
  EvStore *store;
  const EvTransport *transport;
  EvSyncOutcome *outcome;
  GCancellable *cancellable;
  char *token;
  gsize budget, window; /* sync/batch-private.h: for what goes up, and for what comes down */
  guint32 dictionary;
  EvExchangeState state; /* before the round under way */
  gint64 posting;        /* the server's newest published report, by the last answer */
  guint idle;            /* rounds in a row that moved nothing */
  guint renewals;        /* new identities taken */
  gboolean doubted;      /* no receipt from before this run counts */
  guint restamps;        /* rounds in a row in which stamps were ahead of the server */

  EvRepair repair;
  gboolean rights;     /* the server had news of what this laptop may do */
  gboolean forgetting; /* by order; `repair.lacking` is what is still to be handed over */
} EvRun;

/* Releases what is inside. */
void ev_run_clear (EvRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvRun, ev_run_clear)

typedef enum {
  EV_ROUND_FAILED, /* with an error */
  EV_ROUND_AGAIN,  /* nothing was learnt; the next round asks in another form */
  EV_ROUND_APPLIED /* the answer is in the store */
} EvRoundResult;

/* Does one round. `answer` is set where it was applied; owned by the caller. */
EvRoundResult ev_round_run (EvRun *run, EvAnswer **answer, GError **error);

/* Whether there are changes that the run has not offered yet. */
gboolean ev_round_has_unsent (EvRun *run, gboolean *unsent, GError **error);
