/* The field table: what a register holds. Columns, wire form, validation, import and export
 * columns, what a role may see and what an erasure removes all follow from it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  EV_KIND_PROJECT,
  EV_KIND_TEAM,
  EV_KIND_OPERATOR,
  EV_KIND_EVENT,
  EV_KIND_SESSION,
  EV_KIND_PERSON,
  EV_KIND_ATTENDANCE, /* its id is SESSION.PERSON */
  EV_KIND_RESULT,
  EV_KIND_BENEFICIARY, /* its id is RESULT.PERSON */
  EV_KIND_INDICATOR,
  EV_KIND_NOTE,
  EV_KIND_APART, /* two people who are not one; its id is OTHER.PERSON, the lesser id first */
  EV_N_KINDS
} EvKind;

/* How a value is written. The comment says how it is kept: as text or as whole number. */
typedef enum {
  EV_TYPE_TEXT,      /* text: one line, `max` characters */
  EV_TYPE_LONG_TEXT, /* text: lines, `max` characters */
  EV_TYPE_INTEGER,   /* number from `min` to `max` */
  EV_TYPE_BOOLEAN,   /* number 0 or 1 */
  EV_TYPE_DATE,      /* text YYYY-MM-DD, a civil date */
  EV_TYPE_TIME,      /* text HH:MM, local civil time */
  EV_TYPE_MOMENT,    /* number, milliseconds since 1970-01-01 UTC */
  EV_TYPE_MONEY,     /* number, euro cents from `min` to `max` */
  EV_TYPE_CODE,      /* text: one code of `list` */
  EV_TYPE_CODES,     /* text: codes of `list` joined by ';', `max` characters */
  EV_TYPE_REFERENCE, /* text: the id of a record of kind `refers` */
  EV_TYPE_ABOUT,     /* text: KIND/ID, any record */
  EV_TYPE_MAP,       /* text: a JSON object of texts and objects, `max` characters */
  EV_TYPE_STROKES    /* text: base64 of a signature's strokes, `max` characters */
} EvType;

/* How guarded a field is. Sensitive: special categories under GDPR Art. 9 and Law 06/L-082. */
typedef enum { EV_CLASS_PLAIN, EV_CLASS_PERSONAL, EV_CLASS_SENSITIVE } EvClass;

typedef struct {
  const char *name;
  EvType type;
  EvClass guard;
  const char *group; /* fields of one group share a version and are written whole; NULL: alone */
  gboolean required; /* a record without it is incomplete */
  gboolean derived;  /* part of the id; never written nor sent */
  gboolean observed; /* two who saw it apart do not contradict each other: no conflict is kept */
  gint64 min, max;
  const char *list; /* the code list of EV_TYPE_CODE and EV_TYPE_CODES */
  EvKind refers;    /* the kind of EV_TYPE_REFERENCE */
} EvField;

/* The id of the one project record that every register has; the same everywhere, so that a register
 * begun alone joins a server's project by merging. */
#define EV_PROJECT_ID "0000000000000-1"

/* No field or group name from outside may be longer. */
#define EV_FIELD_MAX_NAME 40

/* The fields of `kind` in the order in which people meet them; `count` is set. Static. */
const EvField *ev_field_table (EvKind kind, guint *count);

/* The field, or NULL if this version does not know it. Static. */
const EvField *ev_field_find (EvKind kind, const char *name);

/* The name of the group that versions are kept under: the field's group, its own name where it has
 * none or is unknown. Borrowed from the table or from `name`. */
const char *ev_field_group (EvKind kind, const char *name);

/* The same name of a field or a group as the table has it, static; NULL if it has none such. */
const char *ev_field_known (EvKind kind, const char *name);

/* The guard of a field by name; an unknown field is treated as sensitive. */
EvClass ev_field_guard (EvKind kind, const char *name);

/* Whether a field name from outside is well formed: a-z, 0-9 and '_', at most EV_FIELD_MAX_NAME. */
gboolean ev_field_is_name (const char *name);

/* The name of a kind as on the command line and on the wire. Static. */
const char *ev_kind_name (EvKind kind);

/* Finds a kind by its name; FALSE, leaving `kind`, if there is none. */
gboolean ev_kind_parse (const char *name, EvKind *kind);

/* Whether ids of this kind are derived from two others. */
gboolean ev_kind_is_derived (EvKind kind);

/* Code lists that are part of the program and not of the country: event_state, language,
 * consent_form, attendance_method, result_status, extra_field. The codes, NULL-terminated and
 * static; NULL if `list` is none of these. */
const char *const *ev_field_fixed_list (const char *list);
