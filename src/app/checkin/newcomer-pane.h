/* The pane beside the list in which somebody new is written down and checked in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_NEWCOMER_PANE (ev_newcomer_pane_get_type ())
G_DECLARE_FINAL_TYPE (EvNewcomerPane, ev_newcomer_pane, EV, NEWCOMER_PANE, AdwBin)

#define EV_NEWCOMER_PANE_WIDTH 380 /* pixels, where it stands beside the list */

/* Signals: "arrived" (person id, name): she is written down and checked in. "known" (person id): it
 * is somebody known of whom there is nothing new; she is yet to be checked in. "closed": the
 * keyboard goes back. "edited": something was typed. */

/* Gives the pane its register; once, before anything else. */
void ev_newcomer_pane_set_register (EvNewcomerPane *self, EvRegister *reg);

/* Into which session (from 0) of `roster` newcomers are checked in; -1: none. The roster is
 * borrowed until the next call. */
void ev_newcomer_pane_set_session (EvNewcomerPane *self, const EvRoster *roster, int session);

/* Opens the pane for somebody whose name is `typed`; both may be NULL. */
void ev_newcomer_pane_begin (EvNewcomerPane *self, const char *typed, const char *municipality);

/* Does what the button at its foot does, if the pane is open. */
void ev_newcomer_pane_submit (EvNewcomerPane *self);

/* Whether it is open. */
gboolean ev_newcomer_pane_is_open (EvNewcomerPane *self);

/* What is half filled in, owned; NULL for nothing. */
cJSON *ev_newcomer_pane_draft (EvNewcomerPane *self);

/* Fills that in again. */
void ev_newcomer_pane_restore (EvNewcomerPane *self, const cJSON *draft, gboolean open);
