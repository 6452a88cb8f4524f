/* Limits how often something may be tried, by address and altogether. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Safe to use from several threads. */
typedef struct _EvLimiter EvLimiter;

/* At most `by_address` tries from one address and `altogether` from all, within `window`
 * milliseconds. Owned. */
EvLimiter *ev_limiter_new (guint by_address, guint altogether, gint64 window);

/* Frees it; NULL does nothing. */
void ev_limiter_free (EvLimiter *limiter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvLimiter, ev_limiter_free)

/* Counts a try at `now` (ms); FALSE if it is one too many, and `wait` (may be NULL) says in how
 * many seconds the next may be made. Tries that are refused are not counted. */
gboolean ev_limiter_try (EvLimiter *limiter, const char *address, gint64 now, int *wait);
