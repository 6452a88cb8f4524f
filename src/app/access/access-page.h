/* Who opened, took out, printed, merged, erased or revealed what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_ACCESS_PAGE (ev_access_page_get_type ())
G_DECLARE_FINAL_TYPE (EvAccessPage, ev_access_page, EV, ACCESS_PAGE, AdwBin)

/* The log of this laptop, or what it says of one person. `person` may be NULL. */
GtkWidget *ev_access_page_new (EvRegister *reg, const char *person);
