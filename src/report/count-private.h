/* A prepared selection, as the counting and the tables read it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/count.h"
#include "report/source-private.h"

/* One person in one held event. */
typedef struct {
  guint32 person;
  guint16 sessions; /* attended in the period */
  guint16 whole;    /* attended in the event as a whole */
} EvParticipation;

/* An event that is held in the selection; its participations are `count` from `start` on. */
typedef struct {
  guint32 event;
  guint32 start, count;
  EvCivilNumber first; /* date of its first session in the selection; 0 if undated */
} EvHeld;

struct _EvTally {
  const EvReportSource *source;
  EvCivilNumber from, to, as_of;
  gboolean open_ended;         /* neither begin nor end was asked for */
  guint municipality, project; /* G_MAXUINT: not restricted */
  gboolean *types;             /* of events */
  gboolean by_type;
  GArray *held;           /* EvHeld, in the order of the source */
  GArray *participations; /* EvParticipation */
  guint8 *selected;       /* by event: whether it is held here */
  EvUndated undated;
};

/* Whether a result belongs to the selection. */
gboolean ev_tally_has_result (const EvTally *tally, const EvResultRow *result);

/* The year each person's age is counted in, that of her earliest event of the selection; 0 if no
 * event of hers has a date. One number a person; free with g_free. */
gint16 *ev_tally_age_years (const EvTally *tally);

/* Each forum meeting's people: how often each person was at each forum. */
typedef struct {
  guint32 forum, person;
  guint32 attended;
  guint32 meetings; /* of that forum */
} EvForumPerson;

/* By forum, then by person; free with g_array_unref. */
GArray *ev_tally_forum_people (const EvTally *tally, const char *const *types);

/* Whether `attended` of `meetings` is `percent` or more, the needed number rounded up. */
gboolean ev_share_reached (guint attended, guint meetings, double percent);
