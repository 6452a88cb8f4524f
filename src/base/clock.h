/* Time, passed in so that tests need no waiting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A source of time. Copied by value; `data` must outlive every copy. */
typedef struct {
  gint64 (*now) (gpointer data); /* milliseconds since 1970-01-01 UTC; may jump either way */
  gpointer data;
} EvClock;

/* The clock of this machine. */
EvClock ev_clock_system (void);

/* The clock's present time in milliseconds since 1970-01-01 UTC. */
gint64 ev_clock_now (const EvClock *clock);

/* The civil date of `milliseconds` in the machine's own time zone as YYYY-MM-DD; free with g_free.
 */
char *ev_clock_date (gint64 milliseconds);
