/* A change that the server did not take: what it was, why, and what can be done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_PARKED_ROW (ev_parked_row_get_type ())
G_DECLARE_FINAL_TYPE (EvParkedRow, ev_parked_row, EV, PARKED_ROW, AdwPreferencesRow)

/* A row for `parked`, which is not kept. Its buttons correct the change, offer it again as it is,
 * or give it up. */
GtkWidget *ev_parked_row_new (EvRegister *reg, const EvParked *parked);
