/* Pairs of people who may be one, the likeliest first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/people/duplicates-page.h"

#include "app/checkin/person-words.h"
#include "app/controls/boxed-list.h"
#include "app/controls/say.h"
#include "app/controls/likeness-words.h"
#include "app/register/fresh.h"
#include "app/window/header-end.h"
#include "store/candidate.h"
#include "text/i18n.h"

#define SHOWN 200 /* pairs; the next ones come as these are dealt with */

struct _EvDuplicatesPage {
  AdwBin parent_instance;

  /* Template */
  EvHeaderEnd *header_end;
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkListBox *list;

  EvRegister *reg;
};

G_DEFINE_FINAL_TYPE (EvDuplicatesPage, ev_duplicates_page, ADW_TYPE_BIN)

static void
add_pair (EvDuplicatesPage *self, const EvCandidatePair *pair)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (EvPersonRow) a = ev_search_person (store, pair->a, NULL);
  g_autoptr (EvPersonRow) b = ev_search_person (store, pair->b, NULL);
  g_autofree char *name_a = a ? ev_person_words_name (a) : NULL;
  g_autofree char *name_b = b ? ev_person_words_name (b) : NULL;
  g_autofree char *subtitle = ev_likeness_words (&pair->likeness);
  g_autofree char *title = NULL, *place = NULL, *label = NULL;

  if (!name_a || !name_b)
    return;
  title = g_strdup_printf (C_ ("duplicates", "%1$s and %2$s"), name_a, name_b);
  place = g_strdup_printf ("compare/%s/%s", pair->a, pair->b);
  label = g_strdup_printf (_ ("Compare %1$s and %2$s"), name_a, name_b);
  ev_boxed_list_lead (ev_boxed_list_add (self->list, title, subtitle), place, label);
}

static void
show_pairs (EvDuplicatesPage *self, GPtrArray *pairs)
{
  g_autofree char *words = NULL;
  guint count = pairs->len;

  ev_boxed_list_clear (self->list);
  for (guint i = 0; i < count; i++)
    add_pair (self, pairs->pdata[i]);
  words = g_strdup_printf (ngettext ("%d possible duplicate", "%d possible duplicates", count),
                           (int)count);
  adw_window_title_set_subtitle (self->title, words);
  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "list" : "none");
}

static void
look_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;
  GPtrArray *pairs = ev_candidate_pairs (store, SHOWN, &error);

  if (pairs)
    g_task_return_pointer (task, pairs, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EvDuplicatesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = g_task_propagate_pointer (G_TASK (result), &error);

  if (!ev_fresh_end (GTK_WIDGET (self)) || !ev_register_store (self->reg))
    return;
  if (pairs)
    show_pairs (self, pairs);
  else
    ev_say_error (GTK_WIDGET (self), error);
}

static void
load (EvDuplicatesPage *self)
{
  GCancellable *cancellable =
      ev_register_store (self->reg) ? ev_fresh_begin (GTK_WIDGET (self)) : NULL;

  if (!cancellable)
    return;
  ev_register_look (self->reg, look_job, NULL, NULL, cancellable, looked_cb, g_object_ref (self));
}

GtkWidget *
ev_duplicates_page_new (EvRegister *reg)
{
  EvDuplicatesPage *self = g_object_new (EV_TYPE_DUPLICATES_PAGE, NULL);

  self->reg = g_object_ref (reg);
  ev_header_end_set_register (self->header_end, reg);
  ev_fresh_keep (GTK_WIDGET (self), reg, G_CALLBACK (load));
  return GTK_WIDGET (self);
}

static void
ev_duplicates_page_finalize (GObject *object)
{
  EvDuplicatesPage *self = EV_DUPLICATES_PAGE (object);

  g_clear_object (&self->reg);
  G_OBJECT_CLASS (ev_duplicates_page_parent_class)->finalize (object);
}

static void
ev_duplicates_page_class_init (EvDuplicatesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ev_duplicates_page_finalize;
  g_type_ensure (EV_TYPE_HEADER_END);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/evidenca/Evidenca/ui/duplicates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EvDuplicatesPage, header_end);
  gtk_widget_class_bind_template_child (widget_class, EvDuplicatesPage, title);
  gtk_widget_class_bind_template_child (widget_class, EvDuplicatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EvDuplicatesPage, list);
}

static void
ev_duplicates_page_init (EvDuplicatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
