/* Comparing and mending after both sides said all and yet hold different values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/round-private.h"

/* Adds to a request the sums that are still to be compared, and some of what the server lacks. */
gboolean ev_repair_ask (EvRun *run, EvRequest *request, GError **error);

/* Notes what the answer, once applied, leaves to be compared and offered. */
void ev_repair_note (EvRun *run, const EvRequest *request, const EvAnswer *answer);
