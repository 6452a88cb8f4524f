/* Randomness, passed in so that a simulated day can be replayed from its seed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <sodium.h>

static void
system_fill (void *bytes, gsize length, gpointer data)
{
  randombytes_buf (bytes, length);
}

EvRandom
ev_random_system (void)
{
  if (sodium_init () < 0)
    g_error ("this system offers no secure randomness");
  return (EvRandom){ system_fill, NULL };
}

void
ev_random_fill (const EvRandom *random, void *bytes, gsize length)
{
  random->fill (bytes, length, random->data);
}
