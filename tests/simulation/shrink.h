/* From a plan that fails to the least that still does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plan.h"

/* Leaves out days, laptops, kinds of actions and single actions as long as the same promise
 * (as in Outcome) is broken. Owned. */
Plan *shrink (const Plan *failing, const char *promise);
