/* A new event, or one to be changed, in one form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_EVENT_PAGE (ev_event_page_get_type ())
G_DECLARE_FINAL_TYPE (EvEventPage, ev_event_page, EV, EVENT_PAGE, AdwBin)

/* The form for the event `id`, or for a new one where it is NULL. When saved it activates
 * win.finish, and for a new event win.event. */
GtkWidget *ev_event_page_new (EvRegister *reg, const char *id);

/* A page for the next event of a series: as `last` in all but its days, with its people to be
 * registered. */
GtkWidget *ev_event_page_new_next (EvRegister *reg, const char *last);
