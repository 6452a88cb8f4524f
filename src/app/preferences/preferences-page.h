/* How the program looks and behaves for this person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PREFERENCES_PAGE (ev_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPreferencesPage, ev_preferences_page, EV, PREFERENCES_PAGE, AdwBin)

/* What is changed is kept at once. */
GtkWidget *ev_preferences_page_new (EvRegister *reg, GSettings *settings);
