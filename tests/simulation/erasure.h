/* Whether anything is left of those who were erased. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oracle.h"
#include "world.h"

/* No word that was ever written of an erased person is in a file of the server or of a laptop,
 * backups and laptops that are shut out aside. */
void erasure_check (World *world, const Oracle *oracle);
