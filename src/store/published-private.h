/* What the files about published reports share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"
#include "store/published.h"

/* The columns that ev_published_of_row() reads, and the order of the list. */
#define EV_PUBLISHED_COLUMNS "id, after, number, told, at, operator, report, refusal"
#define EV_PUBLISHED_ORDER " ORDER BY number = 0, number, told DESC, place"

/* The report in the row at hand. Owned. */
EvPublished *ev_published_of_row (EvQuery *query);

/* The id of the last report of the list that the server has or is to get, owned; NULL if there is
 * none. */
gboolean ev_published_newest (EvStore *store, char **id, GError **error);
