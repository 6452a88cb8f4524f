/* Pairs of people who may be one, the likeliest first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_DUPLICATES_PAGE (ev_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (EvDuplicatesPage, ev_duplicates_page, EV, DUPLICATES_PAGE, AdwBin)

/* The page; it follows the register's changes. */
GtkWidget *ev_duplicates_page_new (EvRegister *reg);
