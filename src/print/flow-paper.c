/* A document that is one flow, with the number of each page at its foot. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/flow-paper-private.h"

#include "print/report-ink-private.h"
#include "text/i18n.h"

static const double margin = 54, foot_room = 34;

static const EvPenStyle foot_style = { 8, FALSE, EV_PEN_RIGHT, TRUE };

typedef struct {
  EvReportFlow *flow;
  guint pages;
} Paper;

static void
draw_page (cairo_t *cairo, guint page, gpointer data)
{
  const Paper *paper = data;
  g_autofree char *number = g_strdup_printf (C_ ("page", "%1$u of %2$u"), page + 1, paper->pages);

  ev_report_flow_draw (paper->flow, cairo, page, margin);
  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, margin, EV_PAGE_HEIGHT - foot_room, EV_PAGE_WIDTH - 2 * margin, &foot_style,
               number);
}

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  ev_report_flow_free (paper->flow);
  g_free (paper);
}

EvReportFlow *
ev_flow_paper_begin (void)
{
  return ev_report_flow_new (EV_PAGE_WIDTH - 2 * margin, margin,
                             EV_PAGE_HEIGHT - margin - foot_room - 16);
}

EvDocument *
ev_flow_paper_end (EvReportFlow *flow, const char *title)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->flow = flow;
  paper->pages = ev_report_flow_place (flow);
  return ev_document_new (paper->pages, FALSE, title, draw_page, paper, paper_free);
}
