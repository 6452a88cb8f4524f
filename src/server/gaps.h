/* Cursors that were never given out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* The fact that has the gaps of a project, by its number. */
#define EV_GAPS_FACT "gaps-"

/* Leaves a gap of random size after the last cursor of every project. A server does so when it
 * begins to serve a store: should that be a copy which was put back, whoever heard of later news
 * has a cursor that is in the gap, whatever was written since. Within a writing transaction. */
gboolean ev_gaps_leave (EvCentral *central, const EvRandom *random, GError **error);

/* Whether a cursor is in one of the gaps of that fact's text (may be NULL). Only the latest gaps
 * are known: of a cursor that is older than a great many starts nothing is said. */
gboolean ev_gaps_has (const char *gaps, gint64 cursor);
