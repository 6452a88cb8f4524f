/* Putting right what the server did not take, before it is offered again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_MEND_WINDOW (ev_mend_window_get_type ())
G_DECLARE_FINAL_TYPE (EvMendWindow, ev_mend_window, EV, MEND_WINDOW, AdwWindow)

/* Whether anything in `change` can be typed by whoever uses `reg`; without that it can only be
 * offered as it is, or given up. */
gboolean ev_mend_window_can (EvRegister *reg, const EvChange *change);

/* A window above `parent` with the values of `parked`, which is copied: what is to blame has the
 * keyboard. `title` says what the change is about, `why` in a sentence why it was refused. */
GtkWidget *ev_mend_window_new (GtkWindow *parent, EvRegister *reg, const EvParked *parked,
                               const char *title, const char *why);
