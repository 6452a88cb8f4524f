/* When the register is to be locked without anybody asking. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Follows the setting "lock-after", and the machine's going to sleep. */
typedef struct _EvLockWatch EvLockWatch;

/* `due` is called each time. `settings` outlive it. Free with ev_lock_watch_free(). */
EvLockWatch *ev_lock_watch_new (GSettings *settings, void (*due) (gpointer data), gpointer data);

/* Stops watching and frees; NULL does nothing. */
void ev_lock_watch_free (EvLockWatch *self);
