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
  g_autofree char *sentence = ev_error_text (error);

  ev_say (widget, sentence);
}
