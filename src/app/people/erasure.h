/* Asking before a person's data are erased, and doing it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/register/register.h"

/* Asks in a dialog over `widget`'s window, in words that say what goes and what stays; if it is
 * meant, erases `person` with all who are one with her, and says so. `name` is what she is called,
 * `events` how many she was registered at. */
void ev_erasure_ask (GtkWidget *widget, EvRegister *reg, const char *person, const char *name,
                     guint events);
