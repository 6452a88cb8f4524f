/* The rows or columns of a table of people, and which of them a category goes to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/suppress.h"
#include "report/grid.h"

typedef struct {
  char **codes;   /* NULL-terminated; the last is EV_LINE_TOTAL. Given to the table */
  guint *line_of; /* by category; G_MAXUINT: nobody is in it and it is not shown */
  guint total;
} EvLines;

/* Lines of a dimension with `count` people by category. Where `merged` (by category, may be NULL)
 * merges some, empty categories are not shown, so that it cannot be told which are merged. */
EvLines ev_lines_new (const EvCrowd *crowd, EvDimension dimension, const guint *count,
                      const guint8 *merged);

/* Lines of a table of which only the total may be shown. */
EvLines ev_lines_total_only (void);

/* Frees what the table has not taken. */
void ev_lines_clear (EvLines *lines);
