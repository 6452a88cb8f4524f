/* The promises that hold whenever all is said. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

/* Blames the first that does not hold:
 * - every laptop has just what it may have of the server's records, value by value and by digest;
 * - merged people have the same survivor everywhere;
 * - every acknowledged change is on the server exactly once, or parked, or still on a laptop that
 *   is shut out;
 * - no value was replaced by somebody who did not know it, unless it is kept as a conflict;
 * - every laptop lists the open conflicts;
 * - an erased person's values are in no file;
 * - the server's own check and each laptop's find nothing wrong. */
void invariants_check (World *world);
