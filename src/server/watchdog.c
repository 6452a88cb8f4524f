/* Cuts connections that take too long over a request. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/watchdog.h"

#include <sys/socket.h>

struct _EvWatch {
  int fd;
  gint64 deadline;
};

struct _EvWatchdog {
  GMutex mutex;
  GHashTable *watches; /* a set of EvWatch */
};

EvWatchdog *
ev_watchdog_new (void)
{
  EvWatchdog *watchdog = g_new0 (EvWatchdog, 1);

  g_mutex_init (&watchdog->mutex);
  watchdog->watches = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  return watchdog;
}

void
ev_watchdog_free (EvWatchdog *watchdog)
{
  if (watchdog == NULL)
    return;
  g_hash_table_unref (watchdog->watches);
  g_mutex_clear (&watchdog->mutex);
  g_free (watchdog);
}

EvWatch *
ev_watchdog_add (EvWatchdog *watchdog, int fd, gint64 deadline)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watchdog->mutex);
  EvWatch *watch = g_new0 (EvWatch, 1);

  *watch = (EvWatch){ fd, deadline };
  g_hash_table_add (watchdog->watches, watch);
  return watch;
}

void
ev_watchdog_remove (EvWatchdog *watchdog, EvWatch *watch)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watchdog->mutex);
  g_hash_table_remove (watchdog->watches, watch);
}

void
ev_watchdog_allow (EvWatchdog *watchdog, EvWatch *watch, gint64 deadline)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watchdog->mutex);
  watch->deadline = deadline;
}

guint
ev_watchdog_bite (EvWatchdog *watchdog, gint64 now)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&watchdog->mutex);
  GHashTableIter iter;
  gpointer key;
  guint bitten = 0;

  g_hash_table_iter_init (&iter, watchdog->watches);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    EvWatch *watch = key;
    if (watch->deadline > now)
      continue;
    shutdown (watch->fd, SHUT_RDWR);
    watch->deadline = G_MAXINT64;
    bitten++;
  }
  return bitten;
}
