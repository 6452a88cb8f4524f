/* Saying that two records are one person, and taking it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Both write nothing but `merged_into`, so that two coordinators who do the same, or the opposite,
 * on two laptops end up with the same survivor everywhere once their changes have met. Each is one
 * transaction, or joins the one under way. */

/* Makes one person of `keep` and `other`, with all who were one with either: the survivor of
 * `other` is merged into `keep`, whose survivor then stands for all. Returns the survivor's id,
 * owned. NULL with EV_ERROR_INVALID if the two are the same or one already, EV_ERROR_NOT_FOUND if
 * one is not here or gone. */
char *ev_people_merge (EvStore *store, const char *keep, const char *other, GError **error);

/* Makes two of `keep` and `other` again, as they were before they became one: of the edges between
 * them the youngest is cleared, and so on until they are apart. Returns the id of the survivor of
 * `keep`, owned. NULL with EV_ERROR_INVALID if they are not one, EV_ERROR_NOT_FOUND as above. */
char *ev_people_unmerge (EvStore *store, const char *keep, const char *other, GError **error);
