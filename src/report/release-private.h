/* How a new report hangs together with published ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/release.h"
#include "report/rule.h"
#include "report/source-private.h"

/* One table of people as its readers see it. */
typedef struct {
  EvPopulation population;
  EvDimension dimension;
  char **codes;   /* of the rows shown by themselves */
  gint64 *counts; /* beside `codes` */
  gint64 total;
} EvReleaseTable;

/* The two-way table: what can be seen of it. */
typedef struct {
  char **rows, **columns; /* codes, with merged lines and totals */
  gint64 *cells;          /* -1 where hidden */
} EvReleaseCross;

/* An indicator that counts people, with its exact figure. */
typedef struct {
  EvRule *rule;
  double exact;
} EvReleaseFigure;

struct _EvRelease {
  EvCivilNumber from, to;
  char *municipality, *project;
  char **types;
  char **held;           /* the types of which it counts events; NULL: not known */
  GPtrArray *tables;     /* EvReleaseTable */
  EvReleaseCross *cross; /* NULL: no two-way table was shown */
  GPtrArray *figures;    /* EvReleaseFigure */
};

/* A number of people that can be worked out: sign * new + rest, where `rule` says what is new. */
typedef struct {
  const EvRule *rule; /* a release's */
  gint sign;
  double rest;
} EvReleaseTotal;

/* More links than these are not looked for; each is one more table to compare with. */
#define EV_MOST_COMBINED 2000

typedef struct {
  GArray *links;      /* EvPublishedLink, over `tables` */
  GPtrArray *tables;  /* EvPublishedTable */
  GArray *known;      /* EvKnownRelease */
  GArray *totals;     /* EvReleaseTotal; needs the releases */
  gboolean entangled; /* several reports over other event types tell something together */
  gboolean unchecked; /* there are more ways to put reports together than were looked at */
} EvReleaseLinks;

/* What can be worked out from the new report and published ones: sign * new + factor[k] *
 * release[k], which for each person is a number that is not negative. */
typedef struct {
  gint sign;
  guint n;
  gint factor[EV_MOST_LINKED];
  EvPopulation population[EV_MOST_LINKED];
  const EvRelease *release[EV_MOST_LINKED];
} EvReleaseCombination;

/* One link for each table of these populations that all of them show, against a population of the
 * new report; and one for each number of people that all of them tell. */
void ev_release_links_combine (EvReleaseLinks *links, const EvReleaseCombination *one,
                               EvPopulation population, const EvCrowd *crowd);
void ev_release_links_combine_figures (EvReleaseLinks *links, const EvReleaseCombination *one);

/* The next day; an open end stays open. */
EvCivilNumber ev_release_day_after (EvCivilNumber number);

/* Compares reports of different event types: any sum of up to five of their tables, of whichever
 * population, that can't be negative whatever somebody goes to (two types less the report over
 * both: who goes to both) is a number of people. */
void ev_release_links_add_kinds (EvReleaseLinks *links, const EvRelease *fresh,
                                 const EvRelease *const *releases, guint n_releases,
                                 const EvCrowd *crowd);

/* Compares a selection, in which events of the types `held` were, with the releases. A selection
 * lies within another if its period does, and its municipality, project and event types do; then
 * one can be subtracted from the other. Periods side by side, or two that overlap, which make up a
 * longer one say who is in several of them. */
EvReleaseLinks *ev_release_links_new (const EvReportFilter *filter, const char *const *held,
                                      const EvRelease *const *releases, guint n_releases,
                                      const EvCrowd *crowd);
void ev_release_links_free (EvReleaseLinks *links);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReleaseLinks, ev_release_links_free)

/* Whether an exact figure of that rule, beside what was published, tells a small number. */
gboolean ev_release_links_betray (const EvReleaseLinks *links, const EvRule *rule, double exact,
                                  guint threshold);
