/* The rows behind a report, as the counting reads them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/codes.h"
#include "report/source.h"

#define EV_NO_ROW G_MAXUINT32

/* Dates are whole numbers, 20240131, so that they compare; 0 is no date. */
typedef guint32 EvCivilNumber;

typedef struct {
  guint16 gender, community, municipality;
  gint16 birth_year;       /* 0 where unknown */
  gint16 age_min, age_max; /* of the age band; -1 where unknown */
} EvPersonRow;

typedef struct {
  guint16 type, municipality, project;
  guint32 forum; /* whose forum this meeting is of: by municipality, else by series */
  gboolean cancelled, planned;
  guint32 sessions;
} EvEventRow;

typedef struct {
  guint32 event;
  EvCivilNumber date;
} EvSessionRow;

typedef struct {
  guint32 session, person;
} EvAttendanceRow;

typedef struct {
  guint16 type, municipality, project;
  guint32 event; /* EV_NO_ROW for none */
  EvCivilNumber date;
  gint64 quantity, amount, cofunding;
  gboolean achieved;
} EvResultRow;

typedef struct {
  guint32 result, person;
} EvBeneficiaryRow;

/* The codes of a list that carry a flag; remembers the last answer, for rows come in runs. */
typedef struct {
  GHashTable *codes;
  const char *last; /* borrowed from `codes`; NULL before the first yes */
} EvFlagged;

struct _EvReportSource {
  const EvLists *lists;
  EvFlagged attended, participating;
  EvCodes *genders, *communities, *municipalities;
  EvCodes *event_types, *result_types, *projects, *series;
  GArray *people, *events, *sessions, *attendances, *results, *beneficiaries;
  GStringChunk *ids;
  GHashTable *person_rows, *event_rows, *session_rows, *result_rows;
  guint open_duplicates;
};

/* Row `i` of one of the arrays above. */
#define EV_ROW(source, rows, Type, i) (&g_array_index ((source)->rows, Type, (i)))

/* Reads YYYY-MM-DD; 0 if `text` is NULL or anything else. */
EvCivilNumber ev_civil_number (const char *text);
