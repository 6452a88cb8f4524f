/* The order in which a list shows the people of an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/roster.h"
#include "text/language.h"

/* The rows of `roster` by arrival in `session` (-1: none): who is here, as they came; who is not
 * here yet; who will not come. Array of EvRosterRow, owned, its rows borrowed. */
GPtrArray *ev_roster_order_by_arrival (const EvRoster *roster, int session);

/* The rows by surname and name, in the alphabet of `language`. */
GPtrArray *ev_roster_order_by_name (const EvRoster *roster, EvLanguage language);

/* The rows in the order of `people` (ids, NULL-terminated), newcomers last: for a list that is
 * being worked in. */
GPtrArray *ev_roster_order_as_before (const EvRoster *roster, const char *const *people);
