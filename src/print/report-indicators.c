/* The indicators of a report against their targets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-ink-private.h"
#include "print/report-parts-private.h"
#include "text/i18n.h"
#include "text/number.h"

static const EvPenStyle code_style = { 8, FALSE, EV_PEN_LEFT, TRUE };
static const EvPenStyle title_style = { 9, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle number_style = { 9, TRUE, EV_PEN_RIGHT, TRUE };
static const EvPenStyle plain_style = { 9, FALSE, EV_PEN_RIGHT, TRUE };
static const EvPenStyle words_style = { 9, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle head_style = { 8, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle head_number_style = { 8, FALSE, EV_PEN_RIGHT, FALSE };
static const EvPenStyle share_style = { 8, FALSE, EV_PEN_LEFT, TRUE };

/* Where the columns begin and how wide they are, in shares of the whole. */
static const double code_width = 0.06;
static const double title_width = 0.32;
static const double exact_at = 0.38, exact_width = 0.12;
static const double target_at = 0.51, target_width = 0.09;
static const double share_at = 0.62, share_width = 0.16;
static const double words_at = 0.80, words_width = 0.20;

static const double bar_height = 8;
static const double room_for_percent = 38;

/* A bar goes on past its target, up to here. */
static const double longest = 1.5;

static char *
amount (const cJSON *indicator, const cJSON *item)
{
  const char *unit = ev_json_text (indicator, "unit");
  double value = cJSON_IsNumber (item) ? item->valuedouble : 0;

  if (!cJSON_IsNumber (item))
    return g_strdup ("–");
  if (g_strcmp0 (unit, "%") == 0)
    return ev_number_percent (value / 100);
  if (g_strcmp0 (unit, "EUR") == 0)
    return ev_number_euros ((gint64)(value * 100 + 0.5));
  return ev_report_ink_number (value, value != (double)(gint64)value);
}

/* The head's columns, in the order of the page. */
static const struct {
  const double *at, *width;
  const EvPenStyle *style;
  const char *label;
} heads[] = {
  { NULL, &title_width, &head_style, NC_ ("column", "Indicator") },
  { &exact_at, &exact_width, &head_number_style, NC_ ("column", "Achieved") },
  { &target_at, &target_width, &head_number_style, NC_ ("column", "Target") },
  { &share_at, &share_width, &head_style, NC_ ("column", "Of the target") },
  { &words_at, &words_width, &head_style, NC_ ("column", "As published") },
};

static void
draw_head (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  double line = y + unit->height - 4;

  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    ev_pen_text (cairo, x + (heads[i].at != NULL ? *heads[i].at : 0) * width, y,
                 *heads[i].width * width, heads[i].style, C_ ("column", heads[i].label));
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_line (cairo, x, line, x + width, line);
}

/* Headings of some languages take two lines. */
static double
head_height (const EvReportFlow *flow)
{
  double tallest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    tallest = MAX (tallest, ev_pen_height (flow->measure, *heads[i].width * flow->width,
                                           heads[i].style, C_ ("column", heads[i].label)));
  return tallest + 7;
}

/* The bar that fills up to its target, which a line marks. */
static void
draw_share (cairo_t *cairo, const cJSON *indicator, double x, double y, double width)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (indicator, "share");
  g_autofree char *percent = NULL;

  if (!cJSON_IsNumber (item))
    return;
  double share = item->valuedouble / 100, whole = (width - room_for_percent) / longest;
  percent = ev_number_percent (share);
  ev_report_ink_set (cairo, EV_REPORT_INK_TRACK);
  cairo_rectangle (cairo, x, y + 2, whole, bar_height);
  cairo_fill (cairo);
  ev_report_ink_bar (cairo, x, y + 2, MIN (share, longest) * whole, bar_height);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_line (cairo, x + whole, y - 0.5, x + whole, y + bar_height + 4.5);
  ev_pen_text (cairo, x + width - room_for_percent + 3, y, room_for_percent, &share_style, percent);
}

static void
draw_indicator (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  const cJSON *indicator = unit->json;
  g_autofree char *exact =
      amount (indicator, cJSON_GetObjectItemCaseSensitive (indicator, "exact"));
  const cJSON *target = cJSON_GetObjectItemCaseSensitive (indicator, "target");
  g_autofree char *wanted = cJSON_IsNumber (target) ? amount (indicator, target) : NULL;

  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, x, y + 1, code_width * width, &code_style, indicator->string);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_text (cairo, x + code_width * width, y, title_width * width, &title_style,
               ev_json_text (indicator, "title"));
  ev_pen_text (cairo, x + exact_at * width, y, exact_width * width, &number_style, exact);
  ev_pen_text (cairo, x + target_at * width, y, target_width * width, &plain_style, wanted);
  draw_share (cairo, indicator, x + share_at * width, y, share_width * width);
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_text (cairo, x + words_at * width, y, words_width * width, &words_style,
               ev_json_text (indicator, "wording"));
  ev_report_ink_set (cairo, EV_REPORT_INK_RULE);
  ev_pen_line (cairo, x, y + unit->height - 2.5, x + width, y + unit->height - 2.5);
}

static double
height_of (const EvReportFlow *flow, const cJSON *indicator)
{
  double title = ev_pen_height (flow->measure, title_width * flow->width, &title_style,
                                ev_json_text (indicator, "title"));
  double words = ev_pen_height (flow->measure, words_width * flow->width, &words_style,
                                ev_json_text (indicator, "wording"));
  return MAX (title, words) + 5;
}

void
ev_report_indicators_add (EvReportFlow *flow, const cJSON *indicators)
{
  EvReportUnit *head = ev_report_flow_add (flow, draw_head, head_height (flow));
  const cJSON *indicator;

  head->stays = TRUE;
  cJSON_ArrayForEach (indicator, indicators) {
    EvReportUnit *unit = ev_report_flow_add (flow, draw_indicator, height_of (flow, indicator));
    unit->json = indicator;
    unit->head = head;
  }
}
