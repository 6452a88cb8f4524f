/* When to sync next: by itself, in time, without pestering anybody. Pure: it only reckons. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"

/* Times in milliseconds. */
enum {
  EV_SCHEDULER_DEBOUNCE = 1000,         /* after a local change, so that a burst goes together; what
                                           is ticked at one door is at the other within 2 s */
  EV_SCHEDULER_IDLE = 5 * 60 * 1000,    /* a look at the server when nothing happens */
  EV_SCHEDULER_FIRST = 5 * 1000,        /* the first wait after a failure; it doubles ... */
  EV_SCHEDULER_LAST = 5 * 60 * 1000,    /* ... up to this, for ever */
  EV_SCHEDULER_PAUSED = 15 * 60 * 1000, /* while the server does not accept this laptop */
  EV_SCHEDULER_OBEY = 60 * 60 * 1000    /* the longest Retry-After that is honoured */
};

/* The state of the waiting. One thread uses it. */
typedef struct _EvScheduler EvScheduler;

/* A new one, due at once. `clock` may jump: a jump delays the next run by one wait at most. Free
 * with ev_scheduler_free(). */
EvScheduler *ev_scheduler_new (const EvClock *clock, const EvRandom *random);

/* Frees it; NULL does nothing. */
void ev_scheduler_free (EvScheduler *scheduler);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvScheduler, ev_scheduler_free)

/* What the system says of the network. When one comes or changes, a run is due at once, unless the
 * server said when to come back; without one, runs go on at their pace, for the system may be
 * wrong. */
void ev_scheduler_network (EvScheduler *scheduler, gboolean available, gboolean metered);

/* Whether a metered network may be used without being asked; TRUE at first. */
void ev_scheduler_allow_metered (EvScheduler *scheduler, gboolean allowed);

/* A change was written on this laptop: a run is due soon, but not sooner than a failure lets it. */
void ev_scheduler_changed (EvScheduler *scheduler);

/* The server has news (ev_sync_wait()): a run is due at once, under the same limit. */
void ev_scheduler_news (EvScheduler *scheduler);

/* A person asked: a run is due at once, whatever else holds. */
void ev_scheduler_asked (EvScheduler *scheduler);

/* A run began. None is due until it has ended. */
void ev_scheduler_began (EvScheduler *scheduler);

/* It ended: `error` NULL well. `retry_after` in seconds as in EvSyncOutcome. A revoked laptop or
 * one that speaks another protocol keeps asking, slowly; everything else is tried again with
 * jittered, doubling waits. After a cancelled run the next one waits for an occasion. */
void ev_scheduler_ended (EvScheduler *scheduler, const GError *error, int retry_after);

/* Milliseconds until the next run is due, 0 now; -1 while one is under way or nothing may be done
 * unasked. */
gint64 ev_scheduler_due (EvScheduler *scheduler);

/* Whether it makes sense to wait for news: the network is there and may be used, and the last run
 * went well. */
gboolean ev_scheduler_may_wait (const EvScheduler *scheduler);
