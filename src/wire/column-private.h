/* The values of one field in many changes, as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/budget-private.h"
#include "wire/devices-private.h"

typedef struct {
  guint count;
  EvValue **values;
  const gint64 *moments; /* when each was written, in ms UTC; NULL: not known */
} EvColumn;

/* Forms of a column, each a member or two of an object; whichever packs best is taken:
 *   "c": V                 each is V
 *   "v": [V, ...]          one after another
 *   "t": [V, ...], "i": N  the different ones, and which one each is
 *   "n": N                 whole numbers
 *   "m": N                 whole numbers, less the moment of their change
 *   "r": I                 ids
 *   "f": [T, ...], "i": N, "n": N
 *                          texts with digits: the different masks, where a 0 stands for a digit;
 *                          which mask each has; and the digits of each, read as one number
 * N is as in numbers-private.h, I as in ids-private.h. With "n", "m" and "r" a member "z" of zeros
 * and ones says which are there at all; the rest of the column then holds only those. */

/* Writes the members into the object that `out` ends in. */
void ev_column_write (GString *out, const EvColumn *column, EvDevices *devices);

/* Whether all values are the same. */
gboolean ev_column_is_constant (const EvColumn *column);

/* Reads `column->count` values, each with a reference for the caller; FALSE where the form is wrong
 * or the budget is spent. Values must be NULL before and may be set even so. */
gboolean ev_column_read (const cJSON *object, EvDevices *devices, EvBudget *budget,
                         EvColumn *column);
