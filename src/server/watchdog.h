/* Cuts connections that take too long over a request, however slowly they drip. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Safe to use from several threads. Times are those of g_get_monotonic_time(). */
typedef struct _EvWatchdog EvWatchdog;
typedef struct _EvWatch EvWatch; /* one connection */

/* Watches nothing yet. Owned. */
EvWatchdog *ev_watchdog_new (void);

/* Frees it; no connection may be watched. NULL does nothing. */
void ev_watchdog_free (EvWatchdog *watchdog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWatchdog, ev_watchdog_free)

/* A connection on socket `fd` has until `deadline`. Owned by the watchdog until it is removed. */
EvWatch *ev_watchdog_add (EvWatchdog *watchdog, int fd, gint64 deadline);
void ev_watchdog_remove (EvWatchdog *watchdog, EvWatch *watch);

/* Gives it another deadline; G_MAXINT64: none. */
void ev_watchdog_allow (EvWatchdog *watchdog, EvWatch *watch, gint64 deadline);

/* Shuts down the sockets whose deadline is over at `now`; returns how many. */
guint ev_watchdog_bite (EvWatchdog *watchdog, gint64 now);
