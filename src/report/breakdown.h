/* Tables of people and of events. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/count.h"
#include "report/suppress.h"
#include "report/grid.h"

/* In all below, `plan` NULL shows everything, as inside the house. Each table has a row for what is
 * not stated, and its last row is the total. Free with ev_grid_free(). */

/* People of a population by one dimension. */
EvGrid *ev_breakdown_people (const EvCrowd *crowd, EvPopulation population, EvDimension dimension,
                             const EvSuppression *plan);

/* People of a population by two dimensions. */
EvGrid *ev_breakdown_cross (const EvCrowd *crowd, EvPopulation population, EvDimension rows,
                            EvDimension columns, const EvSuppression *plan);

/* Forums: participants, active, meetings, attendances and the average attendance of each. */
EvGrid *ev_breakdown_forums (const EvTally *tally, const EvCrowd *crowd, guint active_population,
                             const EvSuppression *plan);

/* Events held, by type and by the month of their first session in the selection; inside the house
 * also participations and attendances. */
EvGrid *ev_breakdown_types (const EvTally *tally, gboolean internal);
EvGrid *ev_breakdown_months (const EvTally *tally, gboolean internal);
