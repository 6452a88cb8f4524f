/* A mark given by one letter, held back for as long as it may be the beginning of a scan. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/plan.h"

/* In the list a letter gives a status. A scanner that reads a badge types letters too, a few dozen
 * milliseconds apart; so a letter counts only once no other has followed it for a moment. */
typedef struct _EvHeldMark EvHeldMark;

/* Takes `plan`. */
typedef void (*EvHeldMarkDo) (gpointer data, EvPlan *plan);

/* `todo` is called with `data` for each plan whose moment has passed. */
EvHeldMark *ev_held_mark_new (EvHeldMarkDo todo, gpointer data);

/* Frees it; what is held is not done. */
void ev_held_mark_free (EvHeldMark *self);

/* Holds what `letter` asks for; takes `plan`. Nothing may be held. */
void ev_held_mark_hold (EvHeldMark *self, gunichar letter, EvPlan *plan);

/* Whether something is held. */
gboolean ev_held_mark_is_held (EvHeldMark *self);

/* Does what is held now: another command follows. */
void ev_held_mark_settle (EvHeldMark *self);

/* It was no command: nothing is done. Returns what was typed up to and with `next`, owned. */
char *ev_held_mark_take_back (EvHeldMark *self, gunichar next);
