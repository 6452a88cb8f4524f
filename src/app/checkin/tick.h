/* A tick for one person in one session: shown only once it is on the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_TICK (ev_tick_get_type ())
G_DECLARE_FINAL_TYPE (EvTick, ev_tick, EV, TICK, GtkButton)

/* A click does not change it; whoever hears "clicked" writes, and shows what was written. */
GtkWidget *ev_tick_new (void);

/* Shows whether the person attended, or another status in words (NULL for none). `label` is what a
 * screen reader says. */
void ev_tick_show (EvTick *self, gboolean attended, const char *status, const char *label);

/* Shows that writing is under way, until the next ev_tick_show(). */
void ev_tick_wait (EvTick *self);
