/* The hybrid logical clock: stamps that order changes even when clocks are wrong. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A stamp holds milliseconds since 1970 (UTC) times 256 plus a counter within the millisecond
 * (Kulkarni et al., "Logical Physical Clocks", 2014). It stays below 2^53, so that every JSON
 * reader keeps it exactly; that lasts until the year 3084. */
#define EV_HLC_MAX ((gint64)1 << 53)

/* The next stamp after `last` (0 for none) at wall time `now` in milliseconds: greater than
 * `last`, and not before `now` as far as the range allows. The caller keeps it as the new last. */
gint64 ev_hlc_next (gint64 last, gint64 now);

/* The milliseconds of `stamp`. */
gint64 ev_hlc_milliseconds (gint64 stamp);

/* The first stamp of the millisecond `milliseconds`, clamped to the valid range. */
gint64 ev_hlc_from_milliseconds (gint64 milliseconds);

/* Whether `stamp` lies within 1 .. EV_HLC_MAX - 1. */
gboolean ev_hlc_is_valid (gint64 stamp);
