/* Counting: events, participations, unique people, results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/source.h"

/* The rules are those of a donor report:
 *
 * - An event is HELD in a selection if it is not cancelled, is no draft, and has a session dated
 *   within the period and not after the report's own date. A draft is an event in the state
 *   "planned", or without a state, at which nobody was ever present: presence proves that it was
 *   held even if nobody moved its state on.
 * - Only sessions within the period count. An event over the edge of a period is held in both, and
 *   an undated session or result counts only where the selection has neither begin nor end.
 * - ATTENDANCE: one person at one session. PARTICIPATION: one person in one event. UNIQUE: one
 *   person once. Counts of people over several periods must be recounted, never added.
 * - COMPLETED: a participation with at least 80 % of all sessions of the event, those outside the
 *   period included, so that a period's edge completes nobody.
 * - ACTIVE: present at half or more, rounded up, of a forum's meetings held in the selection. A
 *   forum is the meetings in one municipality (without one: of one series).
 */

/* What is counted. NULL does not restrict; dates are ISO 8601 and inclusive. */
typedef struct {
  const char *from, *to;
  const char *municipality; /* where events and results are, not where people live */
  const char *project;
  const char *const *event_types; /* results then count only if linked to such an event */
  const char *as_of;              /* the report's own date; nothing after it has happened */
} EvReportFilter;

/* A selection of a source, prepared for counting. Borrows the source. */
typedef struct _EvTally EvTally;

/* A set of people: who is in it, by row of the source. */
typedef struct {
  guint length; /* rows of the source */
  guint count;  /* people in the set */
  guint8 *has;
} EvPeople;

/* Prepares a selection. EV_ERROR_INVALID for a malformed date or a period that ends before it
 * begins. Takes some milliseconds a million attendances. */
EvTally *ev_tally_new (const EvReportSource *source, const EvReportFilter *filter, GError **error);
void ev_tally_free (EvTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvTally, ev_tally_free)

/* The source that was given. */
const EvReportSource *ev_tally_source (const EvTally *tally);

/* An empty set over the source's people. */
EvPeople *ev_people_new (const EvReportSource *source);
void ev_people_free (EvPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPeople, ev_people_free)

/* In all below, `types` is a NULL-terminated list of event types; NULL or empty is all of them. */

/* Events held. */
guint ev_tally_events (const EvTally *tally, const char *const *types);

/* Participations. */
guint ev_tally_participations (const EvTally *tally, const char *const *types);

/* Attendances. Where a meeting is one event of one session, as in a forum, they equal its
 * participations. */
guint ev_tally_attendances (const EvTally *tally, const char *const *types);

/* Participations with at least `percent` of the event's sessions attended. */
guint ev_tally_completed (const EvTally *tally, const char *const *types, double percent);

/* Distinct municipalities in which events were held. */
guint ev_tally_municipalities (const EvTally *tally, const char *const *types);

/* Adds to `people` everybody who took part. Never counts a person twice: a union. */
void ev_tally_add_participants (const EvTally *tally, const char *const *types, EvPeople *people);

/* Adds everybody who was at `percent` or more, rounded up, of the meetings of some forum. */
void ev_tally_add_active (const EvTally *tally, const char *const *types, double percent,
                          EvPeople *people);

/* Adds the people linked to results of these result types. */
void ev_tally_add_beneficiaries (const EvTally *tally, const char *const *types, EvPeople *people);

/* Totals over results. */
typedef struct {
  guint count;
  gint64 quantity;
  gint64 amount;    /* cents */
  gint64 cofunding; /* cents; results of type "cofunding" carry theirs as amount */
} EvResultSums;

/* Over results of these types and of the kinds below them: a policy change and a concrete action
 * are kinds of government response. */
EvResultSums ev_tally_results (const EvTally *tally, const char *const *types);

/* How many people of the set are of each gender. */
typedef struct {
  guint women, men, other, not_stated;
} EvGenderCount;
EvGenderCount ev_tally_genders (const EvTally *tally, const EvPeople *people);

/* What the selection had to leave out because it has no date. */
typedef struct {
  guint sessions, results;
} EvUndated;
EvUndated ev_tally_undated (const EvTally *tally);
