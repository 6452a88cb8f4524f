/* Nobody has touched the program for a while. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Watches every window of the program for keys, clicks and the moving pointer. */
typedef struct _EvIdle EvIdle;

/* `idle` is called whenever nobody has touched anything for as long as the limit says; not before
 * one is set. Free with ev_idle_free(). */
EvIdle *ev_idle_new (void (*idle) (gpointer data), gpointer data);

/* Stops watching and frees; NULL does nothing. */
void ev_idle_free (EvIdle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvIdle, ev_idle_free)

/* Counts from now, in seconds; 0: no limit. Time that the machine sleeps counts. */
void ev_idle_set_limit (EvIdle *self, guint seconds);
