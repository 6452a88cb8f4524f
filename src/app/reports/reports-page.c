/* What a donor is told: chosen, counted, seen, and saved as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/reports-page.h"

#include "app/controls/code-drop.h"
#include "app/controls/date-entry.h"
#include "app/controls/say.h"
#include "app/reports/report-saving.h"
#include "app/reports/report-view.h"
#include "app/reports/report-work.h"
#include "app/window/header-end.h"
#include "store/published.h"
#include "text/i18n.h"

struct _EvReportsPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  GtkWidget *back;
  GtkMenuButton *save;
  EvDateEntry *from;
  EvDateEntry *to;
  EvCodeDrop *municipality;
  EvCodeDrop *type;
  EvCodeDrop *audience;
  GtkWidget *make;
  GtkWidget *publish;
  GtkStack *stack;
  GtkProgressBar *progress;
  EvReportView *view;

  EvRegister *reg;
  GCancellable *cancellable; /* of the report being made; NULL if none is */
  cJSON *report;             /* NULL before the first one */
  gboolean is_public;        /* the report is one for the public */
  char *again;               /* the refused report that this one is to take the place of; or NULL */
};

G_DEFINE_FINAL_TYPE (EvReportsPage, ev_reports_page, ADW_TYPE_BIN)

static gboolean
wants_public (EvReportsPage *self)
{
  return g_strcmp0 (ev_code_drop_code (self->audience), "public") == 0;
}

static void
settle (EvReportsPage *self)
{
  g_clear_object (&self->cancellable);
  gtk_widget_set_sensitive (self->make, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), self->report != NULL);
  gtk_widget_set_visible (self->publish, self->report != NULL && self->is_public);
  gtk_stack_set_visible_child_name (self->stack, self->report ? "report" : "empty");
}

static void
progress_cb (double share, gpointer data)
{
  gtk_progress_bar_set_fraction (EV_REPORTS_PAGE (data)->progress, CLAMP (share, 0, 1));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EvJson) report = ev_report_work_make_finish (result, &error);

  if (!self->reg)
    return;
  if (report && ev_report_view_show (self->view, report, ev_register_lists (self->reg), &error)) {
    cJSON_Delete (self->report);
    self->report = g_steal_pointer (&report);
    self->is_public = wants_public (self);
  } else if (!g_error_matches (error, EV_ERROR, EV_ERROR_CANCELLED) &&
             !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    ev_say_error (GTK_WIDGET (self), error);
  }
  settle (self);
}

static void
make_cb (EvReportsPage *self)
{
  g_autofree char *from = ev_date_entry_date (self->from);
  g_autofree char *to = ev_date_entry_date (self->to);
  EvReportWish wish = { from, to, ev_code_drop_code (self->municipality),
                        ev_code_drop_code (self->type), wants_public (self) };

  if (ev_date_entry_check (self->from) | ev_date_entry_check (self->to) || self->cancellable)
    return;
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->make, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "making");
  ev_report_work_make (self->reg, &wish, self->cancellable, progress_cb, made_cb,
                       g_object_ref (self));
}

static void
cancel_cb (EvReportsPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
save_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EvReportsPage *self = EV_REPORTS_PAGE (widget);

  if (self->report)
    ev_report_saving_ask (widget, self->reg, self->report, g_variant_get_string (parameter, NULL));
}

/* Publishing */

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  ev_register_run_finish (EV_REGISTER (source), result, &error);
  if (g_error_matches (error, EV_ERROR, EV_ERROR_EXISTS))
    ev_say (self, _ ("Another report was published meanwhile: make this one again."));
  else if (error)
    ev_say_error (self, error);
  else if (ev_register_is_enrolled (EV_REGISTER (source)))
    ev_say (self, _ ("Published: these figures go to all who read reports at the next sync."));
  else
    ev_say (self, _ ("Published: these figures stay as they are."));
}

static void
publish_cb (EvReportsPage *self)
{
  gtk_widget_set_visible (self->publish, FALSE);
  ev_report_work_publish (self->reg, self->report, self->again, published_cb, g_object_ref (self));
}

/* Class */

/* Chooses what a report that the server refused had chosen. */
static void
choose_again (EvReportsPage *self, const char *id)
{
  g_autoptr (EvPublished) old = ev_published_find (ev_register_store (self->reg), id, NULL);
  g_autoptr (EvJson) json = old ? cJSON_Parse (old->report) : NULL;
  const cJSON *types = ev_json_array (json, "event_types");

  if (!json)
    return;
  self->again = g_strdup (id);
  ev_date_entry_set_date (self->from, ev_json_text (json, "from"));
  ev_date_entry_set_date (self->to, ev_json_text (json, "to"));
  ev_code_drop_set_code (self->municipality, ev_json_text (json, "municipality"));
  ev_code_drop_set_code (self->type, cJSON_GetStringValue (cJSON_GetArrayItem (types, 0)));
  ev_code_drop_set_code (self->audience, "public");
}

GtkWidget *
ev_reports_page_new (EvRegister *reg, const char *again)
{
  EvReportsPage *self = g_object_new (EV_TYPE_REPORTS_PAGE, NULL);
  g_autoptr (GMenuModel) formats = ev_report_saving_menu ();

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_code_drop_add (self->municipality, NULL, _ ("All municipalities"));
  ev_code_drop_add_list (self->municipality, reg, "municipality");
  ev_code_drop_add (self->type, NULL, _ ("All types of events"));
  ev_code_drop_add_list (self->type, reg, "event_type");
  ev_code_drop_add (self->audience, NULL, _ ("Internal: every number"));
  ev_code_drop_add (self->audience, "public", _ ("Public: small numbers hidden"));
  gtk_menu_button_set_menu_model (self->save, formats);
  gtk_widget_set_visible (self->back, again != NULL);
  if (again)
    choose_again (self, again);
  settle (self);
  return GTK_WIDGET (self);
}

static void
ev_reports_page_dispose (GObject *object)
{
  EvReportsPage *self = EV_REPORTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_reports_page_parent_class)->dispose (object);
}

static void
ev_reports_page_finalize (GObject *object)
{
  EvReportsPage *self = EV_REPORTS_PAGE (object);

  g_clear_object (&self->cancellable);
  cJSON_Delete (self->report);
  g_free (self->again);
  G_OBJECT_CLASS (ev_reports_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, back);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, save);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, from);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, to);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, municipality);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, type);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, audience);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, make);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, publish);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, EvReportsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
}

static void
ev_reports_page_class_init (EvReportsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ev_reports_page_dispose;
  G_OBJECT_CLASS (class)->finalize = ev_reports_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  g_type_ensure (EV_TYPE_DATE_ENTRY);
  g_type_ensure (EV_TYPE_CODE_DROP);
  g_type_ensure (EV_TYPE_REPORT_VIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.save-as", "s", save_as);
}

static void
ev_reports_page_init (EvReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
