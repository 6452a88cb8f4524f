/* Where an event stands with the coordinator, on top of its page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-bar.h"

#include "text/i18n.h"

struct _EvEventBar {
  AdwBin parent_instance;

  GtkWidget *box, *icon, *words, *note, *submit;
  EvRegister *reg;
  char *event;
};

G_DEFINE_FINAL_TYPE (EvEventBar, ev_event_bar, ADW_TYPE_BIN)

static const struct {
  const char *state, *icon, *words;
} states[] = {
  { "returned", "dialog-warning-symbolic",
    NC_ ("event", "The coordinator returned this event for correction.") },
  { "submitted", "emblem-ok-symbolic", NC_ ("event", "Submitted; it waits for the coordinator.") },
  { "approved", "emblem-ok-symbolic",
    NC_ ("event", "Approved. A change brings it back to the coordinator.") },
};

static void
show_state (EvEventBar *self, guint index, const char *note)
{
  gboolean returned = index == 0;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), states[index].icon);
  gtk_label_set_label (GTK_LABEL (self->words), C_ ("event", states[index].words));
  gtk_label_set_label (GTK_LABEL (self->note), note && returned ? note : "");
  gtk_widget_set_visible (self->note, returned && note);
  gtk_widget_set_visible (self->submit, returned);
  if (returned)
    gtk_widget_add_css_class (self->box, "returned");
  else
    gtk_widget_remove_css_class (self->box, "returned");
}

static void
load (EvEventBar *self)
{
  EvStore *store = ev_register_store (self->reg);
  g_autoptr (EvRecord) event =
      store ? ev_store_read (store, EV_KIND_EVENT, self->event, NULL) : NULL;
  const char *state = event ? ev_record_text (event, "state") : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (g_strcmp0 (state, states[i].state) == 0) {
      show_state (self, i, ev_record_text (event, "review_note"));
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
    }
  }
}

void
ev_event_bar_set_event (EvEventBar *self, EvRegister *reg, const char *event)
{
  g_autofree char *place = g_strconcat ("submit/", event, NULL);

  g_return_if_fail (!self->reg);
  self->reg = g_object_ref (reg);
  self->event = g_strdup (event);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->submit), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->submit), "win.show");
  g_signal_connect_object (reg, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
ev_event_bar_finalize (GObject *object)
{
  EvEventBar *self = EV_EVENT_BAR (object);

  g_clear_object (&self->reg);
  g_free (self->event);
  G_OBJECT_CLASS (ev_event_bar_parent_class)->finalize (object);
}

static void
ev_event_bar_class_init (EvEventBarClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ev_event_bar_finalize;
}

static GtkWidget *
add_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
ev_event_bar_init (EvEventBar *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->icon = gtk_image_new ();
  self->submit = gtk_button_new_with_label (_ ("Check and submit…"));
  gtk_widget_add_css_class (self->box, "event-bar");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->submit, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), self->icon);
  gtk_box_append (GTK_BOX (self->box), texts);
  gtk_box_append (GTK_BOX (self->box), self->submit);
  self->words = add_label (texts);
  self->note = add_label (texts);
  gtk_widget_add_css_class (self->note, "heading");
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
