/* A short list of facts or things to do, in a box: filled anew each time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/boxed-list.h"

void
ev_boxed_list_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

AdwActionRow *
ev_boxed_list_add (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

void
ev_boxed_list_add_fact (GtkListBox *list, const char *name, const char *value)
{
  if (value && *value)
    gtk_widget_add_css_class (GTK_WIDGET (ev_boxed_list_add (list, name, value)), "property");
}

GtkWidget *
ev_boxed_list_add_button (AdwActionRow *row, const char *label, const char *spoken,
                          gboolean activates)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (spoken)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
  adw_action_row_add_suffix (row, button);
  if (activates)
    adw_action_row_set_activatable_widget (row, button);
  return button;
}

void
ev_boxed_list_lead (AdwActionRow *row, const char *place, const char *spoken)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
}

void
ev_boxed_list_reveal (GtkWidget *box, GtkListBox *list)
{
  gtk_widget_set_visible (box, gtk_list_box_get_row_at_index (list, 0) != NULL);
}
