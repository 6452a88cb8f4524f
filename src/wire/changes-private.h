/* Many changes as JSON, column by column. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "record/change.h"

/* One object:
 *   "n": how many          "k": [shape, ...]     "o": N, the shape of each
 *   "d": the devices       "v": N, the device of each
 *   "s", "t", "u": N       what differs from the foreseen version: seq one above the device's last,
 *                          milliseconds as the device's last, counter within the millisecond one
 *                          above the last or 0
 *   "w": column            the operators
 * A shape, for changes that are alike:
 *   "k": kind              "i": ids, absent where each change creates its record
 *                          "l", "r": the two halves of derived ids
 *   "f": {field: column}   a column that is no object stands for {"c": it}. Besides what is in
 *                          column-private.h: "p": N, which changes write the field, if not all
 *   "b": 1                 changes have bases: each field's group, once. In a column: "b": ids
 * whose counter is the seq of the base, 0 or absent for a base of nothing; "g": the group if it is
 * not called as the field, 0 if the field's base is another's "x": {group: ids}      bases of
 * groups of which no field is written N is as in numbers-private.h, ids as in ids-private.h; absent
 * is 0 throughout. */

/* The text of the object; `own` is the device that most changes come from, or NULL. Owned. */
char *ev_changes_write (const GPtrArray *changes, const char *own);

/* Adds to `changes` what ev_changes_write() wrote with the same `own`. EV_ERROR_MALFORMED or
 * EV_ERROR_TOO_LARGE; then some may have been added. NULL adds none. */
gboolean ev_changes_read (const cJSON *object, const char *own, GPtrArray *changes, GError **error);
