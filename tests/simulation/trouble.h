/* What happens to machines and lines. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "world.h"

/* A sync over a line that may do anything; the power may go at either end. */
void trouble_sync (World *world, Laptop *laptop, Dice *dice);

/* What was under way for long arrives. */
void trouble_late_messages (World *world, Laptop *laptop, Dice *dice);

/* The power will go at one of the next writes. */
void trouble_power_loss (World *world, Laptop *laptop, Dice *dice);

/* The disk has little room left, or has room again. */
void trouble_disk_full (World *world, Laptop *laptop, Dice *dice);

/* The clock is set: right, or wrong by minutes or years. */
void trouble_clock (World *world, Laptop *laptop, Dice *dice);
void trouble_server_clock (World *world, Laptop *laptop, Dice *dice);

/* The admin shuts the laptop out, or invites it once more. */
void trouble_revoke (World *world, Laptop *laptop, Dice *dice);
void trouble_invite_again (World *world, Laptop *laptop, Dice *dice);

/* Copies of a laptop: made, put back by the program or as a file, carried to another machine, or
 * with the whole machine. */
void trouble_laptop_backup (World *world, Laptop *laptop, Dice *dice);
void trouble_laptop_restored (World *world, Laptop *laptop, Dice *dice);
void trouble_laptop_rolled_back (World *world, Laptop *laptop, Dice *dice);
void trouble_laptop_copied (World *world, Laptop *laptop, Dice *dice);
void trouble_laptop_cloned (World *world, Laptop *laptop, Dice *dice);

/* Copies of the server: made, put back by its command or as a file. */
void trouble_server_backup (World *world, Laptop *laptop, Dice *dice);
void trouble_server_restored (World *world, Laptop *laptop, Dice *dice);
void trouble_server_copied_back (World *world, Laptop *laptop, Dice *dice);
