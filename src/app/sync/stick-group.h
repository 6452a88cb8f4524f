/* Where no network comes: changes and receipts on a USB stick. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_STICK_GROUP (ev_stick_group_get_type ())
G_DECLARE_FINAL_TYPE (EvStickGroup, ev_stick_group, EV, STICK_GROUP, AdwPreferencesGroup)

/* Writes what `reg` has not on the server, and reads what others wrote. */
void ev_stick_group_set_register (EvStickGroup *self, EvRegister *reg);

/* Says what was written and what waits to be passed on. */
void ev_stick_group_show (EvStickGroup *self, const EvCustodyCounts *counts);
