/* Limits how often something may be tried, by address and altogether. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/limiter.h"

struct _EvLimiter {
  GMutex mutex;
  guint by_address, altogether;
  gint64 window, since; /* the present window began at `since` */
  guint total;
  GHashTable *tries; /* address -> GUINT_TO_POINTER (tries in this window) */
};

EvLimiter *
ev_limiter_new (guint by_address, guint altogether, gint64 window)
{
  EvLimiter *limiter = g_new0 (EvLimiter, 1);

  g_mutex_init (&limiter->mutex);
  limiter->by_address = by_address;
  limiter->altogether = altogether;
  limiter->window = window;
  limiter->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return limiter;
}

void
ev_limiter_free (EvLimiter *limiter)
{
  if (limiter == NULL)
    return;
  g_hash_table_unref (limiter->tries);
  g_mutex_clear (&limiter->mutex);
  g_free (limiter);
}

/* A clock that jumps back begins a window too. */
static void
begin_window (EvLimiter *limiter, gint64 now)
{
  if (now >= limiter->since && now - limiter->since < limiter->window)
    return;
  limiter->since = now;
  limiter->total = 0;
  g_hash_table_remove_all (limiter->tries);
}

gboolean
ev_limiter_try (EvLimiter *limiter, const char *address, gint64 now, int *wait)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&limiter->mutex);
  guint tries;

  begin_window (limiter, now);
  tries = GPOINTER_TO_UINT (g_hash_table_lookup (limiter->tries, address));
  if (wait != NULL)
    *wait = (int)((limiter->since + limiter->window - now + 999) / 1000);
  if (tries >= limiter->by_address || limiter->total >= limiter->altogether)
    return FALSE;
  g_hash_table_replace (limiter->tries, g_strdup (address), GUINT_TO_POINTER (tries + 1));
  limiter->total++;
  return TRUE;
}
