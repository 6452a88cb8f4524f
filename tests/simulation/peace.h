/* The end of a day: the network heals, everybody syncs until all is said, and promises are checked.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

void peace_make (World *world);

/* A number that tells how the world stands and how it came there. */
guint64 peace_fingerprint (World *world);
