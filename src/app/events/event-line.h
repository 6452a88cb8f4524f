/* An event, or a heading, as the list of events shows it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/events/event-item.h"
#include "app/register/register.h"

#define EV_TYPE_EVENT_LINE (ev_event_line_get_type ())
G_DECLARE_FINAL_TYPE (EvEventLine, ev_event_line, EV, EVENT_LINE, GtkBox)

/* An empty line. */
GtkWidget *ev_event_line_new (void);

/* Shows `item`, with names from `reg`. */
void ev_event_line_show (EvEventLine *self, EvRegister *reg, EvEventItem *item);
