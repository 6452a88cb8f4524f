/* The heads of the columns: one session each, one of them the one that people arrive for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/roster.h"

#define EV_TYPE_SESSION_HEADS (ev_session_heads_get_type ())
G_DECLARE_FINAL_TYPE (EvSessionHeads, ev_session_heads, EV, SESSION_HEADS, GtkBox)

/* Signal "chosen": a person chose another session. */

/* Shows the sessions of a roster. The one chosen before stays; at first it is the one on `today`,
 * else the next one, else the last. */
void ev_session_heads_show (EvSessionHeads *self, const EvRoster *roster, const char *today);

/* The session chosen, from 0; -1 if there is none. */
int ev_session_heads_chosen (EvSessionHeads *self);

/* Chooses another session, as a click on its head does; nothing if there is none. */
void ev_session_heads_choose (EvSessionHeads *self, int session);
