/* What is still missing before an event is handed in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "text/list.h"

/* Two at the event who may be one, or one at the event and somebody else in the register. */
typedef struct {
  char *person, *name; /* at the event */
  char *other_name;
} EvEventLikely;

typedef struct {
  guint sessions, without_times;
  gboolean no_municipality;
  guint people, attended;
  guint undecided;       /* are on the list and have no mark that says whether they came */
  GPtrArray *no_consent; /* names (char *) of those who attended and did not consent */
  GPtrArray *unsaid;     /* names of those who attended, with gender or year of birth not said */
  GPtrArray *likely;     /* of EvEventLikely */
} EvEventCheck;

/* Looks at an event. Owned; NULL with error. */
EvEventCheck *ev_event_check_new (EvStore *store, const EvLists *lists, const char *event,
                                  GError **error);

/* Frees it; NULL does nothing. */
void ev_event_check_free (EvEventCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvEventCheck, ev_event_check_free)
