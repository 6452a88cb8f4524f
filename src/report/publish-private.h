/* What a report for the public may show of its figures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/indicator.h"
#include "report/release.h"
#include "report/suppress.h"
#include "report/grid.h"

/* What is to be published. Borrowed. */
typedef struct {
  const EvReportFilter *filter;
  guint threshold;
  const EvRelease *const *releases; /* published before */
  guint n_releases;
  const guint32 *dimensions; /* by EvPopulation: what it is divided by, bit d for dimension d */
  guint active;              /* the population of a forum's active people, the crowd's last */
} EvPublishing;

/* Plans the tables of a public report, and takes from its indicators (EvIndicatorValue) what must
 * not be shown: those that are internal altogether, exact figures and wordings of small numbers or
 * of what could be subtracted. `crowd` holds the people of the tables, by EvPopulation, and gets
 * further populations for the indicators'. NULL with EV_ERROR_UNCHECKED where more hangs together
 * with it than can be looked at. */
EvSuppression *ev_publish_plan (const EvPublishing *publishing, GPtrArray *indicators,
                                const EvTally *tally, EvCrowd *crowd, GError **error);
