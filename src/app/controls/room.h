/* How much room there is, measured in words rather than pixels. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The size of text on the screen that `widget` is on; 1 is the usual one. */
double ev_room_text_scale (GtkWidget *widget);

/* `width` is that of the window, in pixels at the usual size of text: half of what it is where the
 * text is twice as large. */
typedef void (*EvRoomFit) (gpointer widget, double width);

/* Calls `fit` whenever the window of `widget` has another width, as long as it has a window. To be
 * called while the widget is made, once. */
void ev_room_follow (GtkWidget *widget, EvRoomFit fit);
