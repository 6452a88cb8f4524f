/* Passing on what other laptops gave into this one's care. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/courier.h"
#include "sync/round-private.h"

/* Offers the server every letter that waits. What it refuses leaves the register; what cannot be
 * said now waits on. FALSE with error if the server cannot be spoken to, or the store fails. */
gboolean ev_relay_run (EvRun *run, GError **error);

/* What a letter brings: its author's request. NULL with error. Owned. */
EvRequest *ev_relay_request (GBytes *letter, GError **error);
