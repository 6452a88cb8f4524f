/* How to begin: a language, then one of three ways to a register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "text/list.h"

#define EV_TYPE_WELCOME_PAGE (ev_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (EvWelcomePage, ev_welcome_page, EV, WELCOME_PAGE, AdwBin)

/* The page for a register to come in `folder`. `lists` and `settings` outlive it. When the register
 * is there it activates app.open. */
GtkWidget *ev_welcome_page_new (EvLists *lists, GSettings *settings, const char *folder);
