/* Before the laptop is turned round: for which session, and the code that leads back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_KIOSK_SETUP (ev_kiosk_setup_get_type ())
G_DECLARE_FINAL_TYPE (EvKioskSetup, ev_kiosk_setup, EV, KIOSK_SETUP, AdwWindow)

/* A dialog above `parent` that begins self sign-in for a session of `event`, today's if there is
 * one; a code is asked for unless `settings` keeps one. NULL if the event has no session. */
GtkWidget *ev_kiosk_setup_new (GtkWindow *parent, EvRegister *reg, GSettings *settings,
                               const char *event);
