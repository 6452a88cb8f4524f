/* What a person took part in, and who changed what when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* A session in which somebody was registered. */
typedef struct {
  char *session, *date, *topic; /* date and topic NULL where empty */
  char *status, *role;          /* codes; role NULL where empty */
} EvHistorySession;

/* An event with those of its sessions. */
typedef struct {
  char *event;                       /* NULL: its session has not arrived on this laptop */
  char *title, *type, *municipality; /* NULL where empty */
  GPtrArray *sessions;               /* of EvHistorySession, by date */
  gboolean attended;                 /* any of them */
} EvHistoryEvent;

/* Where `person`, and all who are one with her, was registered; the latest first. In a session in
 * which two of them were, attended beats not attended. Array of EvHistoryEvent, owned; NULL with
 * error. */
GPtrArray *ev_history_of_person (EvStore *store, const char *person, GError **error);

/* One change. */
typedef struct {
  gint64 moment;       /* by the author's clock, milliseconds UTC */
  char *operator_name; /* NULL where it is not known who it was */
  gboolean here;       /* on this laptop */
  gboolean first;      /* it made the record */
  EvChange *change;    /* the values that it wrote; whole groups */
  EvChange *earlier;   /* of ev_review_difference(): what stood there before; NULL: not known */
} EvHistoryChange;

/* What was changed in a record, the latest first: this laptop's own changes each, of others the
 * values that stand. A person's history is that of all who are one with her; an event's is also
 * that of its sessions and of who was registered in them, those removed included. Array of
 * EvHistoryChange, owned; NULL with error. */
GPtrArray *ev_history_of_record (EvStore *store, EvKind kind, const char *id, GError **error);
