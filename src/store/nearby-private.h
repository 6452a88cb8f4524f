/* The people whom a search looks at first: those of the event and of recent ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

typedef struct {
  char *id;    /* the survivor's */
  char *words; /* of one of her class */
} EvNearbyPerson;

typedef struct {
  char *event;
  gint64 version, changes; /* of the database when it was gathered */
  GPtrArray *people;       /* of EvNearbyPerson; a merged person has several */
  GHashTable *tiers;       /* id -> tier + 1 */
} EvNearby;

/* Those near `event` (NULL: those of recent events only). Kept in the store until the database
 * changes, since each keystroke asks again; borrowed until the next call. NULL with error. */
const EvNearby *ev_nearby_get (EvStore *store, const char *event, GError **error);

/* 0 for a person of the event, 1 for one of recent events, 2 for others. */
guint ev_nearby_tier (const EvNearby *nearby, const char *id);
