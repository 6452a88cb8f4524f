/* Comparing and mending after both sides said all and yet hold different values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/round-private.h"

/* Adds to a request the sums that are still to be compared, and some of what the server lacks. */
gboolean ev_repair_ask (EvRun *run, EvRequest *request, GError **error);

/* Whether buckets are to be compared, for the first time in this run or, because something was
 * offered in the last pass, once more: then the server has what it wants of that. Not at all where
 * it was `tried` in vain before. */
gboolean ev_repair_begin (EvRun *run, gboolean tried);

/* Whether that holds for this answer: not if the server was put back meanwhile. */
gboolean ev_repair_yields (const EvRun *run, const EvRequest *request, const EvAnswer *answer);

/* Notes what the answer, once applied, leaves to be compared and offered. */
void ev_repair_note (EvRun *run, const EvRequest *request, const EvAnswer *answer);
