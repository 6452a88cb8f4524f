/* Notifications of the desktop, only for what needs a person. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* Tells the desktop once when `reg` begins to need attention (a change that the server did not
 * take, an error that time does not heal), and takes the notice back when it is over. */
void ev_notices_follow (GApplication *application, EvRegister *reg);
