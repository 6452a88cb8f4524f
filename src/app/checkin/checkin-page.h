/* Who is here: one entry to check people in, and the list with a tick for each session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_CHECKIN_PAGE (ev_checkin_page_get_type ())
G_DECLARE_FINAL_TYPE (EvCheckinPage, ev_checkin_page, EV, CHECKIN_PAGE, AdwBin)

/* The page of the event `event`; it follows the register's changes. */
GtkWidget *ev_checkin_page_new (EvRegister *reg, const char *event);
