/* The few colours of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-ink-private.h"

#include <math.h>

#include "text/number.h"

static const double inks[][3] = {
  [EV_REPORT_INK_TEXT] = { 0.11, 0.13, 0.16 }, [EV_REPORT_INK_QUIET] = { 0.38, 0.41, 0.45 },
  [EV_REPORT_INK_RULE] = { 0.82, 0.84, 0.86 }, [EV_REPORT_INK_TRACK] = { 0.92, 0.93, 0.95 },
  [EV_REPORT_INK_BAR] = { 0.13, 0.33, 0.55 },
};

static const double hatch_step = 4;

void
ev_report_ink_set (cairo_t *cairo, EvReportInk ink)
{
  cairo_set_source_rgb (cairo, inks[ink][0], inks[ink][1], inks[ink][2]);
}

void
ev_report_ink_bar (cairo_t *cairo, double x, double y, double width, double height)
{
  ev_report_ink_set (cairo, EV_REPORT_INK_BAR);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_fill (cairo);
}

void
ev_report_ink_hatch (cairo_t *cairo, double x, double y, double width, double height)
{
  cairo_save (cairo);
  ev_report_ink_set (cairo, EV_REPORT_INK_BAR);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_clip_preserve (cairo);
  cairo_set_line_width (cairo, 1.2);
  cairo_stroke (cairo);
  cairo_set_line_width (cairo, 0.7);
  for (double at = x - height; at < x + width; at += hatch_step) {
    cairo_move_to (cairo, at, y + height);
    cairo_line_to (cairo, at + height, y);
  }
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

char *
ev_report_ink_number (double value, guint decimals)
{
  return decimals == 0 ? ev_number_whole ((gint64)llround (value))
                       : ev_number_decimal (value, decimals);
}
