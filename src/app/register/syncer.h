/* The thread that keeps a register and its server the same, by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store.h"
#include "text/list.h"

/* Runs ev_sync_run() when sync/scheduler.h says so, and holds the line for the server's news in
 * between. */
typedef struct _EvSyncer EvSyncer;

/* What the thread tells, on the main thread. */
typedef struct {
  gboolean running;
  gboolean changed; /* rows came from the server */
  GError *error;    /* of the run that just ended; NULL if well or still running; borrowed */
} EvSyncReport;

typedef void (*EvSyncListener) (GObject *owner, const EvSyncReport *report);

/* Starts the thread over `store`, which it takes; `lists` are borrowed. `owner` is not kept alive;
 * once it is gone, or the syncer stopped, nothing is told any more. Stop with ev_syncer_stop(). */
EvSyncer *ev_syncer_start (EvStore *store, const EvLists *lists, GObject *owner,
                           EvSyncListener listener);

/* A change was written on this laptop. */
void ev_syncer_changed (EvSyncer *syncer);

/* A person asks for a run now, whatever the network. */
void ev_syncer_ask (EvSyncer *syncer);

/* What the system says of the network, and whether a metered one may be used unasked. */
void ev_syncer_network (EvSyncer *syncer, gboolean available, gboolean metered,
                        gboolean metered_allowed);

/* Breaks off what is under way, closes the connection and frees the syncer; NULL does nothing. */
void ev_syncer_stop (EvSyncer *syncer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSyncer, ev_syncer_stop)
