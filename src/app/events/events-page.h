/* All events: what is on today first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_EVENTS_PAGE (ev_events_page_get_type ())
G_DECLARE_FINAL_TYPE (EvEventsPage, ev_events_page, EV, EVENTS_PAGE, AdwBin)

/* The page of a register; it follows the register's changes. */
GtkWidget *ev_events_page_new (EvRegister *reg);
