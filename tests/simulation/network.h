/* The line between one laptop and the server, which does to messages whatever lines do. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fault.h"
#include "hub.h"
#include "laptop.h"
#include "sync/transport.h"
#include "verdict.h"

/* What all lines of a world share. */
typedef struct {
  Hub *hub;
  Fault fault;
  Verdict *verdict;
  GPtrArray *late;         /* of Late: requests that are still under way when nobody waits */
  GHashTable *revoked;     /* tokens (char *) that the admin shut out */
  GBytes *answer_to_chief; /* the last one that went to a coordinator */
  guint64 messages;        /* so far */
  gboolean trace;
} Network;

typedef struct {
  Network *network;
  Laptop *laptop;
  Dice *dice; /* NULL: the line is good */
} Line;

void network_init (Network *network, Hub *hub, Fault fault, Verdict *verdict);
void network_clear (Network *network);

/* A transport over `line`, which must outlive it. Every answer that passes is shown to the oracle
 * before it goes on. */
EvTransport network_transport (Line *line);

/* Whether the admin shut this laptop out; sets it. */
gboolean network_is_revoked (const Network *network, Laptop *laptop);
void network_set_revoked (Network *network, Laptop *laptop, gboolean revoked);

/* Delivers requests that were late; their answers find nobody. */
void network_deliver_late (Network *network);
