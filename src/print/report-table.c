/* The tables of a report: each row with its numbers and, where there is one number, its bar. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-parts-private.h"

#include <string.h>

#include "print/report-ink-private.h"
#include "text/i18n.h"

static const EvPenStyle label_style = { 9, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle number_style = { 9, FALSE, EV_PEN_RIGHT, TRUE };
static const EvPenStyle total_label_style = { 9, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle total_number_style = { 9, TRUE, EV_PEN_RIGHT, TRUE };
static const EvPenStyle head_style = { 8, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle head_number_style = { 8, FALSE, EV_PEN_RIGHT, FALSE };
static const EvPenStyle note_style = { 8, FALSE, EV_PEN_LEFT, FALSE };

static const double row_height = 16, row_space = 3.5;
static const double bar_height = 9;
static const double label_share = 0.36;
static const double number_width = 58;
static const double gap = 10;

/* A table of no more rows is not parted. */
enum { MOST_TOGETHER = 24 };

static gboolean
is_total (const cJSON *row)
{
  return g_strcmp0 (ev_json_text (row, "code"), "total") == 0;
}

/* A table of one column of whole numbers has bars. */
static gboolean
has_bars (const cJSON *table)
{
  return cJSON_GetArraySize (ev_json_array (table, "columns")) == 1 &&
         !ev_json_true (table, "withheld");
}

static double
column_width (const EvReportUnit *unit, double width)
{
  int columns = cJSON_GetArraySize (ev_json_array (unit->json, "columns"));
  return unit->bar_width > 0 ? number_width : width * (1 - label_share) / MAX (columns, 1);
}

static void
draw_head (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  const cJSON *column;
  double each = column_width (unit, width), at = x + width * label_share;
  double line = y + unit->height - 4;

  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, x, y, width * label_share - gap, &head_style,
               ev_json_text (unit->json, "heading"));
  cJSON_ArrayForEach (column, ev_json_array (unit->json, "columns")) {
    ev_pen_text (cairo, at, y, each - 4, &head_number_style, ev_json_text (column, "label"));
    at += each;
  }
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_line (cairo, x, line, x + width, line);
}

static void
draw_cell (cairo_t *cairo, const cJSON *cell, const cJSON *column, gboolean total, double x,
           double y, double width)
{
  gint64 decimals = 0;
  g_autofree char *number = NULL;

  ev_json_integer (column, "decimals", &decimals);
  number = cJSON_IsNumber (cell) ? ev_report_ink_number (cell->valuedouble, (guint)decimals)
                                 : g_strdup ("*");
  ev_pen_text (cairo, x, y, width, total ? &total_number_style : &number_style, number);
}

static void
draw_row (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  const cJSON *cell = NULL, *column = ev_json_array (unit->json, "columns")->child;
  double each = column_width (unit, width), at = x + width * label_share;
  gboolean total = is_total (unit->row);

  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  if (total)
    ev_pen_line (cairo, x, y, x + width, y);
  ev_pen_text (cairo, x, y + 1.5, width * label_share - gap,
               total ? &total_label_style : &label_style, ev_json_text (unit->row, "label"));
  cJSON_ArrayForEach (cell, ev_json_array (unit->row, "cells")) {
    draw_cell (cairo, cell, column, total, at, y + 1.5, each - 4);
    column = column != NULL ? column->next : NULL;
    at += each;
  }
  cell = ev_json_array (unit->row, "cells")->child;
  if (unit->bar_width > 0 && !total && cJSON_IsNumber (cell) && unit->most > 0)
    ev_report_ink_bar (cairo, at + gap, y + (row_height - bar_height) / 2,
                       cell->valuedouble / unit->most * unit->bar_width, bar_height);
}

/* The greatest number of the first column, the total aside. */
static double
most_of (const cJSON *table)
{
  const cJSON *row;
  double most = 0;

  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    const cJSON *cell = ev_json_array (row, "cells")->child;
    if (!is_total (row) && cJSON_IsNumber (cell))
      most = MAX (most, cell->valuedouble);
  }
  return most;
}

static double
head_height (const EvReportFlow *flow, const cJSON *table, double bar_width)
{
  const EvReportUnit probe = { .json = table, .bar_width = bar_width };
  double width = column_width (&probe, flow->width) - 4, height = 0;
  const cJSON *column;

  cJSON_ArrayForEach (column, ev_json_array (table, "columns")) {
    height = MAX (height, ev_pen_height (flow->measure, width, &head_number_style,
                                         ev_json_text (column, "label")));
  }
  return height + 6;
}

void
ev_report_table_add (EvReportFlow *flow, const cJSON *table)
{
  double bars = has_bars (table) ? flow->width * (1 - label_share) - number_width - gap : 0;
  double most = most_of (table);
  EvReportUnit *head = ev_report_flow_add (flow, draw_head, head_height (flow, table, bars));
  const cJSON *row;
  gboolean together = cJSON_GetArraySize (ev_json_array (table, "rows")) <= MOST_TOGETHER;

  head->json = table;
  head->bar_width = bars;
  head->stays = TRUE;
  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    double label = ev_pen_height (flow->measure, label_share * flow->width - gap,
                                  &total_label_style, ev_json_text (row, "label"));
    EvReportUnit *unit = ev_report_flow_add (flow, draw_row, MAX (label + row_space, row_height));
    unit->json = table;
    unit->row = row;
    unit->most = most;
    unit->bar_width = bars;
    unit->head = head;
    /* The total does not stand alone. */
    unit->stays = row->next != NULL && (together || is_total (row->next));
  }
  if (ev_json_true (table, "withheld"))
    ev_report_flow_add_text (
        flow, &note_style, g_strdup (_ ("Too few people to be divided: only the total is shown.")),
        0);
  ev_report_flow_add_text (flow, &note_style, NULL, 16);
}
