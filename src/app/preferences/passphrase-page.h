/* The passphrase of the register: set, changed, removed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PASSPHRASE_PAGE (ev_passphrase_page_get_type ())
G_DECLARE_FINAL_TYPE (EvPassphrasePage, ev_passphrase_page, EV, PASSPHRASE_PAGE, AdwBin)

/* For the open register. */
GtkWidget *ev_passphrase_page_new (EvRegister *reg);
