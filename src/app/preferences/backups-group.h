/* The backups of this register: made by themselves, looked into, put back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/register/register.h"

#define EV_TYPE_BACKUPS_GROUP (ev_backups_group_get_type ())
G_DECLARE_FINAL_TYPE (EvBackupsGroup, ev_backups_group, EV, BACKUPS_GROUP, AdwPreferencesGroup)

/* Lists the backups of `reg`. */
void ev_backups_group_set_register (EvBackupsGroup *self, EvRegister *reg);
