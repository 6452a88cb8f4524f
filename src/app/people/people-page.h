/* The registry: everybody, found as typed and by what is known of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PEOPLE_PAGE (ev_people_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPeoplePage, ev_people_page, EV, PEOPLE_PAGE, AdwBin)

/* The page; it follows the register's changes. */
GtkWidget *ev_people_page_new (EvRegister *reg);
