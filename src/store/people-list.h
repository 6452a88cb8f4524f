/* Everybody in the register: which of them, in which order, and each as a list shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/search.h"
#include "text/language.h"

typedef enum { EV_CONSENT_ANY, EV_CONSENT_RECORDED, EV_CONSENT_MISSING } EvConsentFilter;

/* Which people are wanted. Borrowed. */
typedef struct {
  const char *text;         /* as ev_search_people(); NULL or "": everybody */
  const char *municipality; /* codes; NULL: any. "" asks for those without one */
  const char *community;
  EvConsentFilter consent; /* missing: none was recorded, or it was withdrawn */
  guint least, most; /* events attended, inclusive; most 0: none at all, G_MAXUINT: no limit */
} EvPeopleFilter;

/* A person as the registry shows her. */
typedef struct {
  EvPersonRow *person;
  gboolean consent; /* recorded and not withdrawn */
  guint events;     /* that she attended */
  char *last_date;  /* of a session that she attended; NULL if there is none */
  guint others;     /* records that are one with hers */
} EvPeopleRow;

/* Frees a row. */
void ev_people_row_free (EvPeopleRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPeopleRow, ev_people_row_free)

/* The living people who are wanted, merged ones once, as numbers for ev_people_list_row(). By
 * surname and given name in the alphabet of `language`; where `text` is given, best first, at most
 * some hundreds. Blanks are filled before they are compared. Array of gint64, owned; NULL with
 * error, G_IO_ERROR_CANCELLED among them. A second for 100,000 people. */
GArray *ev_people_list (EvStore *store, const EvPeopleFilter *filter, EvLanguage language,
                        GCancellable *cancellable, GError **error);

/* One of them, owned; NULL with EV_ERROR_NOT_FOUND if she has gone meanwhile. */
EvPeopleRow *ev_people_list_row (EvStore *store, gint64 place, GError **error);

/* A person as she is seen: her survivor's record, blanks filled from all who are one with her.
 * Owned; NULL with EV_ERROR_NOT_FOUND. */
EvRecord *ev_people_record (EvStore *store, const char *id, GError **error);
