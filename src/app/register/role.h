/* What whoever uses this laptop may see and do, by the role it was enrolled with. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"

/* Whether the whole project is hers: a coordinator, an administrator, or the owner of a register
 * that has no server. She sees communities, reviews, merges, erases and reports. A facilitator has
 * the events and people of her teams. */
gboolean ev_role_is_coordinator (EvRegister *reg);

/* Whether she only reads what was published. */
gboolean ev_role_is_viewer (EvRegister *reg);
