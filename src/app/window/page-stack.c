/* The pages that were made, of which one is shown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/page-stack.h"

struct _EvPageStack {
  AdwBin parent_instance;

  GtkStack *stack; /* the child; a page's place is its widget's name */
};

#define TRANSITION 150 /* milliseconds */

G_DEFINE_FINAL_TYPE (EvPageStack, ev_page_stack, ADW_TYPE_BIN)

/* Pages that lie behind are hidden, also from screen readers, once the transition is over. */
static void
hide_others (EvPageStack *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  GtkWidget *page;

  if (gtk_stack_get_transition_running (self->stack))
    return;
  for (page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page;
       page = gtk_widget_get_next_sibling (page))
    gtk_widget_set_visible (page, page == shown);
}

static void
reveal (EvPageStack *self, GtkWidget *page)
{
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_visible_child (self->stack, page);
  hide_others (self);
}

void
ev_page_stack_put (EvPageStack *self, const char *kind, const char *place, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, kind);

  if (old)
    gtk_stack_remove (self->stack, old);
  if (place)
    gtk_widget_set_name (page, place);
  gtk_stack_add_named (self->stack, page, kind);
  reveal (self, page);
}

gboolean
ev_page_stack_show (EvPageStack *self, const char *kind, const char *place)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, kind);

  if (!page || g_strcmp0 (gtk_widget_get_name (page), place) != 0)
    return FALSE;
  reveal (self, page);
  return TRUE;
}

GtkWidget *
ev_page_stack_shown (EvPageStack *self)
{
  return gtk_stack_get_visible_child (self->stack);
}

void
ev_page_stack_let_go (EvPageStack *self, GtkWidget *page)
{
  gtk_widget_set_name (page, "");
}

void
ev_page_stack_clear (EvPageStack *self)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))))
    gtk_stack_remove (self->stack, page);
}

static void
ev_page_stack_class_init (EvPageStackClass *class)
{
}

static void
ev_page_stack_init (EvPageStack *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_transition_duration (self->stack, TRANSITION);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->stack, "notify::transition-running", G_CALLBACK (hide_others),
                           self, G_CONNECT_SWAPPED);
}
