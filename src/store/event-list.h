/* Events as lists show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

typedef struct {
  char *id, *title, *type, *municipality, *venue, *state; /* NULL where empty */
  char *first_date, *last_date;                           /* of its sessions; NULL without any */
  guint sessions;
  guint people;   /* with any attendance that is not deleted */
  guint attended; /* of them, who attended at least once */
  int expected;   /* 0 where unset */
  gboolean cancelled;
} EvEventRow;

/* Frees a row. */
void ev_event_row_free (EvEventRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvEventRow, ev_event_row_free)

/* All living events: those with a session on `today` (YYYY-MM-DD) first, then upcoming by date,
 * then past with the latest first, those without sessions last. Array of EvEventRow, owned. */
GPtrArray *ev_event_list (EvStore *store, const char *today, GError **error);

/* The same with nobody counted, which would look at every attendance: `people` and `attended` are
 * 0. */
GPtrArray *ev_event_list_uncounted (EvStore *store, const char *today, GError **error);

/* One event; NULL with EV_ERROR_NOT_FOUND. Owned. */
EvEventRow *ev_event_list_one (EvStore *store, const char *id, GError **error);
