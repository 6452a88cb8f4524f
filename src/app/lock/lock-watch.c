/* When the register is to be locked without anybody asking. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/lock/lock-watch.h"

#include "app/lock/idle.h"
#include "app/lock/sleep.h"

#define SETTING "lock-after"

struct _EvLockWatch {
  GSettings *settings; /* borrowed */
  EvIdle *idle;
  EvSleep *sleep;
};

static void
apply (EvLockWatch *self)
{
  ev_idle_set_limit (self->idle, (guint)g_settings_get_int (self->settings, SETTING));
}

EvLockWatch *
ev_lock_watch_new (GSettings *settings, void (*due) (gpointer data), gpointer data)
{
  EvLockWatch *self = g_new0 (EvLockWatch, 1);

  self->settings = settings;
  self->idle = ev_idle_new (due, data);
  self->sleep = ev_sleep_new (due, data);
  g_signal_connect_swapped (settings, "changed::" SETTING, G_CALLBACK (apply), self);
  apply (self);
  return self;
}

void
ev_lock_watch_free (EvLockWatch *self)
{
  if (!self)
    return;
  g_signal_handlers_disconnect_by_data (self->settings, self);
  ev_idle_free (self->idle);
  ev_sleep_free (self->sleep);
  g_free (self);
}
