/* The hybrid logical clock: stamps that order changes even when clocks are wrong. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hlc.h"

#define COUNTERS 256

gint64
ev_hlc_from_milliseconds (gint64 milliseconds)
{
  return CLAMP (milliseconds, 1, EV_HLC_MAX / COUNTERS - 1) * COUNTERS;
}

gint64
ev_hlc_next (gint64 last, gint64 now)
{
  gint64 wall = ev_hlc_from_milliseconds (now);
  return MIN (MAX (wall, last + 1), EV_HLC_MAX - 1);
}

gint64
ev_hlc_milliseconds (gint64 stamp)
{
  return stamp / COUNTERS;
}

gboolean
ev_hlc_is_valid (gint64 stamp)
{
  return stamp > 0 && stamp < EV_HLC_MAX;
}
