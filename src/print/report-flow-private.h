/* What flows down the pages of a report: units that are drawn whole, one below the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "print/pen.h"

typedef struct _EvReportUnit EvReportUnit;

/* Draws a unit with its top left corner at (x, y). */
typedef void (*EvReportDraw) (cairo_t *cairo, const EvReportUnit *unit, double x, double y,
                              double width);

struct _EvReportUnit {
  EvReportDraw draw;
  double height;            /* with the space below it */
  gboolean stays;           /* on the same page as the next unit */
  const EvReportUnit *head; /* drawn again above it at the top of a page; NULL */
  const cJSON *json;        /* what it draws, borrowed from the report; may be NULL */
  const cJSON *row;         /* of a table; NULL for its heading */
  char *text;
  double most;      /* what the longest bar stands for */
  double bar_width; /* points that bars have; 0 for none */
};

/* The units of a document in their order, and where each stands. */
typedef struct {
  GPtrArray *units;  /* EvReportUnit */
  GArray *places;    /* where they are drawn; private to the flow */
  cairo_t *measure;  /* to measure text on */
  double width;      /* of a page's column */
  double top, depth; /* where a page's column begins and how deep it is */
} EvReportFlow;

/* An empty flow into a column of so many points. */
EvReportFlow *ev_report_flow_new (double width, double top, double depth);
void ev_report_flow_free (EvReportFlow *flow);

/* Adds a unit, to be filled in further. Borrowed. */
EvReportUnit *ev_report_flow_add (EvReportFlow *flow, EvReportDraw draw, double height);

/* Adds text, taken over, in a style that lives as long as the program; `space` is left below it. */
EvReportUnit *ev_report_flow_add_text (EvReportFlow *flow, const EvPenStyle *style, char *text,
                                       double space);

/* Gives every unit its page; answers how many pages there are, 1 or more. */
guint ev_report_flow_place (EvReportFlow *flow);

/* Draws the units of a page, the column's left edge at `x`. */
void ev_report_flow_draw (const EvReportFlow *flow, cairo_t *cairo, guint page, double x);
