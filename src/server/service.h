/* What all requests share: the store's readers and its writer, those who wait, limits, the log. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "record/validate.h"
#include "server/limiter.h"
#include "server/page-words.h"
#include "server/waiting.h"
#include "server/writer.h"

typedef struct _EvService EvService;

/* Opens the store `url` for `readers` threads and starts the writer. `rules` is copied, what it
 * points to must last. `wake` as in ev_waiting_new(). Owned. */
EvService *ev_service_new (const char *url, const EvRules *rules, const EvClock *clock,
                           guint readers, void (*wake) (gpointer waiter, gboolean news),
                           GError **error);

/* Finishes what is written, closes the store; NULL does nothing. */
void ev_service_free (EvService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvService, ev_service_free)

/* A connection to read with, for this thread until it is given back; waits for one if need be. */
EvCentral *ev_service_reader (EvService *service);
void ev_service_give_back (EvService *service, EvCentral *reader);

/* The parts. Borrowed. */
EvWriter *ev_service_writer (EvService *service);
EvWaiting *ev_service_waiting (EvService *service);
EvLimiter *ev_service_enrolments (EvService *service);
EvLimiter *ev_service_sign_ins (EvService *service);
EvMetrics *ev_service_metrics (EvService *service);
const EvRules *ev_service_rules (const EvService *service);

/* What the admin's pages say; borrowed, set before there are requests. */
const EvPageWords *ev_service_words (const EvService *service);
void ev_service_set_words (EvService *service, const EvPageWords *words);

/* How many jobs may wait for the writer. */
guint ev_service_queue_bound (const EvService *service);

/* The file of the store, borrowed; NULL: it is no file. */
const char *ev_service_file (const EvService *service);

/* The time, in milliseconds UTC. */
gint64 ev_service_now (const EvService *service);

/* To be called about once a second: ends what has waited long enough, and notices what other
 * processes wrote into the store. */
void ev_service_tick (EvService *service);
