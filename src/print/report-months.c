/* What happened month by month, as columns. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-ink-private.h"
#include "print/report-parts-private.h"

#include <math.h>
#include <string.h>

static const EvPenStyle number_style = { 7.5, FALSE, EV_PEN_CENTRE, TRUE };
static const EvPenStyle month_style = { 7, FALSE, EV_PEN_CENTRE, TRUE };
static const EvPenStyle year_style = { 8, TRUE, EV_PEN_LEFT, TRUE };

static const double chart_height = 96;
static const double axis_height = 30;
static const double widest_column = 34;

/* So many columns still have room for a number and a name. */
enum { MOST_NUMBERED = 36, MOST_MONTHS = 240 };

/* Months since year 0; -1 if the row is of none. */
static gint
month_of (const cJSON *row)
{
  const char *code = ev_json_text (row, "code");

  if (code == NULL || strlen (code) != 7 || code[4] != '-')
    return -1;
  return (gint)(g_ascii_strtoll (code, NULL, 10) * 12 + g_ascii_strtoll (code + 5, NULL, 10) - 1);
}

static gboolean
span (const cJSON *table, gint *first, gint *last, double *most)
{
  const cJSON *row;

  *first = G_MAXINT;
  *last = -1;
  *most = 0;
  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    const cJSON *cell = cJSON_GetArrayItem (ev_json_array (row, "cells"), 0);
    gint month = month_of (row);
    if (month < 0 || !cJSON_IsNumber (cell))
      continue;
    *first = MIN (*first, month);
    *last = MAX (*last, month);
    *most = MAX (*most, cell->valuedouble);
  }
  return *last > *first && *last - *first<MOST_MONTHS && * most> 0;
}

static void
draw_month (cairo_t *cairo, gint month, gboolean begins, gboolean numbered, double x, double y,
            double width)
{
  g_autofree char *name = g_strdup_printf ("%d", month % 12 + 1);
  g_autofree char *year = g_strdup_printf ("%d", month / 12);

  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  if (numbered)
    ev_pen_text (cairo, x - 4, y + 3, width + 8, &month_style, name);
  if (begins || month % 12 == 0) {
    ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
    ev_pen_line (cairo, x, y, x, y + 24);
    ev_pen_text (cairo, x + 2, y + 13, 40, &year_style, year);
  }
}

static void
draw_column (cairo_t *cairo, double value, double most, gboolean numbered, double x, double y,
             double width)
{
  double height = value / most * (chart_height - 14);
  g_autofree char *number = ev_report_ink_number (value, 0);

  ev_report_ink_bar (cairo, x + width * 0.15, y - height, width * 0.7, height);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  if (numbered)
    ev_pen_text (cairo, x - 8, y - height - 12, width + 16, &number_style, number);
}

static void
draw_months (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  gint first, last;
  double most, base = y + chart_height;
  const cJSON *row;

  if (!span (unit->json, &first, &last, &most))
    return;
  gint count = last - first + 1;
  double each = MIN (width / count, widest_column);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_line (cairo, x, base, x + each * count, base);
  for (gint month = first; month <= last; month++)
    draw_month (cairo, month, month == first && month % 12 < 10, count <= MOST_NUMBERED,
                x + (month - first) * each, base, each);
  cJSON_ArrayForEach (row, ev_json_array (unit->json, "rows")) {
    const cJSON *cell = cJSON_GetArrayItem (ev_json_array (row, "cells"), 0);
    gint month = month_of (row);
    if (month >= 0 && cJSON_IsNumber (cell))
      draw_column (cairo, cell->valuedouble, most, count <= MOST_NUMBERED,
                   x + (month - first) * each, base, each);
  }
}

void
ev_report_months_add (EvReportFlow *flow, const cJSON *table)
{
  gint first, last;
  double most;

  if (!span (table, &first, &last, &most))
    return;
  EvReportUnit *unit = ev_report_flow_add (flow, draw_months, chart_height + axis_height + 6);
  unit->json = table;
  unit->stays = TRUE;
}
