/* Asking where a file is to go, or where it is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Called with the path that was chosen; not called if none was. */
typedef void (*EvSaveFileChosen) (GtkWidget *widget, const char *path, gpointer data);

/* Asks in the desktop's own dialog; `name` is proposed. `widget`, which is kept until then, is what
 * it is for; `data` is freed with `free` (may be NULL) in any case. */
void ev_save_file_ask (GtkWidget *widget, const char *title, const char *name,
                       EvSaveFileChosen chosen, gpointer data, GDestroyNotify free);

/* Asks for a file that is there; as above. */
void ev_save_file_pick (GtkWidget *widget, const char *title, EvSaveFileChosen chosen);

/* `text` as part of a file's name: letters and digits, the rest as dashes. Owned. */
char *ev_save_file_name (const char *text, const char *ending);
