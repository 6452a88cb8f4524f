/* Teams that the admin gives to laptops and takes from them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

/* The admin gives the laptop, and whoever shares its token, one of the teams; takes one from it. */
void rights_grant (World *world, Laptop *laptop, Dice *dice);
void rights_deny (World *world, Laptop *laptop, Dice *dice);

/* The server was backed up: notes what teams everybody had then. */
void rights_note (World *world);

/* The server's files are those of that backup again, and so are everybody's teams; who came later
 * is a stranger there, and will be invited to the teams of now. */
void rights_set_back (World *world, guint backup);
