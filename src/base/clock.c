/* Time, passed in so that tests need no waiting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

static gint64
system_now (gpointer data)
{
  return g_get_real_time () / 1000;
}

EvClock
ev_clock_system (void)
{
  return (EvClock){ system_now, NULL };
}

gint64
ev_clock_now (const EvClock *clock)
{
  return clock->now (clock->data);
}

char *
ev_clock_date (gint64 milliseconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (milliseconds / 1000);
  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d") : g_strdup ("1970-01-01");
}
