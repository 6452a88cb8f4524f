/* What a donor is told: chosen, counted, seen, and saved as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_REPORTS_PAGE (ev_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (EvReportsPage, ev_reports_page, EV, REPORTS_PAGE, AdwBin)

/* The page. A report is made when it is asked for, and stays until the next one is. `again` (may be
 * NULL) is a published report that the server refused: what it chose is chosen, and what is
 * published here takes its place. */
GtkWidget *ev_reports_page_new (EvRegister *reg, const char *again);
