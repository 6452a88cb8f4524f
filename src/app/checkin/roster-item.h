/* A person in the list of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/roster.h"

#define EV_TYPE_ROSTER_ITEM (ev_roster_item_get_type ())
G_DECLARE_FINAL_TYPE (EvRosterItem, ev_roster_item, EV, ROSTER_ITEM, GObject)

/* Signal "changed": the row has another content. */

/* The row, borrowed from the roster last given to ev_roster_item_update(). */
const EvRosterRow *ev_roster_item_row (EvRosterItem *self);

/* The person's name as people say it; owned. */
char *ev_roster_item_name (EvRosterItem *self);

/* Brings `items` (of EvRosterItem) to what `roster` says; it must outlive the next call, and the
 * roster given before must last until this one returns. People who stay keep their item, so that
 * the list keeps its place. */
void ev_roster_item_update (GListStore *items, const EvRoster *roster);
