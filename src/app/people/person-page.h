/* One person: what is known of her, where she was, and what may be done about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PERSON_PAGE (ev_person_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPersonPage, ev_person_page, EV, PERSON_PAGE, AdwBin)

/* The page of the person `id`, or whom she was merged into; it follows the register's changes. */
GtkWidget *ev_person_page_new (EvRegister *reg, const char *id);
