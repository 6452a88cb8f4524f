/* What the project achieved beyond attendance: found by type and words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_RESULTS_PAGE (ev_results_page_get_type ())
G_DECLARE_FINAL_TYPE (EvResultsPage, ev_results_page, EV, RESULTS_PAGE, AdwBin)

/* The page; it follows the register's changes. */
GtkWidget *ev_results_page_new (EvRegister *reg);
