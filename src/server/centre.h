/* The whole server without a network: requests in, answers out, one after another, in this process.
 * The simulation and the tests drive it; clock and randomness are theirs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "server/visit.h"

typedef struct _EvCentre EvCentre;

/* A server over `central`, which must outlive it. `rules` is copied, what it points to must last.
 * Owned. */
EvCentre *ev_centre_new (EvCentral *central, const EvRules *rules, const EvClock *clock);

/* Frees it; NULL does nothing. */
void ev_centre_free (EvCentre *centre);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvCentre, ev_centre_free)

/* Answers one request: POST /v1/sync, /v1/enrol, /v1/keys and /v1/relay with `body`, GET
 * /v1/wait?epoch=E&cursor=N with `body` NULL, at once (200: news, 204: none). `token` may be NULL.
 * Anything else is 404. */
void ev_centre_call (EvCentre *centre, const char *path, const char *token, GBytes *body,
                     EvResponse *response);
