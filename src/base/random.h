/* Randomness, passed in so that a simulated day can be replayed from its seed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A source of random bytes. Copied by value; `data` must outlive every copy. */
typedef struct {
  void (*fill) (void *bytes, gsize length, gpointer data);
  gpointer data;
} EvRandom;

/* The system's cryptographic generator. */
EvRandom ev_random_system (void);

/* Fills `length` bytes. */
void ev_random_fill (const EvRandom *random, void *bytes, gsize length);
