/* Telling a person something without stopping her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Shows a sentence for a while at the foot of the window that `widget` is in. */
void ev_say (GtkWidget *widget, const char *sentence);

/* Shows what an error means. Damage to the register ends the work: a backup is offered. */
void ev_say_error (GtkWidget *widget, const GError *error);
