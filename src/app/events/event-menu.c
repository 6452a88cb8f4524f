/* What can be done with an event, as a button that opens a menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-menu.h"

#include "text/i18n.h"

struct _EvEventMenu {
  AdwBin parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (EvEventMenu, ev_event_menu, ADW_TYPE_BIN)

/* `place` NULL: the action takes the event itself. */
static const struct {
  const char *words, *action, *place;
  guint section;
} entries[] = {
  { NC_ ("event menu", "Self sign-in…"), "win.self-sign-in", NULL, 0 },
  { NC_ ("event menu", "Print…"), "win.show", "print", 0 },
  { NC_ ("event menu", "Signatures from paper…"), "win.show", "paper", 0 },
  { NC_ ("event menu", "Check and submit…"), "win.show", "submit", 1 },
  { NC_ ("event menu", "Change the event…"), "win.edit-event", NULL, 2 },
  { NC_ ("event menu", "Next of the series…"), "win.show", "copy", 2 },
};

void
ev_event_menu_set_event (EvEventMenu *self, const char *event)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *sections[] = { g_menu_new (), g_menu_new (), g_menu_new () };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (C_ ("event menu", entries[i].words), NULL);
    g_autofree char *target =
        entries[i].place ? g_strconcat (entries[i].place, "/", event, NULL) : g_strdup (event);
    g_menu_item_set_action_and_target (item, entries[i].action, "s", target);
    g_menu_append_item (sections[entries[i].section], item);
  }
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    g_menu_append_section (menu, NULL, G_MENU_MODEL (sections[i]));
    g_object_unref (sections[i]);
  }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), G_MENU_MODEL (menu));
}

static void
ev_event_menu_class_init (EvEventMenuClass *class)
{
}

static void
ev_event_menu_init (EvEventMenu *self)
{
  const char *words = _ ("What to do with this event");

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  adw_bin_set_child (ADW_BIN (self), self->button);
}
