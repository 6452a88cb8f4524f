/* The machine is about to sleep. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Listens to the system's session manager (logind), and holds the sleep up for the moment that it
 * takes to be ready for it. Where there is none, nothing is heard. */
typedef struct _EvSleep EvSleep;

/* `before` is called before the machine sleeps. Free with ev_sleep_free(). */
EvSleep *ev_sleep_new (void (*before) (gpointer data), gpointer data);

/* Stops listening and frees; NULL does nothing. */
void ev_sleep_free (EvSleep *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSleep, ev_sleep_free)
