/* A report on screen: its paragraph, its indicators, its tables, and the pages as they print. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/report-view.h"

#include "app/controls/boxed-list.h"
#include "print/report-document.h"
#include "report/wording.h"
#include "text/i18n.h"
#include "text/number.h"

#define PAGE_WIDTH 560 /* at least, pixels */

struct _EvReportView {
  AdwBin parent_instance;

  /* Template */
  GtkLabel *remarks;
  GtkLabel *narrative;
  GtkListBox *indicators;
  GtkBox *tables;
  GtkBox *pages;

  EvDocument *document;
};

G_DEFINE_FINAL_TYPE (EvReportView, ev_report_view, ADW_TYPE_BIN)

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

/* The pages, as they print */

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  const EvDocument *document = g_object_get_data (G_OBJECT (area), "document");
  double across = document->wide ? EV_PAGE_HEIGHT : EV_PAGE_WIDTH;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, width / across, width / across);
  document->draw (cairo, GPOINTER_TO_UINT (data), document->data);
}

static void
add_page (EvReportView *self, guint number)
{
  double shape =
      self->document->wide ? EV_PAGE_WIDTH / EV_PAGE_HEIGHT : EV_PAGE_HEIGHT / EV_PAGE_WIDTH;
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *frame = gtk_aspect_frame_new (0.5F, 0, (float)(1 / shape), FALSE);
  g_autofree char *label = g_strdup_printf (_ ("Page %1$d of %2$d, as it prints"), (int)number + 1,
                                            (int)self->document->pages);

  g_object_set_data (G_OBJECT (area), "document", self->document);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PAGE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int)(PAGE_WIDTH * shape));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, GUINT_TO_POINTER (number),
                                  NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (area, "paper");
  gtk_aspect_frame_set_child (GTK_ASPECT_FRAME (frame), area);
  gtk_box_append (self->pages, frame);
}

/* The tables, in widgets that a screen reader can walk through */

static void
attach_cell (GtkGrid *grid, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, column == 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static char *
cell_text (const cJSON *cell)
{
  double value = cell ? cell->valuedouble : 0;

  if (!cJSON_IsNumber (cell))
    return g_strdup ("*");
  return ev_number_decimal (value, value == (double)(gint64)value ? 0 : 1);
}

static void
fill_grid (GtkGrid *grid, const cJSON *table)
{
  const cJSON *columns = ev_json_array (table, "columns"), *item;
  int row = 1, column = 1;

  attach_cell (grid, ev_json_text (table, "heading"), 0, 0, "heading");
  cJSON_ArrayForEach (item, columns)
    attach_cell (grid, ev_json_text (item, "label"), column++, 0, "heading");
  cJSON_ArrayForEach (item, ev_json_array (table, "rows")) {
    const cJSON *cell;
    column = 1;
    attach_cell (grid, ev_json_text (item, "label"), 0, row, NULL);
    cJSON_ArrayForEach (cell, ev_json_array (item, "cells")) {
      g_autofree char *text = cell_text (cell);
      attach_cell (grid, text, column++, row, "numeric");
    }
    row++;
  }
}

static void
add_table (EvReportView *self, const cJSON *table)
{
  const char *title = ev_json_text (table, "title");
  GtkWidget *expander = gtk_expander_new (title ? title : "");
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "compare");
  fill_grid (GTK_GRID (grid), table);
  gtk_expander_set_child (GTK_EXPANDER (expander), grid);
  gtk_box_append (self->tables, expander);
}

/* Words */

static void
add_indicator (EvReportView *self, const cJSON *indicator)
{
  const char *title = ev_json_text (indicator, "title");
  const char *wording = ev_json_text (indicator, "wording");
  const char *unit = ev_json_text (indicator, "unit");
  const cJSON *exact = cJSON_GetObjectItem (indicator, "exact");
  double value = cJSON_IsNumber (exact) ? exact->valuedouble : 0;
  gboolean whole = value == (double)(gint64)value && g_strcmp0 (unit, "%") != 0;
  g_autofree char *number =
      cJSON_IsNumber (exact) ? ev_wording_number (value, whole ? 0 : 1, unit) : g_strdup ("–");
  g_autofree char *head = g_strdup_printf ("%s  %s", indicator->string, title ? title : "");
  AdwActionRow *row =
      ev_boxed_list_add (self->indicators, head, g_strcmp0 (wording, number) == 0 ? NULL : wording);
  GtkWidget *figure = gtk_label_new (number);

  gtk_widget_add_css_class (figure, "numeric");
  adw_action_row_add_suffix (row, figure);
}

static void
show_remarks (EvReportView *self, const cJSON *report)
{
  const cJSON *undated = cJSON_GetObjectItem (report, "undated");
  gint64 duplicates = 0, sessions = 0;
  GString *words = g_string_new (NULL);

  ev_json_integer (report, "open_duplicates", &duplicates);
  if (undated)
    ev_json_integer (undated, "sessions", &sessions);
  if (duplicates > 0)
    g_string_append_printf (
        words,
        ngettext ("%d possible duplicate is undecided: counts of people may be too high.",
                  "%d possible duplicates are undecided: counts of people may be too high.",
                  duplicates),
        (int)duplicates);
  if (duplicates > 0 && sessions > 0)
    g_string_append_c (words, ' ');
  if (sessions > 0)
    g_string_append_printf (words,
                            ngettext ("%d session has no date and is not counted.",
                                      "%d sessions have no date and are not counted.", sessions),
                            (int)sessions);
  gtk_label_set_label (self->remarks, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), words->len > 0);
  g_string_free (words, TRUE);
}

gboolean
ev_report_view_show (EvReportView *self, const cJSON *report, const EvLists *lists, GError **error)
{
  EvDocument *document = ev_report_document_new (report, lists, error);
  const char *narrative = ev_json_text (report, "narrative");
  const cJSON *item;

  if (!document)
    return FALSE;
  clear_box (self->pages);
  clear_box (self->tables);
  ev_boxed_list_clear (self->indicators);
  g_clear_pointer (&self->document, ev_document_free);
  self->document = document;
  show_remarks (self, report);
  gtk_label_set_label (self->narrative, narrative ? narrative : "");
  cJSON_ArrayForEach (item, cJSON_GetObjectItem (report, "indicators"))
    add_indicator (self, item);
  cJSON_ArrayForEach (item, ev_json_array (report, "tables"))
    add_table (self, item);
  for (guint i = 0; i < document->pages; i++)
    add_page (self, i);
  return TRUE;
}

static void
ev_report_view_dispose (GObject *object)
{
  EvReportView *self = EV_REPORT_VIEW (object);

  if (self->pages)
    clear_box (self->pages);
  G_OBJECT_CLASS (ev_report_view_parent_class)->dispose (object);
}

static void
ev_report_view_finalize (GObject *object)
{
  g_clear_pointer (&EV_REPORT_VIEW (object)->document, ev_document_free);
  G_OBJECT_CLASS (ev_report_view_parent_class)->finalize (object);
}

static void
ev_report_view_class_init (EvReportViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_report_view_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_report_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, EvReportView, remarks);
  gtk_widget_class_bind_template_child (widget_class, EvReportView, narrative);
  gtk_widget_class_bind_template_child (widget_class, EvReportView, indicators);
  gtk_widget_class_bind_template_child (widget_class, EvReportView, tables);
  gtk_widget_class_bind_template_child (widget_class, EvReportView, pages);
}

static void
ev_report_view_init (EvReportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
