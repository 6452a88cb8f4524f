/* One indicator in a form: what it counts, from where, to where. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_INDICATOR_PAGE (ev_indicator_page_get_type ())
G_DECLARE_FINAL_TYPE (EvIndicatorPage, ev_indicator_page, EV, INDICATOR_PAGE, AdwBin)

/* The form of the indicator of that code, standard or the project's own; "" for a new one. */
GtkWidget *ev_indicator_page_new (EvRegister *reg, const char *code);
