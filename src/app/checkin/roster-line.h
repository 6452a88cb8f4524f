/* A person with a tick for each session, as the list of an event shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/checkin/roster-item.h"
#include "app/register/register.h"

#define EV_TYPE_ROSTER_LINE (ev_roster_line_get_type ())
G_DECLARE_FINAL_TYPE (EvRosterLine, ev_roster_line, EV, ROSTER_LINE, GtkBox)

/* Signals: "ticked" (session from 0, whether it reaches from the last tick to here): a tick was
 * clicked. "menu" (session, or that which people arrive for; x, y in the line): more is wanted. */

/* A line without a person. */
GtkWidget *ev_roster_line_new (EvRegister *reg);

/* The width of a column in a list of so many sessions, in pixels. */
int ev_roster_line_column (GtkWidget *widget, guint sessions);

/* Shows an item and follows it; NULL shows nobody. */
void ev_roster_line_show (EvRosterLine *self, EvRosterItem *item);

/* The item shown, borrowed; may be NULL. */
EvRosterItem *ev_roster_line_item (EvRosterLine *self);
