/* A person in the list of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/roster.h"

#define EV_TYPE_ROSTER_ITEM (ev_roster_item_get_type ())
G_DECLARE_FINAL_TYPE (EvRosterItem, ev_roster_item, EV, ROSTER_ITEM, GObject)

/* What the whole list shows. */
typedef struct {
  EvRoster *roster; /* owned */
  int session;      /* the one that people arrive for; -1 if there is none */
  gboolean by_name; /* else by arrival, in groups */
  guint people[3];  /* how many stand how in the session, by EvRosterStanding */
} EvRosterView;

/* Signal "changed": the row has another content. */

/* The row and the view, borrowed from those last given to ev_roster_item_update(). */
const EvRosterRow *ev_roster_item_row (EvRosterItem *self);
const EvRosterView *ev_roster_item_view (EvRosterItem *self);

/* Whether the row is the first of a group, which has a heading. */
gboolean ev_roster_item_is_first (EvRosterItem *self);

/* The person's name as people say it; owned. */
char *ev_roster_item_name (EvRosterItem *self);

/* Brings `items` (of EvRosterItem) to what `view` says, in the order of `rows` (of EvRosterRow);
 * both must outlive the next call. People who stay keep their item, so that the list keeps its
 * place and its selection. */
void ev_roster_item_update (GListStore *items, const EvRosterView *view, const GPtrArray *rows);
