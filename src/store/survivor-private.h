/* Classes of people who are one: who survives, and what the others lend her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/database-private.h"
#include "store/store.h"

/* Whoever has merged_into is joined with that person; so edges form classes. The survivor is the
 * root; on a cycle the least id of the cycle. An edge to somebody who is not here joins nobody. */

/* The SQL of the survivor of the person named by the column `person`. */
#define EV_SURVIVOR_OF(person)                                                                     \
  "coalesce ((SELECT root FROM survivor WHERE survivor.person = " person "), " person ")"

/* Brings the classes in line after the row of `person` came, went or got another merged_into. */
gboolean ev_survivor_update (EvDatabase *database, const char *person, GError **error);

/* The survivor's id; `person` itself if nobody was merged. Owned; NULL with error. */
char *ev_survivor_find (EvDatabase *database, const char *person, GError **error);

/* All of the class of `person`, sorted. Array of char *, owned; NULL with error. */
GPtrArray *ev_survivor_class (EvDatabase *database, const char *person, GError **error);

/* Fills the groups of `survivor` that are empty from the others of the class, in the order of
 * their ids; a group is taken whole. Without others it does nothing. */
gboolean ev_survivor_fill (EvDatabase *database, EvRecord *survivor, GError **error);

/* The same from `members` (ids), whether or not they are one with her. */
gboolean ev_survivor_fill_from (EvDatabase *database, EvRecord *survivor, const GPtrArray *members,
                                GError **error);

/* Whether the person is here and neither deleted nor erased, as whoever is joined with another or
 * told apart from her must be; if not, EV_ERROR_NOT_FOUND. */
gboolean ev_survivor_check_person (EvStore *store, const char *id, GError **error);
