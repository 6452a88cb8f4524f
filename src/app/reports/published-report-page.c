/* One published report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/published-report-page.h"

#include "app/controls/say.h"
#include "app/reports/report-saving.h"
#include "app/reports/report-view.h"
#include "app/window/header-end.h"
#include "print/report-document.h"
#include "report/fixed.h"
#include "report/json.h"
#include "store/published.h"
#include "text/i18n.h"

struct _EvPublishedReportPage {
  AdwBin parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkMenuButton *save;
  EvHeaderEnd *header_end;
  EvReportView *view;

  EvRegister *reg;
  cJSON *report; /* in the present language; NULL if it could not be read */
};

G_DEFINE_FINAL_TYPE (EvPublishedReportPage, ev_published_report_page, ADW_TYPE_BIN)

/* The figures as they were published, with words of the present language. */
static cJSON *
read_report (EvRegister *reg, const char *id, GError **error)
{
  g_autoptr (EvPublished) published = ev_published_find (ev_register_store (reg), id, error);
  g_autoptr (EvJson) json = published ? cJSON_Parse (published->report) : NULL;
  g_autoptr (EvReport) report = published ? ev_fixed_report (json, error) : NULL;

  return report ? ev_report_json (report, ev_register_lists (reg)) : NULL;
}

static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvPublishedReportPage *self = EV_PUBLISHED_REPORT_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (self->report &&
      !ev_report_view_show (self->view, self->report, ev_register_lists (self->reg), &error))
    ev_say_error (widget, error);
}

static void
save_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvPublishedReportPage *self = EV_PUBLISHED_REPORT_PAGE (widget);

  if (self->report)
    ev_report_saving_ask (widget, self->reg, self->report, g_variant_get_string (parameter, NULL));
}

GtkWidget *
ev_published_report_page_new (EvRegister *reg, const char *id)
{
  EvPublishedReportPage *self = g_object_new (EV_TYPE_PUBLISHED_REPORT_PAGE, NULL);
  g_autoptr (GMenuModel) formats = ev_report_saving_menu ();
  g_autofree char *about = NULL;

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  self->report = read_report (reg, id, NULL);
  about = self->report ? ev_report_document_about (self->report, ev_register_lists (reg)) : NULL;
  adw_window_title_set_subtitle (self->title, about ? about : "");
  gtk_menu_button_set_menu_model (self->save, formats);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), self->report != NULL);
  return GTK_WIDGET (self);
}

static void
ev_published_report_page_finalize (GObject *object)
{
  EvPublishedReportPage *self = EV_PUBLISHED_REPORT_PAGE (object);

  g_clear_object (&self->reg);
  cJSON_Delete (self->report);
  G_OBJECT_CLASS (ev_published_report_page_parent_class)->finalize (object);
}

static void
ev_published_report_page_class_init (EvPublishedReportPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_published_report_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_REPORT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/evidenca/Evidenca/ui/published-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPublishedReportPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedReportPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedReportPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedReportPage, view);
  gtk_widget_class_install_action (widget_class, "page.begin", NULL, begin);
  gtk_widget_class_install_action (widget_class, "page.save-as", "s", save_as);
}

static void
ev_published_report_page_init (EvPublishedReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
