/* The different values of a column. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/value.h"

typedef struct {
  GPtrArray *values; /* of EvValue or NULL, borrowed, in order of first occurrence */
  gint64 *which;     /* for each value of the column, its place in `values` */
  guint count;       /* of the column */
} EvDifferent;

/* Sorts `count` values out. Release with ev_different_clear(). */
EvDifferent ev_different_of (EvValue *const *values, guint count);
void ev_different_clear (EvDifferent *different);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvDifferent, ev_different_clear)

/* About how many bits the column takes once packed: value after value, or as a table of the
 * different ones and which one each is. */
double ev_different_plain_bits (const EvDifferent *different);
double ev_different_table_bits (const EvDifferent *different);

/* Writes the members "t" (the different ones, under the name `table`) and "i" (which one each is;
 * absent if all are the first). */
void ev_different_write (GString *out, const char *table, const EvDifferent *different);
