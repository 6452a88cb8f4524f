/* What the project promised, and how far it has come: counted, never typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/results/indicators-page.h"

#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "report/label.h"
#include "report/register.h"
#include "text/i18n.h"

struct _EvIndicatorsPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  GtkStack *stack;
  GtkListBox *list;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvIndicatorsPage, ev_indicators_page, ADW_TYPE_BIN)

static char *
figure_words (EvFigure figure, const char *unit)
{
  return figure.known ? ev_wording_number (figure.value, figure.decimals, unit) : g_strdup ("–");
}

/* "198 of 200 people · 99.0%" */
static char *
achieved_words (const EvIndicatorValue *value)
{
  g_autofree char *achieved = figure_words (value->cumulative, value->unit);
  g_autofree char *target = NULL, *share = NULL;

  if (value->problem)
    return g_strdup (_ ("The rule cannot be understood."));
  if (!value->has_target)
    return g_steal_pointer (&achieved);
  target = ev_wording_number ((double)value->target, 0, value->unit);
  share = figure_words (value->share, "%");
  return g_strdup_printf (C_ ("indicator", "%1$s of %2$s · %3$s"), achieved, target, share);
}

static void
add_progress (AdwActionRow *row, const EvIndicatorValue *value)
{
  GtkWidget *bar;

  if (!value->share.known)
    return;
  bar = gtk_progress_bar_new ();
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (bar, 120, -1);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (value->share.value / 100, 0, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("indicator", "Share of the target"), -1);
  adw_action_row_add_suffix (row, bar);
}

static void
add_indicator (EvIndicatorsPage *self, const EvIndicatorValue *value)
{
  g_autofree char *title = g_strdup_printf ("%s  %s", value->code, value->title);
  g_autofree char *words = achieved_words (value);
  g_autofree char *place = g_strconcat ("indicator/", value->code, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Change the indicator %s"), value->code);
  AdwActionRow *row = ev_boxed_list_add (self->list, title, words);

  add_progress (row, value);
  ev_boxed_list_lead (row, place, label);
}

static void
look_job (GTask *task, EvStore *store, gpointer data)
{
  const EvLists *lists = data;
  EvRegisterWatch watch = { .cancellable = g_task_get_cancellable (task) };
  EvRegisterWish wish = { .audience = EV_AUDIENCE_INTERNAL };
  GError *error = NULL;
  EvReport *report = ev_register_report (store, lists, &wish, &watch, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify)ev_report_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvIndicatorsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EvReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  if (!ev_fresh_end (GTK_WIDGET (self)))
    return;
  if (!report)
    ev_say_error (GTK_WIDGET (self), error);
  ev_boxed_list_clear (self->list);
  for (guint i = 0; report && i < report->indicators->len; i++)
    add_indicator (self, report->indicators->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
load (EvIndicatorsPage *self)
{
  GCancellable *cancellable =
      ev_register_store (self->reg) ? ev_fresh_begin (GTK_WIDGET (self)) : NULL;

  if (!cancellable)
    return;
  ev_register_look (self->reg, look_job, ev_register_lists (self->reg), NULL, cancellable,
                    looked_cb, g_object_ref (self));
}

GtkWidget *
ev_indicators_page_new (EvRegister *reg)
{
  EvIndicatorsPage *self = g_object_new (EV_TYPE_INDICATORS_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_indicators_page_finalize (GObject *object)
{
  EvIndicatorsPage *self = EV_INDICATORS_PAGE (object);

  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_indicators_page_parent_class)->finalize (object);
}

static void
ev_indicators_page_class_init (EvIndicatorsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_indicators_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/indicators-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorsPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvIndicatorsPage, list);
}

static void
ev_indicators_page_init (EvIndicatorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
