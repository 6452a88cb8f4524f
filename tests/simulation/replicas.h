/* What laptops hold, compared with what they should. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oracle.h"
#include "world.h"

/* Each blames the first difference. */
void replicas_check_values (World *world, const Oracle *oracle, Laptop *laptop);
void replicas_check_survivors (World *world, const Oracle *oracle, Laptop *laptop);
void replicas_check_conflicts (World *world, const Oracle *oracle, Laptop *laptop);
