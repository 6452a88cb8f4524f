/* A person with a tick for each session, as the list of an event shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/checkin/roster-item.h"
#include "app/register/register.h"

#define EV_TYPE_ROSTER_LINE (ev_roster_line_get_type ())
G_DECLARE_FINAL_TYPE (EvRosterLine, ev_roster_line, EV, ROSTER_LINE, GtkBox)

/* The width of a session's column, in pixels. */
#define EV_ROSTER_LINE_COLUMN 76

/* Signal "ticked" (guint session): a person clicked the tick of that session. */

/* An empty line. */
GtkWidget *ev_roster_line_new (EvRegister *reg);

/* Shows `item` and follows it until the next call; NULL for none. `sessions` is how many columns
 * there are. */
void ev_roster_line_show (EvRosterLine *self, EvRosterItem *item, guint sessions);

/* The item shown, borrowed; NULL if none. */
EvRosterItem *ev_roster_line_item (EvRosterLine *self);
