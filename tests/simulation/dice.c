/* Chance that repeats. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dice.h"

/* SplitMix64 (Steele, Lea, Flood 2014). */
static guint64
next (Dice *dice)
{
  guint64 z = dice->state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

Dice
dice_new (guint64 seed, guint64 first_name, guint64 second_name)
{
  Dice dice = { seed };

  dice.state = next (&dice) ^ first_name;
  dice.state = next (&dice) ^ second_name;
  dice.state = next (&dice);
  return dice;
}

guint64
dice_roll (Dice *dice, guint64 sides)
{
  return next (dice) % sides;
}

gboolean
dice_chance (Dice *dice, guint percent)
{
  return dice_roll (dice, 100) < percent;
}

static void
fill (void *bytes, gsize length, gpointer data)
{
  guint8 *out = bytes;

  for (gsize i = 0; i < length; i++)
    out[i] = (guint8)next (data);
}

EvRandom
dice_random (Dice *dice)
{
  return (EvRandom){ fill, dice };
}
