/* Small numbers in what leaves the house, and how they are kept. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/crowd.h"

/* The plan says which categories to merge, which rows to leave undivided and which tables to
 * withhold, so that nobody can be singled out, not by subtraction either.
 *
 * Every count of people from 1 to threshold - 1 is small. A published table shows each category of
 * a dimension by itself or in ONE merged group, whose sum is shown; the total is always the sum of
 * what is shown. What can be subtracted counts too: of two populations one of which holds the other
 * (the people of trainings among all participants; a period within a longer one), and of two whose
 * union is a third, the difference is itself a table that must show no small number.
 *
 * Why nothing can be computed: within a merged group, people can be exchanged between its
 * categories without changing any published number, in every population at once, because of any two
 * linked tables one group holds the other or they share nothing. And in a two-way table, the rows
 * that are left undivided form a table of which only the margins are known; the least and the
 * greatest value that the margins allow (Fréchet's bounds), taken for each set of people that a
 * published table can tell apart, must lie at least threshold - 1 apart. What those rules may still
 * leave open, by holding many tables against one another, is found by an audit: linear programming
 * over everything that is known of the two dimensions of the two-way table; any small number keeps
 * at least three possible values. */

#define EV_SMALL_CELL_DEFAULT 5

/* A one-way table that was published before, in the new one's categories. */
typedef struct {
  EvDimension dimension;
  gboolean *merged; /* by category: not shown by itself. Owned */
  gint64 *count;    /* by category; of merged ones 0. Owned */
  gint64 merged_sum;
} EvPublishedTable;

/* As many published tables can be held against a new one at once. */
#define EV_MOST_LINKED 40

/* What can be worked out from a new table and published ones: a table of people, sign * new +
 * factor[0] * table[0] + factor[1] * table[1] + ... Factors are 1, 0 or -1; a table is borrowed,
 * and NULL where its factor is 0. */
typedef struct {
  guint population; /* of the new report */
  gint sign;
  gint factor[EV_MOST_LINKED];
  const EvPublishedTable *table[EV_MOST_LINKED];
} EvPublishedLink;

/* One number of a published report: the people of a population in these rows and columns of the
 * two-way table. */
typedef struct {
  guint population;         /* EvPopulation of the published report */
  gboolean *rows, *columns; /* by category. Owned */
  gint64 sum;
} EvKnownSum;

/* Everything one published report says of the two dimensions of the two-way table, where its
 * selection holds the new one's or lies within it. */
typedef struct {
  gboolean holds; /* the published selection holds the new one; else it lies within it */
  GArray *sums;   /* EvKnownSum. Owned */
} EvKnownRelease;

/* What is to be published. */
typedef struct {
  guint threshold;                        /* 0 or 1: nothing is small */
  guint populations;                      /* how many of the crowd's, first to last by precedence */
  guint32 dimensions[EV_MAX_POPULATIONS]; /* bit d: a table by dimension d is published */
  guint32 apart;                          /* bit p: p is not compared with other populations */
  gint companion, companion_of;           /* p's counts stand beside another's in its tables; -1 */
  guint cross;                            /* the population that is divided two ways */
  EvDimension cross_rows, cross_columns;
  gboolean whole; /* no two-way table at all: beside several published reports, an audit of each by
                     itself would not see what they tell together */
  const EvPublishedLink *links; /* to one-way tables published before */
  guint n_links;
  const EvKnownRelease *releases; /* published before */
  guint n_releases;
} EvPublication;

/* The plan. Owned arrays. */
typedef struct {
  guint8 *merged[EV_MAX_POPULATIONS][EV_N_DIMENSIONS]; /* by category; NULL: all shown */
  gboolean withheld[EV_MAX_POPULATIONS]; /* nothing of this population, its total neither */
  gboolean table_withheld[EV_MAX_POPULATIONS][EV_N_DIMENSIONS]; /* only its total */
  guint8 *undivided;       /* by category of cross_rows: the row is not divided by columns */
  gboolean cross_withheld; /* the two-way table is not shown */
} EvSuppression;

/* Plans the publication of a crowd. Never fails: what cannot be shown is withheld. */
EvSuppression *ev_suppression_plan (const EvCrowd *crowd, const EvPublication *publication);
void ev_suppression_free (EvSuppression *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSuppression, ev_suppression_free)

/* Whether a category is shown by itself in that table. */
gboolean ev_suppression_shows (const EvSuppression *plan, guint population, EvDimension dimension,
                               guint category);
