/* Whether a change may be written, by the field table. The server trusts no laptop and uses the
 * same code. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"

/* What is wrong with a field. The names (ev_reason_name()) travel in refusals and in JSON. */
typedef enum {
  EV_REASON_REQUIRED,
  EV_REASON_NOT_TEXT,
  EV_REASON_NOT_NUMBER,
  EV_REASON_TOO_LONG,       /* `max` characters are allowed */
  EV_REASON_OUT_OF_RANGE,   /* `min` to `max` */
  EV_REASON_BAD_CHARACTERS, /* control characters, or line breaks in one line */
  EV_REASON_NOT_A_DATE,
  EV_REASON_NOT_A_TIME,
  EV_REASON_END_BEFORE_START,
  EV_REASON_NOT_IN_LIST,
  EV_REASON_BAD_REFERENCE, /* not the form of an id */
  EV_REASON_BAD_FORM,      /* money, moments, maps, strokes */
  EV_REASON_NEEDS_CONSENT, /* community and disability only with consent */
  EV_REASON_FINAL,         /* an erased record stays erased */
  EV_REASON_FIXED,         /* derived fields are part of the id */
  EV_REASON_UNKNOWN_FIELD, /* only where a person or a script names fields */
  EV_REASON_BAD_ID,
  EV_REASON_BAD_STAMP,
  EV_REASON_AHEAD,  /* stamped more than two minutes ahead of the server */
  EV_REASON_DENIED, /* this role may not write this field or record */
  EV_REASON_GAP,    /* a change before it never reached the server */
  EV_REASON_FORK,   /* the server knows another change under this device and seq */
  EV_N_REASONS
} EvReason;

typedef struct {
  EvReason reason;
  char *field; /* NULL: the whole change */
  gint64 min, max;
} EvProblem;

/* A change that was refused as a whole, by its author's seq, and the first reason found. */
typedef struct {
  gint64 seq;
  EvReason reason;
  char *field; /* NULL: the whole change */
} EvRefusal;

/* A new refusal; `field` is copied and may be NULL. */
EvRefusal *ev_refusal_new (gint64 seq, EvReason reason, const char *field);

/* Frees a refusal. */
void ev_refusal_free (EvRefusal *refusal);

/* What validation must be told: the code lists of the country, and the year. */
typedef struct {
  gboolean (*has_code) (const char *list, const char *code, gpointer data);
  gpointer data;
  int this_year; /* no birth year after it */
} EvRules;

/* Frees a problem. */
void ev_problem_free (EvProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvProblem, ev_problem_free)

/* A new problem; `field` is copied and may be NULL. */
EvProblem *ev_problem_new (EvReason reason, const char *field);

/* The stable name of a reason, such as "not_in_list". Static. */
const char *ev_reason_name (EvReason reason);

/* Finds a reason by name; FALSE, leaving `reason`, if there is none. */
gboolean ev_reason_parse (const char *name, EvReason *reason);

/* Whether `text` may stand in a line that people read: without control characters, line breaks or
 * direction overrides, which could show something else than is there. */
gboolean ev_validate_is_line (const char *text);

/* Checks the change by itself: id, version, each field's type, limits and list, and the rules
 * between fields of one group. Fields that the table does not know pass. Array of EvProblem, owned,
 * with free function; empty if all is well. */
GPtrArray *ev_validate_change (const EvChange *change, const EvRules *rules);

/* Checks that a record would be whole: its required fields are there. For surfaces that create or
 * edit records; the server accepts incomplete ones, since changes may arrive apart. */
GPtrArray *ev_validate_record (const EvRecord *record);
