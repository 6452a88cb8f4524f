/* A person in the registry's list. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/people-list.h"

#define EV_TYPE_PEOPLE_ITEM (ev_people_item_get_type ())
G_DECLARE_FINAL_TYPE (EvPeopleItem, ev_people_item, EV, PEOPLE_ITEM, GObject)

/* Takes `row`; NULL for somebody who has gone since the list was made. */
EvPeopleItem *ev_people_item_new (EvPeopleRow *row);

/* The row, borrowed; NULL as above. */
const EvPeopleRow *ev_people_item_row (EvPeopleItem *self);
