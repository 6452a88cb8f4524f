/* The few colours of a report, each told from the others without colour too. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

typedef enum {
  EV_REPORT_INK_TEXT,
  EV_REPORT_INK_QUIET, /* notes and headings of columns */
  EV_REPORT_INK_RULE,  /* lines between rows */
  EV_REPORT_INK_TRACK, /* what a bar runs on */
  EV_REPORT_INK_BAR    /* dark, for bars and the first of two parts */
} EvReportInk;

/* Lets the context draw in that ink. */
void ev_report_ink_set (cairo_t *cairo, EvReportInk ink);

/* A filled bar. */
void ev_report_ink_bar (cairo_t *cairo, double x, double y, double width, double height);

/* A framed bar filled with slanted lines, for the second of two parts. */
void ev_report_ink_hatch (cairo_t *cairo, double x, double y, double width, double height);

/* The number as the present language writes it, with `decimals` places; free with g_free. */
char *ev_report_ink_number (double value, guint decimals);
