/* Which teams a record belongs to (DESIGN: Access). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/shelf.h"

/* The key, in place of ev_central_places_key(), of records that every role reads. */
#define EV_PLACES_COMMON "*"

/* Whether every role reads records of this kind: the project, its teams, its indicators. */
gboolean ev_places_is_common (EvKind kind);

/* The id of the record that this one hangs on, as the store is to keep it: a session's and a
 * result's event, the person of an attendance or a beneficiary, whom a person is merged into, what
 * a note is about. Borrowed; NULL if none. */
const char *ev_places_anchor (const EvRecord *record);

/* The record that decides where this one belongs (an attendance's session, a session's event ...):
 * borrowed from the shelf; NULL where there is none, or it has not arrived yet. */
gboolean ev_places_parent (EvShelf *shelf, const EvRecord *record, EvCentralRecord **parent,
                           GError **error);

/* The teams (gint64) that ought to have the record: an event's is its team; what hangs on another
 * record goes with it; a person belongs to her creator's team and to every team in whose events she
 * has attendance; anything else, and whatever has no team yet, stays with its creator's. Sorted,
 * owned; empty for common kinds. */
gboolean ev_places_wanted (EvShelf *shelf, const EvCentralRecord *record, GArray **teams,
                           GError **error);

/* The teams that have the record now. Sorted, owned. */
GArray *ev_places_now (const EvCentralRecord *record);

/* Whether two sorted lists have a team in common; whether they are equal. */
gboolean ev_places_meet (const GArray *a, const GArray *b);
gboolean ev_places_equal (const GArray *a, const GArray *b);

/* Whether `teams` has `team`. */
gboolean ev_places_has (const GArray *teams, gint64 team);

/* The numbers (gint64) of the records whose places follow from this record's. Owned. */
gboolean ev_places_followers (EvShelf *shelf, const EvCentralRecord *record, GArray **numbers,
                              GError **error);
