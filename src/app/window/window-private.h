/* What the window's actions may do with it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/window.h"

/* Borrowed; the register is NULL before there is one, the place is NULL without a register. */
EvRegister *ev_window_register (EvWindow *self);
GSettings *ev_window_settings (EvWindow *self);
const char *ev_window_here (EvWindow *self);

/* The page that is shown, borrowed; NULL for none. */
GtkWidget *ev_window_page (EvWindow *self);

/* Whether it is known who sits here, where that matters: who only reads writes nothing. */
gboolean ev_window_is_settled (EvWindow *self);

/* Goes to a place, from which ev_window_back() leads here again. */
void ev_window_advance (EvWindow *self, const char *place);

/* Goes to a place that is on no way. */
void ev_window_turn (EvWindow *self, const char *place);

/* Goes where it came from; the page is not kept if it is `finished` with. */
void ev_window_back (EvWindow *self, gboolean finished);

/* Goes where the program was left. */
void ev_window_resume (EvWindow *self);

/* Tells a person something without stopping her. */
void ev_window_say (EvWindow *self, const char *sentence);
