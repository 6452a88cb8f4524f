/* What flows down the pages of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-flow-private.h"

#include "print/report-ink-private.h"

typedef struct {
  const EvReportUnit *unit;
  guint page;
  double y;
} Place;

/* A text unit knows its style. */
typedef struct {
  EvReportUnit unit; /* the first, so that a pointer to one is a pointer to the other */
  const EvPenStyle *style;
} Words;

static void
unit_free (gpointer data)
{
  EvReportUnit *unit = data;
  g_free (unit->text);
  g_free (unit);
}

EvReportFlow *
ev_report_flow_new (double width, double top, double depth)
{
  EvReportFlow *flow = g_new0 (EvReportFlow, 1);
  cairo_surface_t *nowhere = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);

  flow->units = g_ptr_array_new_with_free_func (unit_free);
  flow->places = g_array_new (FALSE, FALSE, sizeof (Place));
  flow->measure = cairo_create (nowhere);
  flow->width = width;
  flow->top = top;
  flow->depth = depth;
  cairo_surface_destroy (nowhere);
  return flow;
}

void
ev_report_flow_free (EvReportFlow *flow)
{
  if (flow == NULL)
    return;
  g_ptr_array_unref (flow->units);
  g_array_unref (flow->places);
  cairo_destroy (flow->measure);
  g_free (flow);
}

EvReportUnit *
ev_report_flow_add (EvReportFlow *flow, EvReportDraw draw, double height)
{
  EvReportUnit *unit = g_new0 (EvReportUnit, 1);

  unit->draw = draw;
  unit->height = height;
  g_ptr_array_add (flow->units, unit);
  return unit;
}

static void
draw_words (cairo_t *cairo, const EvReportUnit *unit, double x, double y, double width)
{
  ev_report_ink_set (cairo, EV_REPORT_INK_TEXT);
  ev_pen_text (cairo, x, y, width, ((const Words *)unit)->style, unit->text);
}

EvReportUnit *
ev_report_flow_add_text (EvReportFlow *flow, const EvPenStyle *style, char *text, double space)
{
  Words *words = g_new0 (Words, 1);

  words->style = style;
  words->unit.draw = draw_words;
  words->unit.text = text;
  words->unit.height = ev_pen_height (flow->measure, flow->width, style, text) + space;
  g_ptr_array_add (flow->units, words);
  return &words->unit;
}

/* How deep the units from `index` on are that must share a page. */
static double
depth_of (const EvReportFlow *flow, guint index)
{
  double depth = 0;

  for (guint i = index; i < flow->units->len; i++) {
    const EvReportUnit *unit = flow->units->pdata[i];
    depth += unit->height;
    if (!unit->stays)
      break;
  }
  return depth;
}

static void
place (EvReportFlow *flow, const EvReportUnit *unit, guint page, double *y)
{
  Place one = { unit, page, *y };

  g_array_append_val (flow->places, one);
  *y += unit->height;
}

guint
ev_report_flow_place (EvReportFlow *flow)
{
  double y = flow->top;
  guint page = 0;

  for (guint i = 0; i < flow->units->len; i++) {
    const EvReportUnit *unit = flow->units->pdata[i];
    if (y > flow->top && y + depth_of (flow, i) > flow->top + flow->depth) {
      page++;
      y = flow->top;
      if (unit->head != NULL)
        place (flow, unit->head, page, &y);
    }
    place (flow, unit, page, &y);
  }
  return page + 1;
}

void
ev_report_flow_draw (const EvReportFlow *flow, cairo_t *cairo, guint page, double x)
{
  for (guint i = 0; i < flow->places->len; i++) {
    const Place *one = &g_array_index (flow->places, Place, i);
    if (one->page != page)
      continue;
    cairo_save (cairo);
    one->unit->draw (cairo, one->unit, x, one->y, flow->width);
    cairo_restore (cairo);
  }
}
