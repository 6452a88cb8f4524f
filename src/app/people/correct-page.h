/* Correcting what is known of a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_CORRECT_PAGE (ev_correct_page_get_type ())
G_DECLARE_FINAL_TYPE (EvCorrectPage, ev_correct_page, EV, CORRECT_PAGE, AdwBin)

/* The form of the person `person`, or whom she was merged into. */
GtkWidget *ev_correct_page_new (EvRegister *reg, const char *person);
