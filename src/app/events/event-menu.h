/* What can be done with an event, as a button that opens a menu. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#define EV_TYPE_EVENT_MENU (ev_event_menu_get_type ())
G_DECLARE_FINAL_TYPE (EvEventMenu, ev_event_menu, EV, EVENT_MENU, AdwBin)

/* Says which event is meant. */
void ev_event_menu_set_event (EvEventMenu *self, const char *event);
