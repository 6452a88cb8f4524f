/* How much to send at once. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/change.h"

/* The budget of a batch is counted in bytes of its plain form, roughly: what goes over the link is
 * some ten times less, but grows in proportion: the first batch of a new connection is about 25 kB
 * there, two seconds on an EDGE link. A batch should take about EV_BATCH_TIME on the link
 * at hand: long enough to compress well and to be one round trip, short enough to get through
 * before a bad link breaks. */
enum {
  EV_BATCH_FIRST = 256 * 1024,
  EV_BATCH_LEAST = 2 * 1024,
  EV_BATCH_MOST = 4 * 1024 * 1024,
  EV_BATCH_TIME = 3000 /* ms */
};

/* A guess at the bytes of a change in the plain form. */
gsize ev_batch_weight (const EvChange *change);

/* How many changes may be needed to fill `budget`. */
guint ev_batch_limit (gsize budget);

/* Shortens `changes` to what fits `budget`, never below one; the weight left is returned, and
 * `cut` tells whether any had to go. */
gsize ev_batch_cut (GPtrArray *changes, gsize budget, gboolean *cut);

/* The budget after a batch of `weight` took `elapsed` ms. It grows at most fourfold and at most
 * halves. */
gsize ev_batch_adapt (gsize budget, gsize weight, gint64 elapsed);

/* The budget after a batch did not get through. */
gsize ev_batch_shrink (gsize budget);

/* How much to want at once, 0 for any number: after an exchange did not get through; and after one
 * that brought `weight` in `elapsed` ms and left more to come. */
gsize ev_batch_narrow (gsize window);
gsize ev_batch_widen (gsize window, gsize weight, gint64 elapsed);
