/* One line of the list of events: an event, or the heading above some. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/event-list.h"

#define EV_TYPE_EVENT_ITEM (ev_event_item_get_type ())
G_DECLARE_FINAL_TYPE (EvEventItem, ev_event_item, EV, EVENT_ITEM, GObject)

/* A heading with these words. */
EvEventItem *ev_event_item_new_heading (const char *words);

/* An event; takes `row`. */
EvEventItem *ev_event_item_new (EvEventRow *row);

/* The words of a heading, borrowed; NULL for an event. */
const char *ev_event_item_heading (EvEventItem *self);

/* The event, borrowed; NULL for a heading. */
const EvEventRow *ev_event_item_row (EvEventItem *self);

/* Puts events as ev_event_list() orders them under headings: today, upcoming, past by month,
 * without a date. `rows` is emptied. Array of EvEventItem, owned. */
GPtrArray *ev_event_item_arrange (GPtrArray *rows, const char *today);
