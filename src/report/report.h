/* A report: indicators, tables and the donor's paragraph, ready to be drawn or written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/indicator.h"
#include "report/release.h"
#include "report/grid.h"

typedef enum {
  EV_AUDIENCE_INTERNAL, /* everything exactly */
  EV_AUDIENCE_PUBLIC /* leaves the house: small numbers protected, internal indicators left out */
} EvAudience;

/* What report is wanted. Borrowed while it is built. */
typedef struct {
  EvReportFilter filter;
  EvAudience audience;
  guint threshold;               /* counts of people below are small; 0: EV_SMALL_CELL_DEFAULT */
  const char *age_scheme;        /* NULL: the default */
  const char *project_name;      /* stands in the narrative; may be NULL */
  const EvIndicator *indicators; /* the project's own, beside the standard ones; may be NULL */
  guint n_indicators;
  const EvRelease *const *releases; /* published before, for EV_AUDIENCE_PUBLIC; may be NULL */
  guint n_releases;
} EvReportRequest;

typedef struct {
  EvAudience audience;
  guint threshold;
  char *from, *to, *municipality, *project, *as_of; /* ISO dates and codes; NULL where open */
  char **event_types;                               /* NULL: all */
  char *project_name;
  GPtrArray *indicators; /* EvIndicatorValue, the standard ones first */
  GPtrArray *tables;     /* EvGrid */
  guint open_duplicates; /* pairs of people who may be one: unique counts may be too high */
  EvUndated undated;     /* what could not be counted for want of a date */
  char *after;           /* for the public: the newest published report that it was checked against,
                            by its id; NULL where there was none */
  char *narrative;       /* a paragraph in the language that gettext had */
} EvReport;

/* Counts and builds a report. EV_ERROR_INVALID or EV_ERROR_NOT_FOUND for a wrong request. An
 * indicator whose rule is wrong does not fail the report: its figures are unknown and `problem`
 * says why. Within a second for 100,000 people and 1,000,000 attendances. */
EvReport *ev_report_new (const EvReportSource *source, const EvReportRequest *request,
                         GError **error);
void ev_report_free (EvReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReport, ev_report_free)

/* The indicator or table of that code, borrowed; NULL if the report has none. */
const EvIndicatorValue *ev_report_indicator (const EvReport *report, const char *code);
const EvGrid *ev_report_table (const EvReport *report, const char *code);
