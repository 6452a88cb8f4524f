/* What it takes to mark people in a session, with the words that undo will use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* All return a plan, owned, or NULL where nothing would change. `rows` are of EvRosterRow,
 * borrowed; `session` counts from 0. */

/* Gives everyone of `rows` the status. NULL takes the mark away; somebody whose only mark it is
 * stays in the list as one who is registered. */
EvPlan *ev_marking_status (EvRegister *reg, const EvRoster *roster, guint session,
                           const GPtrArray *rows, const char *status);

/* Ticks those of `rows` who have no tick; where all have one, takes them all away. */
EvPlan *ev_marking_toggle (EvRegister *reg, const EvRoster *roster, guint session,
                           const GPtrArray *rows);

/* Ticks whoever attended the session `other`, unless something else is known about her. */
EvPlan *ev_marking_as_in (EvRegister *reg, const EvRoster *roster, guint session, guint other);

/* How many ev_marking_as_in() would tick. */
guint ev_marking_as_in_count (const EvRoster *roster, guint session, guint other);

/* Checks in one person who may not be in the list yet. `method` is "typed" or "badge". */
EvPlan *ev_marking_arrival (const EvRoster *roster, guint session, const char *person,
                            const char *name, const char *method);

/* Whether somebody is in the roster and attends the session. */
gboolean ev_marking_is_here (const EvRoster *roster, guint session, const char *person);
