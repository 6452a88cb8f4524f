/* Where every acknowledged change is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oracle.h"
#include "world.h"

/* Every change that a laptop acknowledged is on the server exactly once, or parked, or on a laptop
 * that is shut out. */
void custody_check (World *world, const Oracle *oracle, const GPtrArray *history);

/* Every value that was ever taken stands, or was replaced by somebody who knew it, or is kept as a
 * conflict. */
void custody_check_overwritten (World *world, const Oracle *oracle, const GPtrArray *history);
