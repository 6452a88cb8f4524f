/* The entry in which people are checked in, and who may be meant by what is typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/checkin/candidate-list.h"

#define EV_TYPE_ARRIVALS (ev_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (EvArrivals, ev_arrivals, EV, ARRIVALS, AdwBin)

/* Signals: "person" (person id, whether a badge was read): somebody known arrives. "new" (what is
 * typed): somebody who is not known. "typed": the text is another. "down": the keyboard goes on
 * into the list. */

/* Searches among people, those of `event` first, in `candidates`, which is borrowed. */
void ev_arrivals_set_event (EvArrivals *self, EvRegister *reg, const char *event,
                            EvCandidateList *candidates);

/* What is typed, borrowed. */
const char *ev_arrivals_text (EvArrivals *self);

/* Puts a text there, as if typed. */
void ev_arrivals_set_text (EvArrivals *self, const char *text);

/* Goes on with `text`, and with the keyboard, behind what is typed already. */
void ev_arrivals_type (EvArrivals *self, const char *text);

/* What is typed anywhere in `around`, but for `except`, and has no use there, goes on in the entry:
 * the beginning of a name, or of a badge. A badge that is read while a field in `except` has the
 * keyboard counts too. Once. */
void ev_arrivals_listen (EvArrivals *self, GtkWidget *around, GtkWidget *except);

/* Whether somebody can be checked in at all. */
void ev_arrivals_set_open (EvArrivals *self, gboolean open);

/* Looks again who is meant, after the register has changed. */
void ev_arrivals_refresh (EvArrivals *self);
