/* The keys of the program. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Binds every key of the program to its action. */
void ev_shortcuts_install (GtkApplication *application);
