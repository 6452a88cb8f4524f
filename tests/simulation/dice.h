/* Chance that repeats: everything random in the simulation comes from here. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"

typedef struct {
  guint64 state;
} Dice;

/* The dice of one purpose: the same seed and names always fall the same way, whatever else was
 * rolled. So an action behaves as before when others are left out. */
Dice dice_new (guint64 seed, guint64 first_name, guint64 second_name);

/* 0 to `sides` - 1. */
guint64 dice_roll (Dice *dice, guint64 sides);

/* Whether something that happens in so many of a hundred cases happens now. */
gboolean dice_chance (Dice *dice, guint percent);

/* The same as a source of bytes; `dice` must outlive it. */
EvRandom dice_random (Dice *dice);
