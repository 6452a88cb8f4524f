/* Laptops that wait for news. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Safe to use from several threads. */
typedef struct _EvWaiting EvWaiting;

/* Nobody waits. `wake` is called once for each who waited, from whatever thread brings the news or
 * finds the time over, without a lock held: `waiter` is what was given to ev_waiting_add(). Owned.
 */
EvWaiting *ev_waiting_new (void (*wake) (gpointer waiter, gboolean news));

/* Frees it; nobody may be waiting. NULL does nothing. */
void ev_waiting_free (EvWaiting *waiting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWaiting, ev_waiting_free)

/* `waiter`, on behalf of `device`, waits for news beyond `cursor` in `scopes` (gint64) of a project
 * until `deadline` (in the time of g_get_monotonic_time()). Where one device has too many, its
 * first is woken without news. */
void ev_waiting_add (EvWaiting *waiting, gpointer waiter, gint64 project, gint64 device,
                     gint64 cursor, const GArray *scopes, gint64 deadline);

/* How many wait. */
guint ev_waiting_count (EvWaiting *waiting);

/* Wakes one of them, if it still waits. */
void ev_waiting_wake (EvWaiting *waiting, gpointer waiter, gboolean news);

/* News in `scopes` of a project wake those concerned, but not the device that brought them. */
void ev_waiting_tell (EvWaiting *waiting, gint64 project, gint64 device, const GArray *scopes);

/* News found in the store: `news` (EvScopeNews) says up to where each scope of a project goes.
 * Wakes those who have not got so far. */
void ev_waiting_tell_news (EvWaiting *waiting, gint64 project, const GArray *news);

/* Wakes those whose time is over at `now`; G_MAXINT64: all. */
void ev_waiting_expire (EvWaiting *waiting, gint64 now);

/* News of some kind in a project wake all who wait there; 0: in all projects. */
void ev_waiting_tell_project (EvWaiting *waiting, gint64 project);
