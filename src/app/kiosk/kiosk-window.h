/* The laptop turned round: participants sign themselves in, one after the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_KIOSK_WINDOW (ev_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (EvKioskWindow, ev_kiosk_window, EV, KIOSK_WINDOW, AdwWindow)

/* A window that fills the screen and hides `main_window` until the code that `hash` was made of
 * (base/passcode.h) is typed. It is no window of the application, so that the program's keys do
 * nothing in it, and closing it asks for the code. Whoever signs in is a new person, present in
 * `session`; nobody who is known already is shown. Signal "left": the facilitator is back. */
GtkWidget *ev_kiosk_window_new (GtkWindow *main_window, EvRegister *reg, const char *session,
                                const char *hash);

/* After how many seconds without a touch what was typed is thrown away; 60 unless told. */
void ev_kiosk_window_set_patience (EvKioskWindow *self, guint seconds);
