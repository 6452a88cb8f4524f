/* Telling a person something without stopping her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/controls/say.h"

#include "text/error-text.h"

void
ev_say (GtkWidget *widget, const char *sentence)
{
  gtk_widget_activate_action (widget, "win.say", "s", sentence);
}

void
ev_say_error (GtkWidget *widget, const GError *error)
{
  GApplication *application = g_application_get_default ();
  g_autofree char *sentence = ev_error_text (error);

  if (application && g_error_matches (error, EV_ERROR, EV_ERROR_DAMAGED))
    g_action_group_activate_action (G_ACTION_GROUP (application), "damaged", NULL);
  ev_say (widget, sentence);
}
