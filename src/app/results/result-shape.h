/* Which fields a type of result has: what is asked in its form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
  EV_SHAPE_PATH = 1 << 0,     /* institution, asked and answered on, status */
  EV_SHAPE_QUANTITY = 1 << 1, /* how many */
  EV_SHAPE_AMOUNT = 1 << 2,   /* euros */
  EV_SHAPE_COFUNDING = 1 << 3,
  EV_SHAPE_PEOPLE = 1 << 4, /* who stands behind it */
  EV_SHAPE_METHOD = 1 << 5, /* how it was estimated: must be said */
} EvResultShape;

/* The shape of a result type; 0 for an unknown one. */
EvResultShape ev_result_shape (const char *type);

/* The type of the result that one of `type` belongs to, such as the video that was published; NULL
 * if it belongs to none. Static. */
const char *ev_result_shape_parent (const char *type);
