/* One result in a form: what is asked follows from its type. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_RESULT_PAGE (ev_result_page_get_type ())
G_DECLARE_FINAL_TYPE (EvResultPage, ev_result_page, EV, RESULT_PAGE, AdwBin)

/* The form of the result `id`; NULL for a new one. */
GtkWidget *ev_result_page_new (EvRegister *reg, const char *id);
