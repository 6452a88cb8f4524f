/* The way among the sections of the program: beside the page, or below it in a narrow window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/navigation.h"

#include <string.h>

#include "app/register/role.h"
#include "text/i18n.h"

/* In the order in which they are shown. */
static const struct {
  const char *place, *label, *icon;
  gboolean coordinator; /* only for who has the whole project */
} sections[] = {
  { "events", NC_ ("navigation", "Events"), "x-office-calendar-symbolic", FALSE },
  { "people", NC_ ("navigation", "People"), "system-users-symbolic", FALSE },
  { "review", NC_ ("navigation", "Review"), "object-select-symbolic", TRUE },
  { "results", NC_ ("navigation", "Results"), "starred-symbolic", TRUE },
  { "reports", NC_ ("navigation", "Reports"), "x-office-document-symbolic", TRUE },
};

struct _EvNavigation {
  GtkBox parent_instance;

  GtkWidget *buttons[G_N_ELEMENTS (sections)]; /* borrowed */
};

G_DEFINE_FINAL_TYPE (EvNavigation, ev_navigation, GTK_TYPE_BOX)

gboolean
ev_navigation_is_section (const char *place)
{
  for (guint i = 0; place && i < G_N_ELEMENTS (sections); i++) {
    if (strcmp (place, sections[i].place) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The kind of a place: the word before the slash. */
static gboolean
is_of (const char *place, const char *kind)
{
  gsize length = strlen (kind);
  return strncmp (place, kind, length) == 0 && (place[length] == '/' || place[length] == '\0');
}

/* A viewer reads what was published. */
static gboolean
is_open_to_viewer (const char *place)
{
  static const char *const kinds[] = { "published", "published-report", "sync", "preferences",
                                       "passphrase" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (is_of (place, kinds[i]))
      return TRUE;
  }
  return FALSE;
}

const char *
ev_navigation_first (EvRegister *reg)
{
  return reg && ev_role_is_viewer (reg) ? "published" : "events";
}

gboolean
ev_navigation_is_open (EvRegister *reg, const char *place)
{
  if (ev_role_is_viewer (reg))
    return is_open_to_viewer (place);
  if (is_of (place, "access"))
    return ev_role_is_coordinator (reg);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    if (is_of (place, sections[i].place) && sections[i].coordinator)
      return ev_role_is_coordinator (reg);
  }
  return TRUE;
}

void
ev_navigation_show_place (EvNavigation *self, EvRegister *reg, const char *place)
{
  guint shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    gboolean here = g_strcmp0 (place, sections[i].place) == 0;
    gboolean allowed = reg && ev_navigation_is_open (reg, sections[i].place);

    gtk_widget_set_visible (self->buttons[i], allowed);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), here);
    shown += allowed;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), shown > 1 && ev_navigation_is_section (place));
}

/* The icon stands before the word at the side, above it at the bottom. */
static void
turn_button (GtkWidget *button, gboolean narrow)
{
  GtkWidget *box = gtk_button_get_child (GTK_BUTTON (button));
  GtkWidget *label = gtk_widget_get_last_child (box);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (box), narrow ? 2 : 10);
  gtk_label_set_xalign (GTK_LABEL (label), narrow ? 0.5F : 0.0F);
  gtk_widget_set_hexpand (button, narrow);
}

void
ev_navigation_set_narrow (EvNavigation *self, gboolean narrow)
{
  GtkOrientation orientation = narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), orientation);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    turn_button (self->buttons[i], narrow);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

/* A click leads there; whether the button stays down is up to the place that is then shown. */
static void
clicked_cb (EvNavigation *self, GtkWidget *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    if (button == self->buttons[i]) {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s", sections[i].place);
    }
  }
}

static GtkWidget *
new_button (EvNavigation *self, guint index)
{
  const char *words = C_ ("navigation", sections[index].label);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (sections[index].icon);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static void
ev_navigation_class_init (EvNavigationClass *class)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
ev_navigation_init (EvNavigation *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "sections");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("navigation", "Sections"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++) {
    self->buttons[i] = new_button (self, i);
    gtk_box_append (GTK_BOX (self), self->buttons[i]);
  }
  ev_navigation_set_narrow (self, FALSE);
}
