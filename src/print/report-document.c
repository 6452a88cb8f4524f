/* A report on paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/report-document.h"

#include "print/report-ink-private.h"
#include "print/report-parts-private.h"
#include "text/date.h"
#include "text/i18n.h"

static const double margin = 54;
static const double footer_room = 34;

static const EvPenStyle project_style = { 11, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle title_style = { 22, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle about_style = { 10, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle heading_style = { 13, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle subheading_style = { 10.5, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle narrative_style = { 10.5, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle note_style = { 8.5, FALSE, EV_PEN_LEFT, FALSE };
static const EvPenStyle footer_style = { 8, FALSE, EV_PEN_LEFT, TRUE };
static const EvPenStyle page_style = { 8, FALSE, EV_PEN_RIGHT, TRUE };

typedef struct {
  cJSON *report; /* what the flow draws */
  EvReportFlow *flow;
  guint pages;
  char *footer;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  ev_report_flow_free (paper->flow);
  cJSON_Delete (paper->report);
  g_free (paper->footer);
  g_free (paper);
}

static void
draw_page (cairo_t *cairo, guint page, gpointer data)
{
  const Paper *paper = data;
  double width = EV_PAGE_WIDTH - 2 * margin, foot = EV_PAGE_HEIGHT - footer_room;
  /* Translators: the foot of a page: "2 of 5". */
  g_autofree char *number = g_strdup_printf (C_ ("page", "%1$u of %2$u"), page + 1, paper->pages);

  ev_report_flow_draw (paper->flow, cairo, page, margin);
  ev_report_ink_set (cairo, EV_REPORT_INK_RULE);
  ev_pen_line (cairo, margin, foot - 6, margin + width, foot - 6);
  ev_report_ink_set (cairo, EV_REPORT_INK_QUIET);
  ev_pen_text (cairo, margin, foot, width * 0.8, &footer_style, paper->footer);
  ev_pen_text (cairo, margin + width * 0.8, foot, width * 0.2, &page_style, number);
}

/* The period in words: what is open has no end. */
static char *
period_of (const cJSON *report)
{
  const char *from = ev_json_text (report, "from"), *to = ev_json_text (report, "to");
  const char *as_of = ev_json_text (report, "as_of"), *end = to != NULL ? to : as_of;
  g_autofree char *first = from != NULL ? ev_date_long (from) : NULL;
  g_autofree char *last = end != NULL ? ev_date_long (end) : NULL;

  if (from != NULL && end != NULL)
    /* Translators: a period: "1 January 2023 – 31 December 2023". */
    return g_strdup_printf (C_ ("period", "%1$s – %2$s"), first, last);
  if (from != NULL)
    return g_strdup_printf (C_ ("period", "From %s"), first);
  if (end != NULL)
    return g_strdup_printf (C_ ("period", "Until %s"), last);
  return g_strdup (C_ ("period", "The whole time"));
}

char *
ev_report_document_about (const cJSON *report, const EvLists *lists)
{
  g_autofree char *period = period_of (report);
  const char *code = ev_json_text (report, "municipality");
  const cJSON *type;
  GString *about = g_string_new (period);

  if (code != NULL)
    g_string_append_printf (about, " · %s",
                            ev_lists_name (lists, "municipality", code, ev_language_get ()));
  cJSON_ArrayForEach (type, ev_json_array (report, "event_types")) {
    if (cJSON_IsString (type))
      g_string_append_printf (
          about, " · %s",
          ev_lists_name (lists, "event_type", type->valuestring, ev_language_get ()));
  }
  return g_string_free (about, FALSE);
}

static void
add_heading (EvReportFlow *flow, const EvPenStyle *style, const char *text, double space)
{
  ev_report_flow_add_text (flow, style, g_strdup (text), space)->stays = TRUE;
}

static gboolean
is_public (const cJSON *report)
{
  return g_strcmp0 (ev_json_text (report, "audience"), "public") == 0;
}

static void
add_title (Paper *paper, const EvLists *lists)
{
  EvReportFlow *flow = paper->flow;
  const char *project = ev_json_text (paper->report, "project_name");

  if (project != NULL)
    ev_report_flow_add_text (flow, &project_style, g_strdup (project), 2);
  ev_report_flow_add_text (flow, &title_style, g_strdup (C_ ("title", "Report")), 4);
  ev_report_flow_add_text (flow, &about_style, ev_report_document_about (paper->report, lists), 4);
  ev_report_flow_add_text (flow, &note_style,
                           g_strdup (is_public (paper->report)
                                         ? C_ ("report", "For publication")
                                         : C_ ("report", "Internal: not for publication")),
                           18);
}

