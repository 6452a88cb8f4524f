/* What the readers of published tables know of the people behind them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/bounds.h"
#include "report/crowd.h"
#include "report/grid.h"
#include "report/people.h"

/* Unknown are the people of each set of memberships that is possible, by gender and community. */
typedef struct {
  const EvCrowd *crowd;
  const guint32 *sets; /* memberships that are possible; every person has one of them */
  guint n_sets;
  guint genders, communities;
  EvBounds *bounds;
} Readers;

/* Readers who know which memberships are possible, and nothing else yet. */
Readers *readers_new (const EvCrowd *crowd, const guint32 *sets, guint n_sets);
void readers_free (Readers *readers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Readers, readers_free)

/* Lets them read a table of the population that is bit `population` of the crowd, by gender, by
 * community, or by both. */
void readers_read (Readers *readers, const EvGrid *table, guint population);

/* The least and greatest number of people whom `wanted` accepts, as far as the readers can tell. */
typedef struct {
  guint32 inside;         /* members of all these populations */
  guint32 outside;        /* and of none of these */
  gint gender, community; /* of this category; -1: of any */
} Wanted;
void readers_range (Readers *readers, const Wanted *wanted, double *least, double *greatest);

/* How many there are in truth. */
guint readers_truth (const Readers *readers, const Wanted *wanted);

/* The truth: the people of the first selection, with the populations of each selection from bit
 * 3 * place on. Owned. */
EvCrowd *readers_crowd (const EvReportSource *source, const EvReportFilter *filters,
                        guint n_filters);

/* Leaves out the categories that nobody is in: fewer possibilities make readers cleverer. */
void readers_forget_empty (EvCrowd *crowd, EvDimension dimension);
