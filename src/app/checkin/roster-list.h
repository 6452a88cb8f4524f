/* The people of an event in a list: ticked one by one or many at once, by pointer or keyboard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_ROSTER_LIST (ev_roster_list_get_type ())
G_DECLARE_FINAL_TYPE (EvRosterList, ev_roster_list, EV, ROSTER_LIST, AdwBin)

/* Signals: "session" (int: -1 or 1): the keyboard goes to the session beside. "leave": the keyboard
 * goes back to where people are checked in. "typed" (text): somebody, or a scanner, began to type
 * there what is meant for the entry. */

/* Gives the list its register; once, before anything else. */
void ev_roster_list_set_register (EvRosterList *self, EvRegister *reg);

/* Shows `roster`, which it takes, for the session `session` (-1: none). While somebody works in the
 * list, the lines keep their places. */
void ev_roster_list_show (EvRosterList *self, EvRoster *roster, int session);

/* What is shown, borrowed; NULL before anything was. */
const EvRoster *ev_roster_list_roster (EvRosterList *self);

/* Another session is the one that people arrive for. */
void ev_roster_list_set_session (EvRosterList *self, int session);

/* By surname and name, or by arrival. */
void ev_roster_list_set_by_name (EvRosterList *self, gboolean by_name);

/* How many are here in the session chosen. */
guint ev_roster_list_present (EvRosterList *self);

/* Selects a person and scrolls to her. */
void ev_roster_list_reveal (EvRosterList *self, const char *person);

/* Puts the keyboard into the list; FALSE if it is empty. */
gboolean ev_roster_list_enter (EvRosterList *self);

/* Does a plan of app/checkin/marking.h (taken; NULL does nothing) and says so where it fails. */
void ev_roster_list_do (EvRosterList *self, EvPlan *plan);
