/* What was published before: fixed figures that a new report must not betray by subtraction. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "report/count.h"
#include "report/suppress.h"
#include "report/grid.h"

/* One published report, as its readers see it. */
typedef struct _EvRelease EvRelease;

/* Reads a published report from its JSON (report/json.h). EV_ERROR_MALFORMED if it is none. Free
 * with ev_release_free(). */
EvRelease *ev_release_parse (const cJSON *json, GError **error);
void ev_release_free (EvRelease *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvRelease, ev_release_free)

/* Whether one of its tables of people shows a number from 1 to `threshold` - 1. */
gboolean ev_release_tells_small (const EvRelease *release, guint threshold);
