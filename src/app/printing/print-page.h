/* The papers of an event: seen first, then printed or kept as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PRINT_PAGE (ev_print_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPrintPage, ev_print_page, EV, PRINT_PAGE, AdwBin)

/* The page of an event's papers. */
GtkWidget *ev_print_page_new (EvRegister *reg, const char *event);
