/* Help: a short page a screen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_HELP_WINDOW (ev_help_window_get_type ())
G_DECLARE_FINAL_TYPE (EvHelpWindow, ev_help_window, EV, HELP_WINDOW, AdwWindow)

/* A window above `parent` that shows the page `topic` in the present language. */
GtkWidget *ev_help_window_new (GtkWindow *parent, const char *topic);
