/* What is where, what needs a person, and the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_SYNC_PAGE (ev_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (EvSyncPage, ev_sync_page, EV, SYNC_PAGE, AdwBin)

/* The page of a register; without a server it offers to connect with one. */
GtkWidget *ev_sync_page_new (EvRegister *reg, GSettings *settings);
