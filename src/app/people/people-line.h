/* A person as the registry shows her. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/people/people-item.h"
#include "app/register/register.h"

#define EV_TYPE_PEOPLE_LINE (ev_people_line_get_type ())
G_DECLARE_FINAL_TYPE (EvPeopleLine, ev_people_line, EV, PEOPLE_LINE, GtkBox)

/* An empty line. */
GtkWidget *ev_people_line_new (void);

/* Shows `item`, with names from `reg`. */
void ev_people_line_show (EvPeopleLine *self, EvRegister *reg, EvPeopleItem *item);
