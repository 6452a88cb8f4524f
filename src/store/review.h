/* What a coordinator looks at: events that were submitted, what looks wrong with them, and what
 * changed after she approved them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/event-list.h"
#include "store/history.h"

typedef enum {
  EV_REVIEW_SUBMITTED, /* waits for a decision */
  EV_REVIEW_CHANGED,   /* approved, and changed since */
  EV_REVIEW_RETURNED,  /* waits for the facilitator */
  EV_REVIEW_HELD,      /* past, and not submitted yet */
  EV_REVIEW_APPROVED,
} EvReviewState;

/* An event of the queue. */
typedef struct {
  EvEventRow *event;
  EvReviewState state;
  gint64 since; /* when its state was written, milliseconds UTC; 0 if never */
  char *note;   /* the note from the review; NULL where empty */
} EvReviewEvent;

/* All living events that have a place in the queue, in the order of the states above, in each by
 * date. Cancelled ones and those to come have none. `today` is a civil date. Array of
 * EvReviewEvent, owned; NULL with error. */
GPtrArray *ev_review_queue (EvStore *store, const char *today, GError **error);

typedef enum {
  EV_REVIEW_NOBODY,     /* nobody attended */
  EV_REVIEW_NO_DATE,    /* attended sessions without a date; `count` of them */
  EV_REVIEW_FUTURE,     /* attended sessions after today */
  EV_REVIEW_NO_CONSENT, /* people who attended without consent recorded */
  EV_REVIEW_DUPLICATES, /* people who may be registered twice */
  EV_REVIEW_CHILDREN,   /* below the age of consent, no guardian named; `limit` is that age */
  EV_REVIEW_CROWDED,    /* `count` people where the room never held more than `limit` */
  EV_REVIEW_BALANCE,    /* `count` percent of `code` where the project aims at `limit` */
  EV_N_REVIEW_ISSUES
} EvReviewIssueKind;

typedef struct {
  EvReviewIssueKind kind;
  guint count, limit;
  char *code;        /* of EV_REVIEW_BALANCE: "female", "male" or a community; NULL otherwise */
  GPtrArray *people; /* char *, the ids of those concerned; empty where it is about nobody */
} EvReviewIssue;

/* From so many points away a balance looks wrong, and from so few people up. */
#define EV_REVIEW_BALANCE_POINTS 15
#define EV_REVIEW_BALANCE_PEOPLE 5

/* What looks wrong with an event. Array of EvReviewIssue in the order above, owned, empty if
 * nothing does; NULL with error. Tens of milliseconds for a hundred people. */
GPtrArray *ev_review_issues (EvStore *store, const char *event, const char *today, GError **error);

/* What is otherwise in an event than when it was approved, the latest first, each value once, with
 * what stood there then in `earlier`, whichever of approval and change came first: title and the
 * like, sessions, who was marked how. Of what was approved by earlier versions: what was written
 * after, without `earlier`. Array of EvHistoryChange, owned, empty if nothing is or it is not
 * approved; NULL with error. */
GPtrArray *ev_review_difference (EvStore *store, const char *event, GError **error);
