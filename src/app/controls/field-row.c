/* The words of a problem in an entry row, and the way from one row to the next. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/field-row.h"

#define TITLE "evidenca-title"

static void
edited_cb (AdwEntryRow *row)
{
  g_signal_handlers_disconnect_by_func (row, edited_cb, NULL);
  ev_field_row_complain (row, NULL);
}

void
ev_field_row_complain (AdwEntryRow *row, const char *problem)
{
  AdwPreferencesRow *titled = ADW_PREFERENCES_ROW (row);
  const char *title = g_object_get_data (G_OBJECT (row), TITLE);

  if (!title) {
    g_object_set_data_full (G_OBJECT (row), TITLE,
                            g_strdup (adw_preferences_row_get_title (titled)), g_free);
    title = g_object_get_data (G_OBJECT (row), TITLE);
  }
  if (problem) {
    adw_preferences_row_set_title (titled, problem);
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    g_signal_connect (row, "changed", G_CALLBACK (edited_cb), NULL);
  } else {
    adw_preferences_row_set_title (titled, title);
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  }
}

static void
activated_cb (AdwEntryRow *row)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (row))), GTK_DIR_TAB_FORWARD);
}

void
ev_field_row_enter_moves_on (AdwEntryRow *row)
{
  g_signal_connect (row, "entry-activated", G_CALLBACK (activated_cb), NULL);
}

char *
ev_field_row_text (AdwEntryRow *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  return *g_strstrip (text) ? g_steal_pointer (&text) : NULL;
}
