/* Finding people as their names are typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* A person as a list shows her. */
typedef struct {
  char *id;
  char *given_name, *family_name;                    /* as typed; never NULL */
  char *gender, *municipality, *institution, *phone; /* codes and texts; NULL where empty */
  int birth_year;                                    /* 0 where unknown */
  gboolean in_event;                                 /* has attendance in the event asked for */
} EvPersonRow;

/* Frees a row. */
void ev_person_row_free (EvPersonRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPersonRow, ev_person_row_free)

/* One person as a list shows her, owned; NULL with EV_ERROR_NOT_FOUND. A merged person answers as
 * her survivor. */
EvPersonRow *ev_search_person (EvStore *store, const char *id, GError **error);

/* The living people whom `text` finds by the search fold (names/fold.h): every word the beginning
 * of a word of the name, of the institution, or of the phone's digits, in any order; a whole id
 * finds its person. Best first: people of `event` (may be NULL), then of the team's recent events,
 * then the rest, each by closeness. At most `limit`. Array of EvPersonRow, owned, with free
 * function. Empty text gives nobody. */
GPtrArray *ev_search_people (EvStore *store, const char *text, const char *event, guint limit,
                             GError **error);
