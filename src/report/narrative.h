/* The paragraph that a donor reads, written from the figures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/indicator.h"

/* Writes the paragraph in the present language from a report's indicators (EvIndicatorValue): whole
 * sentences only, each of one figure, worded as its indicator says. What is not known, not
 * published or nothing is not spoken of; "" if nothing is left. Free with g_free. */
char *ev_narrative_build (const GPtrArray *indicators);
