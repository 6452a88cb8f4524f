/* What the project promised, and how far it has come: counted, never typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_INDICATORS_PAGE (ev_indicators_page_get_type ())
G_DECLARE_FINAL_TYPE (EvIndicatorsPage, ev_indicators_page, EV, INDICATORS_PAGE, AdwBin)

/* The page; it follows the register's changes. */
GtkWidget *ev_indicators_page_new (EvRegister *reg);
