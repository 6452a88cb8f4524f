/* The planning of a publication, between its steps. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/suppress.h"

/* People with the same memberships: a set that published tables can tell apart. */
typedef struct {
  guint32 member;
  guint count;
} EvSignature;

typedef struct {
  const EvCrowd *crowd;
  const EvPublication *publication;
  EvSuppression *plan;
  guint threshold;
  GArray *signatures; /* EvSignature */
  guint total[EV_MAX_POPULATIONS];
  /* The tables planned so far, as published ones; NULL where there is none. */
  EvPublishedTable *planned[EV_MAX_POPULATIONS][EV_N_DIMENSIONS];
} EvPlanner;

/* Whether a count of people may not be shown. */
gboolean ev_planner_is_small (const EvPlanner *planner, gint64 count);

/* What can be worked out from population `x` and up to two earlier ones: sums of their memberships,
 * with these factors, that are 0 or 1 for everybody. A population stands by its number, -1 for
 * none.
 */
typedef struct {
  gint sign;
  gint factor[2];
  gint population[2];
} EvDerived;

/* All of them, over earlier populations that are shown. Free with g_array_unref. */
GArray *ev_planner_derive (const EvPlanner *planner, guint x);

/* Plans the one-way table of population `x` by `dimension`. */
void ev_planner_plan_table (EvPlanner *planner, guint x, EvDimension dimension);

/* Plans the two-way table. */
void ev_planner_plan_cross (EvPlanner *planner);

/* Looks for small numbers that can be worked out from all that is planned and was published, and
 * withholds tables until there is none. */
void ev_planner_audit (EvPlanner *planner);

/* The populations with a one-way table by a dimension of the two-way table, as bits. */
guint32 ev_planner_tells (const EvPlanner *planner);
