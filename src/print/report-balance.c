/* Women and men, as bars of two parts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-ink-private.h"
#include "print/report-parts-private.h"
#include "text/i18n.h"
#include "text/number.h"

static const EvPenStyle title_style = { 9, FALSE, EV_PEN_LEFT, TRUE };
static const EvPenStyle left_style = { 8.5, TRUE, EV_PEN_LEFT, TRUE };
static const EvPenStyle right_style = { 8.5, TRUE, EV_PEN_RIGHT, TRUE };
static const EvPenStyle middle_style = { 8, FALSE, EV_PEN_CENTRE, TRUE };

static const double bar_height = 15;
static const double title_height = 14;
static const double unit_height = 52;

/* From 40 to 60 % is called balanced. */
static const double zone_from = 0.4, zone_to = 0.6;

/* The first cell of the row of that code; FALSE if it is not shown. */
static gboolean
number_of (const cJSON *table, const char *code, double *number)
{
  const cJSON *row;

  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    const cJSON *cell = cJSON_GetArrayItem (ev_json_array (row, "cells"), 0);
    if (g_strcmp0 (ev_json_text (row, "code"), code) != 0 || !cJSON_IsNumber (cell))
      continue;
    *number = cell->valuedouble;
    return TRUE;
  }
  return FALSE;
}

static gboolean
can_be_drawn (const cJSON *table, double *women, double *men)
{
  return g_strcmp0 (ev_json_text (table, "rows_are"), "gender") == 0 &&
         g_strcmp0 (ev_json_text (table, "columns_are"), "measure") == 0 &&
         number_of (table, "female", women) && number_of (table, "male", men) && *women + *men > 0;
}

static char *
label_of (const cJSON *table, const char *code)
{
  const cJSON *row;

  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    if (g_strcmp0 (ev_json_text (row, "code"), code) == 0)
      return g_strdup (ev_json_text (row, "label"));
  }
  return g_strdup ("");
}

static void
draw_side (cairo_t *cairo, const cJSON *table, const char *code, double number, double share,
           const EvPenStyle *style, double x, double y, double width)
{
  g_autofree char *label = label_of (table, code);
  g_autofree char *count = ev_report_ink_number (number, 0);
  g_autofree char *percent = ev_number_percent (share);
  /* Translators: one side of a bar: "Female 101 · 51.0%". */
  g_autofree char *text =
      g_strdup_printf (C_ ("balance", "%1$s %2$s · %3$s"), label, count, percent);

  ev_pen_text (cairo, x, y, width, style, text);
}

static void
draw_zone (cairo_t *cairo, double x, double y, double width)
{
  static const double dashes[] = { 2, 2 };

  cairo_set_dash (cairo, dashes, G_N_ELEMENTS (dashes), 0);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_line (cairo, x + zone_from * width, y - 3, x + zone_from * width, y + bar_height + 3);
  ev_pen_line (cairo, x + zone_to * width, y - 3, x + zone_to * width, y + bar_height + 3);
  cairo_set_dash (cairo, NULL, 0, 0);
}

static void
draw_balance (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  double women, men, bar_top = y + title_height, below = bar_top + bar_height + 4;

  if (!can_be_drawn (unit->json, &women, &men))
    return;
  double share = women / (women + men);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_text (cairo, x, y, width, &title_style, ev_json_text (unit->json, "title"));
  ev_report_ink_bar (cairo, x, bar_top, share * width, bar_height);
  ev_report_ink_hatch (cairo, x + share * width, bar_top, (1 - share) * width, bar_height);
  draw_zone (cairo, x, bar_top, width);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  draw_side (cairo, unit->json, "female", women, share, &left_style, x, below, width / 2);
  draw_side (cairo, unit->json, "male", men, 1 - share, &right_style, x + width / 2, below,
             width / 2);
  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, x + zone_from * width - 20, below, (zone_to - zone_from) * width + 40,
               &middle_style, C_ ("balance", "40–60%: balanced"));
}

void
ev_report_balance_add (EvReportFlow *flow, const cJSON *report)
{
  const cJSON *table;
  double women, men;

  cJSON_ArrayForEach (table, ev_json_array (report, "tables")) {
    if (!can_be_drawn (table, &women, &men))
      continue;
    EvReportUnit *unit = ev_report_flow_add (flow, draw_balance, unit_height);
    unit->json = table;
  }
}

gboolean
ev_report_balance_is_shown (const cJSON *report)
{
  const cJSON *table;
  double women, men;

  cJSON_ArrayForEach (table, ev_json_array (report, "tables")) {
    if (can_be_drawn (table, &women, &men))
      return TRUE;
  }
  return FALSE;
}
