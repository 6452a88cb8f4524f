/* Where an event stands with the coordinator, on top of its page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_EVENT_BAR (ev_event_bar_get_type ())
G_DECLARE_FINAL_TYPE (EvEventBar, ev_event_bar, EV, EVENT_BAR, AdwBin)

/* Shows the note of an event that came back, or that it is submitted or approved; nothing while it
 * is under way. Follows what happens to it. */
void ev_event_bar_set_event (EvEventBar *self, EvRegister *reg, const char *event);
