/* A tick for one person in one session: shown only once it is on the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/tick.h"

struct _EvTick {
  GtkButton parent_instance;

  GtkWidget *image;
};

G_DEFINE_FINAL_TYPE (EvTick, ev_tick, GTK_TYPE_BUTTON)

void
ev_tick_show (EvTick *self, gboolean attended, const char *status, const char *label)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "saving");
  if (attended)
    gtk_widget_add_css_class (GTK_WIDGET (self), "ticked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "ticked");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                attended ? "object-select-symbolic" : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
      attended ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
ev_tick_wait (EvTick *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "saving");
}

GtkWidget *
ev_tick_new (void)
{
  return g_object_new (EV_TYPE_TICK, NULL);
}

static void
ev_tick_class_init (EvTickClass *class)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
ev_tick_init (EvTick *self)
{
  self->image = gtk_image_new ();
  gtk_button_set_child (GTK_BUTTON (self), self->image);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tick");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
