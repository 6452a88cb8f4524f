/* The list of keys. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_SHORTCUTS_WINDOW (ev_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (EvShortcutsWindow, ev_shortcuts_window, EV, SHORTCUTS_WINDOW, AdwWindow)

/* A window that lists the keys, above `parent`. */
GtkWidget *ev_shortcuts_window_new (GtkWindow *parent);
