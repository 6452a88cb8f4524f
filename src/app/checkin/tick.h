/* A tick for one person in one session: shown only once it is on the disk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#define EV_TYPE_TICK (ev_tick_get_type ())
G_DECLARE_FINAL_TYPE (EvTick, ev_tick, EV, TICK, GtkButton)

/* A click does not change it; whoever hears "clicked" writes, and shows what was written. A click
 * leaves the focus where it is: in the entry, ready for the next person. */
GtkWidget *ev_tick_new (void);

/* Shows a status: `name` in words and `letter` as its sign, both NULL where there is none. `label`
 * is what a screen reader says. */
void ev_tick_show (EvTick *self, const char *status, const char *name, const char *letter,
                   const char *label);

/* Shows that writing is under way, until the next ev_tick_show(). */
void ev_tick_wait (EvTick *self);

/* Whether the click now being heard reaches from the last one to here (Shift). */
gboolean ev_tick_reaches (EvTick *self);
