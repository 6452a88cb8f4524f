/* Before an event goes to the coordinator: what is missing, and the button that hands it in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_SUBMIT_PAGE (ev_submit_page_get_type ())
G_DECLARE_FINAL_TYPE (EvSubmitPage, ev_submit_page, EV, SUBMIT_PAGE, AdwBin)

/* The list for an event. */
GtkWidget *ev_submit_page_new (EvRegister *reg, const char *event);
