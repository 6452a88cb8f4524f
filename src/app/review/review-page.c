/* What waits for a coordinator: submitted events, changes since approval, conflicts, refusals. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-page.h"

#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/review/conflict-row.h"
#include "app/sync/parked-row.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "store/review.h"
#include "text/date.h"
#include "text/i18n.h"

#define SHOWN 100 /* events of one state; older ones are found among all events */

struct _EvReviewPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *submitted_box, *changed_box, *returned_box, *held_box, *approved_box;
  GtkListBox *submitted, *changed, *returned, *held, *approved;
  GtkWidget *conflicts_box;
  GtkListBox *conflicts;
  GtkWidget *parked_box;
  GtkListBox *parked;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvReviewPage, ev_review_page, ADW_TYPE_BIN)

/* Events */

typedef struct {
  char *today;
  GPtrArray *queue; /* of EvReviewEvent */
  GArray *issues;   /* of guint: how many things look wrong, event by event */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->today);
  g_clear_pointer (&look->queue, g_ptr_array_unref);
  g_clear_pointer (&look->issues, g_array_unref);
  g_free (look);
}

/* Only what waits for a decision is looked at closely. */
static gboolean
count_issues (EvStore *store, Look *look, GCancellable *cancellable, GError **error)
{
  look->issues = g_array_new (FALSE, TRUE, sizeof (guint));
  for (guint i = 0; i < look->queue->len; i++) {
    const EvReviewEvent *event = look->queue->pdata[i];
    guint count = 0;

    if (event->state == EV_REVIEW_SUBMITTED) {
      g_autoptr (GPtrArray) issues = ev_review_issues (store, event->event->id, look->today, error);
      if (!issues)
        return FALSE;
      count = issues->len;
    }
    g_array_append_val (look->issues, count);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static void
look_job (GTask *task, EvStore *store, gpointer data)
{
  Look *look = data;
  GError *error = NULL;

  look->queue = ev_review_queue (store, look->today, &error);
  if (look->queue && count_issues (store, look, g_task_get_cancellable (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
words_of (EvReviewPage *self, const EvReviewEvent *event, guint issues)
{
  const EvEventRow *row = event->event;
  g_autofree char *date = row->first_date ? ev_date_range (row->first_date, row->last_date) : NULL;
  g_autofree char *people = g_strdup_printf (
      ngettext ("%d participant", "%d participants", row->attended), (int)row->attended);
  g_autofree char *wrong = g_strdup_printf (
      ngettext ("%d thing to look at", "%d things to look at", issues), (int)issues);
  g_autofree char *facts = g_strjoin (" · ", ev_register_name (self->reg, "event_type", row->type),
                                      date ? date : _ ("Without a date"), people, NULL);

  if (event->state == EV_REVIEW_RETURNED && event->note)
    return g_strdup_printf ("%s\n%s", facts, event->note);
  return issues > 0 ? g_strdup_printf ("%s · %s", facts, wrong) : g_steal_pointer (&facts);
}

static void
add_event (EvReviewPage *self, const EvReviewEvent *event, guint issues)
{
  GtkListBox *const lists[] = { self->submitted, self->changed, self->returned, self->held,
                                self->approved };
  const char *title = event->event->title ? event->event->title : "–";
  g_autofree char *words = words_of (self, event, issues);
  g_autofree char *place = g_strconcat ("review-event/", event->event->id, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Review %s"), title);
  GtkListBox *list = lists[event->state];

  if (gtk_list_box_get_row_at_index (list, SHOWN - 1))
    return;
  ev_boxed_list_lead (ev_boxed_list_add (list, title, words), place, label);
}

/* What only a person can decide */

static void
show_conflicts (EvReviewPage *self)
{
  g_autoptr (GPtrArray) conflicts = ev_custody_conflicts (ev_register_store (self->reg), NULL);
  g_autoptr (GPtrArray) parked = ev_custody_parked (ev_register_store (self->reg), NULL);

  ev_boxed_list_clear (self->conflicts);
  ev_boxed_list_clear (self->parked);
  for (guint i = 0; conflicts && i < conflicts->len; i++)
    ev_conflict_row_add (self->conflicts, self->reg, conflicts->pdata[i]);
  for (guint i = 0; parked && i < parked->len; i++)
    gtk_list_box_append (self->parked, ev_parked_row_new (self->reg, parked->pdata[i]));
  ev_boxed_list_reveal (self->conflicts_box, self->conflicts);
  ev_boxed_list_reveal (self->parked_box, self->parked);
}

static void
show_queue (EvReviewPage *self, const Look *look)
{
  GtkListBox *const lists[] = { self->submitted, self->changed, self->returned, self->held,
                                self->approved };
  GtkWidget *const boxes[] = { self->submitted_box, self->changed_box, self->returned_box,
                               self->held_box, self->approved_box };
  guint waiting = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    ev_boxed_list_clear (lists[i]);
  for (guint i = 0; i < look->queue->len; i++) {
    const EvReviewEvent *event = look->queue->pdata[i];
    add_event (self, event, g_array_index (look->issues, guint, i));
    waiting += event->state == EV_REVIEW_SUBMITTED || event->state == EV_REVIEW_CHANGED;
  }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    ev_boxed_list_reveal (boxes[i], lists[i]);
  show_conflicts (self);
  words = g_strdup_printf (ngettext ("%d event waits for you", "%d events wait for you", waiting),
                           (int)waiting);
  adw_window_title_set_subtitle (self->title, words);
  gtk_stack_set_visible_child_name (
      self->stack, look->queue->len > 0 || gtk_widget_get_visible (self->conflicts_box) ||
                           gtk_widget_get_visible (self->parked_box)
                       ? "list"
                       : "none");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (!ev_fresh_end (GTK_WIDGET (self)) || !ev_register_store (self->reg))
    return;
  if (done)
    show_queue (self, g_task_get_task_data (G_TASK (result)));
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
load (EvReviewPage *self)
{
  GCancellable *cancellable =
      ev_register_store (self->reg) ? ev_fresh_begin (GTK_WIDGET (self)) : NULL;
  Look *look;

  if (!cancellable)
    return;
  look = g_new0 (Look, 1);
  look->today = ev_register_today (self->reg);
  ev_register_look (self->reg, look_job, look, look_free, cancellable, looked_cb,
                    g_object_ref (self));
}

GtkWidget *
ev_review_page_new (EvRegister *reg)
{
  EvReviewPage *self = g_object_new (EV_TYPE_REVIEW_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_review_page_finalize (GObject *object)
{
  EvReviewPage *self = EV_REVIEW_PAGE (object);

  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_review_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, submitted_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, submitted);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, changed_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, changed);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, returned_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, returned);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, held_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, held);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, approved_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, approved);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, conflicts_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, parked_box);
  gtk_widget_class_bind_template_child (widget_class, EvReviewPage, parked);
}

static void
ev_review_page_class_init (EvReviewPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_review_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
ev_review_page_init (EvReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
