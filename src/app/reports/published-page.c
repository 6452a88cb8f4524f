/* The reports that were published. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/published-page.h"

#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/register/fresh.h"
#include "app/register/role.h"
#include "app/window/header-end.h"
#include "base/json.h"
#include "print/report-document.h"
#include "store/published.h"
#include "text/i18n.h"
#include "text/moment.h"

struct _EvPublishedPage {
  AdwBin parent_instance;

  /* Template */
  GtkWidget *back;
  EvHeaderEnd *header_end;
  GtkStack *stack;
  GtkListBox *list;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvPublishedPage, ev_published_page, ADW_TYPE_BIN)

/* Why the server did not take it, in a sentence. */
static const char *
refusal_words (const char *refusal)
{
  if (g_strcmp0 (refusal, "behind") == 0)
    return _ ("Not published: another report came first. Make it again, so that the two together "
              "tell of nobody.");
  if (g_strcmp0 (refusal, "role") == 0)
    return _ ("Not published: this laptop may not publish.");
  return _ ("Not published: the server found figures in it that are not for the public.");
}

/* When, by whom, and how it stands with the server. */
static char *
state_words (EvPublishedPage *self, const EvPublished *published)
{
  g_autofree char *when = ev_moment_text (published->at);
  g_autofree char *by = NULL;
  g_autoptr (EvRecord) operator= NULL;
  const char *name;

  if (ev_published_state (published) == EV_PUBLISHED_REFUSED)
    return g_strdup (refusal_words (published->refusal));
  if (published->operator_id)
    operator= ev_store_read (ev_register_store (self->reg), EV_KIND_OPERATOR,
                             published->operator_id, NULL);
  name = operator? ev_record_text (operator, "name") : NULL;
  by = name ? g_strdup_printf (_ ("Published %1$s by %2$s"), when, name)
            : g_strdup_printf (_ ("Published %s"), when);
  if (ev_published_state (published) == EV_PUBLISHED_WAITING && ev_register_is_enrolled (self->reg))
    return g_strdup_printf ("%s\n%s", by, _ ("Waits on this laptop for the next sync."));
  return g_steal_pointer (&by);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;
  g_autoptr (GError) error = NULL;

  if (!ev_register_run_finish (EV_REGISTER (source), result, &error))
    ev_say_error (self, error);
}

static void
drop_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;

  if (ev_published_drop (store, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
drop_cb (GtkWidget *button, gpointer data)
{
  EvPublishedPage *self = data;

  ev_register_run (self->reg, drop_job, g_strdup (gtk_widget_get_name (button)), g_free, dropped_cb,
                   g_object_ref (self));
}

static void
add_choices (EvPublishedPage *self, AdwActionRow *row, const EvPublished *published)
{
  g_autofree char *place = g_strconcat ("reports/", published->id, NULL);
  GtkWidget *again = ev_boxed_list_add_button (row, _ ("Make it again"), NULL, FALSE);
  GtkWidget *drop = ev_boxed_list_add_button (row, _ ("Give up"), NULL, FALSE);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (again), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (again), "win.show");
  gtk_widget_set_name (drop, published->id);
  g_signal_connect (drop, "clicked", G_CALLBACK (drop_cb), self);
}

static void
add_report (EvPublishedPage *self, const EvPublished *published)
{
  g_autoptr (EvJson) json = cJSON_Parse (published->report);
  g_autofree char *about = ev_report_document_about (json, ev_register_lists (self->reg));
  g_autofree char *state = state_words (self, published);
  g_autofree char *place = g_strconcat ("published-report/", published->id, NULL);
  g_autofree char *spoken = g_strdup_printf (_ ("Read the report: %s"), about);
  AdwActionRow *row = ev_boxed_list_add (self->list, about, state);

  if (ev_published_state (published) == EV_PUBLISHED_REFUSED)
    add_choices (self, row, published);
  ev_boxed_list_lead (row, place, spoken);
}

/* The latest first; who does not publish has only what the server took. */
static void
load (EvPublishedPage *self)
{
  EvStore *store = ev_register_store (self->reg);
  gboolean publishes = ev_role_is_coordinator (self->reg);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = store ? ev_published_list (store, &error) : NULL;
  guint shown = 0;

  if (error)
    ev_say_error (GTK_WIDGET (self), error);
  if (!all)
    return;
  ev_boxed_list_clear (self->list);
  for (guint i = all->len; i > 0; i--) {
    const EvPublished *one = all->pdata[i - 1];
    if (publishes || ev_published_state (one) == EV_PUBLISHED_TOLD) {
      add_report (self, one);
      shown++;
    }
  }
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "empty");
}

GtkWidget *
ev_published_page_new (EvRegister *reg)
{
  EvPublishedPage *self = g_object_new (EV_TYPE_PUBLISHED_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  gtk_widget_set_visible (self->back, !ev_role_is_viewer (reg));
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_published_page_finalize (GObject *object)
{
  g_clear_object (&EV_PUBLISHED_PAGE (object)->reg);
  G_OBJECT_CLASS (ev_published_page_parent_class)->finalize (object);
}

static void
ev_published_page_class_init (EvPublishedPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_published_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/published-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvPublishedPage, back);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvPublishedPage, list);
}

static void
ev_published_page_init (EvPublishedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
