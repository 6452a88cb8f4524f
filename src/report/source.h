/* What a report counts, as plain rows: filled by whoever has the data, read by the counting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/list.h"

/* A row source in memory. Texts are interned as rows come in, so that counting works on whole
 * numbers only. Rows are added in any order within a kind, but a row that names another by its
 * number comes after it. Numbers of rows are 0, 1, 2 ... in the order of adding. */
typedef struct _EvReportSource EvReportSource;

/* One person, after merging: the survivor of her class, blanks already filled. An erased person is
 * a row with nothing but an id: she still counts, as not stated. Unknown texts are NULL. */
typedef struct {
  const char *id;
  const char *gender;       /* genders.csv */
  const char *community;    /* communities.csv */
  const char *municipality; /* of residence */
  gint birth_year;          /* 0 where unknown */
  const char *age_band;     /* age_groups.csv; read only where birth_year is 0 */
} EvReportPerson;

/* One event. */
typedef struct {
  const char *id;
  const char *type;         /* event_types.csv */
  const char *municipality; /* where it is held */
  const char *series;       /* the forum's key where `municipality` is unknown */
  const char *project;      /* code of its project; NULL belongs to every selection */
  const char *state;        /* planned, open, submitted, returned, approved; NULL is planned */
  gboolean cancelled;
} EvReportEvent;

/* One result. */
typedef struct {
  const char *id;
  const char *type;         /* result_types.csv */
  const char *date;         /* ISO 8601 */
  const char *municipality; /* NULL: its event's */
  const char *project;
  const char *event;  /* id; NULL, or one not added, is none */
  const char *status; /* raised, addressed and refused have achieved nothing: they do not count */
  gint64 quantity;
  gint64 amount;    /* cents */
  gint64 cofunding; /* cents */
} EvReportResult;

/* An empty source. `lists` says which statuses are attended and which roles are a participant's,
 * the order of genders and communities, and the age groups; it must outlive the source. */
EvReportSource *ev_report_source_new (const EvLists *lists);
void ev_report_source_free (EvReportSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReportSource, ev_report_source_free)

/* Each adds a row, copying what it needs, and answers its number. */
guint ev_report_source_add_person (EvReportSource *source, const EvReportPerson *person);
guint ev_report_source_add_event (EvReportSource *source, const EvReportEvent *event);
guint ev_report_source_add_result (EvReportSource *source, const EvReportResult *result);

/* A session of the event with that number. `date` is ISO 8601; NULL or malformed is undated. */
guint ev_report_source_add_session (EvReportSource *source, const char *id, guint event,
                                    const char *date);

/* Lets `id`, merged into the person numbered `person`, be found as her. */
void ev_report_source_alias_person (EvReportSource *source, const char *id, guint person);

/* Notes that a person was registered in a session. Only what counts is kept: an attended status
 * (counts_as_attended) in a participant's role (counts_as_participant; NULL is a participant).
 * Several rows of one person in one session, as merging makes them, count once: attended beats not.
 */
void ev_report_source_add_attendance (EvReportSource *source, guint session, guint person,
                                      const char *status, const char *role);

/* Notes that a person stands behind a result, as the people of a start-up do. */
void ev_report_source_add_beneficiary (EvReportSource *source, guint result, guint person);

/* The number of the row added under `id`; FALSE, leaving it, if there is none. */
gboolean ev_report_source_find_person (EvReportSource *source, const char *id, guint *row);
gboolean ev_report_source_find_event (EvReportSource *source, const char *id, guint *row);
gboolean ev_report_source_find_session (EvReportSource *source, const char *id, guint *row);
gboolean ev_report_source_find_result (EvReportSource *source, const char *id, guint *row);

/* How many pairs of people still wait for a decision whether they are one. */
void ev_report_source_set_open_duplicates (EvReportSource *source, guint count);
