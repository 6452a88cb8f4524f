/* Faults of other systems (each found in the field), planted on the line between laptop and server
 * to see whether the simulation notices. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "store/store.h"

typedef enum {
  FAULT_NONE,
  FAULT_EXPIRED_LOGIN,   /* the laptop drops its queue when the server does not know it any more */
  FAULT_CAPTIVE_PORTAL,  /* any 200 is taken for a receipt, and the queue is dropped */
  FAULT_EARLY_RECEIPT,   /* some changes have a receipt but were never committed */
  FAULT_BLIND_OVERWRITE, /* the last writer wins, and nobody is told what it replaced */
  FAULT_SILENT_REFUSAL,  /* a refused change counts as sent, and nobody is told */
  FAULT_MIXED_ANSWERS,   /* now and then somebody gets the answer that was another's */
  N_FAULTS
} Fault;

/* The name on the command line. Static. */
const char *fault_name (Fault fault);

/* Finds a fault by its name; FALSE, leaving `fault`, if there is none. */
gboolean fault_parse (const char *name, Fault *fault);

/* A request (of /v1/sync) as it is passed on: another reference, or a changed one. Owned. */
GBytes *fault_on_request (Fault fault, GBytes *body);

/* An answer likewise. */
GBytes *fault_on_answer (Fault fault, GBytes *body);

/* Whether the laptop drops its queue at this status; `ours`: it is the server's own word. */
gboolean fault_drops_queue (Fault fault, int status, gboolean ours);

/* Drops what has no receipt from the log of the register in `folder`. */
void fault_drop_queue (const char *folder, const EvStoreOptions *options);
