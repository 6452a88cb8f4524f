/* What guards the register: its passphrase, its lock, the recovery sheet, the access log. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_LOCK_GROUP (ev_lock_group_get_type ())
G_DECLARE_FINAL_TYPE (EvLockGroup, ev_lock_group, EV, LOCK_GROUP, AdwPreferencesGroup)

/* Fills the group; once. `settings` outlive it. */
void ev_lock_group_set_register (EvLockGroup *self, EvRegister *reg, GSettings *settings);
