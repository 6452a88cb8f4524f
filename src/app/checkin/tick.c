/* A tick for one person in one session: shown only once it is on the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkin/tick.h"

#include <string.h>

#include "store/roster.h"

struct _EvTick {
  GtkButton parent_instance;

  GtkWidget *image, *letter; /* owned; one of them is the child */
  gboolean reaches;
};

static const char *const classes[] = { "ticked", "expected", "away" }; /* by EvRosterStanding */

G_DEFINE_FINAL_TYPE (EvTick, ev_tick, GTK_TYPE_BUTTON)

static void
show_class (EvTick *self, const char *wanted)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    if (wanted && strcmp (classes[i], wanted) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  }
}

void
ev_tick_show (EvTick *self, const char *status, const char *name, const char *letter,
              const char *label)
{
  EvRosterStanding standing = ev_roster_standing (status);
  gboolean usual = !status || strcmp (status, "present") == 0 || strcmp (status, "registered") == 0;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "saving");
  show_class (self, status ? classes[standing] : NULL);
  gtk_label_set_label (GTK_LABEL (self->letter), usual ? "" : letter);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                standing == EV_ROSTER_HERE ? "object-select-symbolic" : NULL);
  gtk_button_set_child (GTK_BUTTON (self), usual ? self->image : self->letter);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name ? name : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               standing == EV_ROSTER_HERE ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                          : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

void
ev_tick_wait (EvTick *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "saving");
}

gboolean
ev_tick_reaches (EvTick *self)
{
  return self->reaches;
}

static void
pressed_cb (EvTick *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->reaches = (state & GDK_SHIFT_MASK) != 0;
}

/* After everybody else has heard the click: one by keyboard or by a screen reader never reaches. */
static void
clicked_after_cb (EvTick *self)
{
  self->reaches = FALSE;
}

GtkWidget *
ev_tick_new (void)
{
  return g_object_new (EV_TYPE_TICK, NULL);
}

static void
ev_tick_finalize (GObject *object)
{
  EvTick *self = EV_TICK (object);

  g_object_unref (self->image);
  g_object_unref (self->letter);
  G_OBJECT_CLASS (ev_tick_parent_class)->finalize (object);
}

static void
ev_tick_class_init (EvTickClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_tick_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
ev_tick_init (EvTick *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->image = g_object_ref_sink (gtk_image_new ());
  self->letter = g_object_ref_sink (gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (self), self->image);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tick");
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_after (self, "clicked", G_CALLBACK (clicked_after_cb), NULL);
}