static void
add_tables (Paper *paper)
{
  const cJSON *table;

  add_heading (paper->flow, &heading_style, C_ ("heading", "Tables"), 8);
  cJSON_ArrayForEach (table, ev_json_array (paper->report, "tables")) {
    add_heading (paper->flow, &subheading_style, ev_json_text (table, "title"), 5);
    if (g_strcmp0 (ev_json_text (table, "rows_are"), "month") == 0)
      ev_report_months_add (paper->flow, table);
    ev_report_table_add (paper->flow, table);
  }
}

char **
ev_report_document_notes (const cJSON *report)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  g_autofree char *hidden = NULL, *twice = NULL;
  gint64 threshold = 0, duplicates = 0;

  ev_json_integer (report, "threshold", &threshold);
  ev_json_integer (report, "open_duplicates", &duplicates);
  if (is_public (report) && threshold > 1) {
    hidden = g_strdup_printf (
        ngettext ("Numbers of fewer than %d person are hidden (*) or joined with others, so "
                  "that nobody can be recognised.",
                  "Numbers of fewer than %d people are hidden (*) or joined with others, so "
                  "that nobody can be recognised.",
                  (gulong)threshold),
        (int)threshold);
    g_strv_builder_add (notes, hidden);
  }
  if (duplicates > 0) {
    twice = g_strdup_printf (
        ngettext ("%d pair of records may be one person: the people counted may be fewer.",
                  "%d pairs of records may be one person each: the people counted may be fewer.",
                  (gulong)duplicates),
        (int)duplicates);
    g_strv_builder_add (notes, twice);
  }
  return g_strv_builder_end (notes);
}

static void
add_notes (Paper *paper)
{
  g_auto (GStrv) notes = ev_report_document_notes (paper->report);

  for (char **note = notes; *note != NULL; note++)
    ev_report_flow_add_text (paper->flow, &note_style, g_strdup (*note), 4);
}

static void
fill (Paper *paper, const EvLists *lists)
{
  EvReportFlow *flow = paper->flow;
  const char *narrative = ev_json_text (paper->report, "narrative");
  const cJSON *indicators = cJSON_GetObjectItemCaseSensitive (paper->report, "indicators");

  add_title (paper, lists);
  if (narrative != NULL && *narrative != '\0')
    ev_report_flow_add_text (flow, &narrative_style, g_strdup (narrative), 18);
  if (ev_report_balance_is_shown (paper->report))
    add_heading (flow, &heading_style, C_ ("heading", "Women and men"), 8);
  ev_report_balance_add (flow, paper->report);
  ev_report_flow_add_text (flow, &note_style, NULL, 10);
  add_heading (flow, &heading_style, C_ ("heading", "Indicators"), 8);
  ev_report_indicators_add (flow, indicators);
  ev_report_flow_add_text (flow, &note_style, NULL, 18);
  add_tables (paper);
  add_notes (paper);
}

EvDocument *
ev_report_document_new (const cJSON *report, const EvLists *lists, GError **error)
{
  const char *project = ev_json_text (report, "project_name");
  g_autofree char *about = NULL;
  g_autofree char *title = NULL;
  Paper *paper;

  if (ev_json_array (report, "tables") == NULL ||
      !cJSON_IsObject (cJSON_GetObjectItemCaseSensitive (report, "indicators"))) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, "this is no report");
    return NULL;
  }
  about = ev_report_document_about (report, lists);
  title = g_strdup_printf ("%s · %s", project != NULL ? project : C_ ("title", "Report"), about);
  paper = g_new0 (Paper, 1);
  paper->report = cJSON_Duplicate (report, TRUE);
  paper->footer = g_strdup (title);
  paper->flow = ev_report_flow_new (EV_PAGE_WIDTH - 2 * margin, margin,
                                    EV_PAGE_HEIGHT - margin - footer_room - 16);
  fill (paper, lists);
  paper->pages = ev_report_flow_place (paper->flow);
  return ev_document_new (paper->pages, FALSE, title, draw_page, paper, paper_free);
}
