/* What the papers of an event have in common: the event, its people, and words in a language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/roster.h"
#include "text/list.h"

typedef struct {
  EvStore *store;
  const EvLists *lists;
  EvRecord *event;
  EvRoster *roster;
  char *project; /* its name */
} EvPaper;

/* Loads what the papers of `event` need. Release with ev_paper_clear(). EV_ERROR_NOT_FOUND if there
 * is no such event, EV_ERROR_INVALID if it has no session. */
gboolean ev_paper_load (EvPaper *paper, EvStore *store, const EvLists *lists, const char *event,
                        GError **error);

/* Frees what is inside. */
void ev_paper_clear (EvPaper *paper);

/* "Given Family" of a row; free with g_free. */
char *ev_paper_name (const EvRosterRow *row);

/* The event's days and place in the present language, such as "11 October 2022, Gračanica"; free
 * with g_free. */
char *ev_paper_when_and_where (const EvPaper *paper);

/* How many of the event's sessions a row's person attended. */
guint ev_paper_attended (const EvPaper *paper, const EvRosterRow *row);

/* Whether a row's person takes part, and does not train, speak, observe or help. */
gboolean ev_paper_takes_part (const EvPaper *paper, const EvRosterRow *row);
