/* Keeping what a page shows as new as the register is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

/* From now on `load` (called with the page) is called when the page comes on screen, for the first
 * time and whenever the register changed meanwhile, and when it changes while the page is there. */
void ev_fresh_keep (GtkWidget *page, EvRegister *reg, GCallback load);

/* For a page that reads on another thread (ev_register_look()): begins a look, and returns what
 * cancels it when the page goes, borrowed. NULL if one is under way; `load` is called again after
 * it. */
GCancellable *ev_fresh_begin (GtkWidget *page);

/* Ends the look that was begun, and begins the next one if something changed meanwhile. FALSE if
 * the page is gone, and nothing is to be shown. */
gboolean ev_fresh_end (GtkWidget *page);
