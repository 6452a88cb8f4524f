/* What can be said of people beyond a tick. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* A menu of all statuses with their keys, under a heading: who it is about. Its items activate
 * roster.status with the code, "" takes the mark away. Owned. */
GMenuModel *ev_status_menu_new (EvRegister *reg, const char *heading);
