/* A central store carried over to another, with all that is in it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

typedef struct {
  gint64 rows;      /* carried in this run */
  gboolean resumed; /* an earlier run had begun */
} EvMoveResult;

/* Carries everything from the store `from` to the empty one `to` (URLs as in ev_opening_store()):
 * numbers, cursors, receipts, history and the ledger as they are, so that laptops go on as if
 * nothing was. Nobody writes to `from` meanwhile: a running server answers that it is busy. At the
 * end the new store is looked through and compared with the old one, and the old one is closed for
 * ever. A run that was cut off is taken up where it stopped; if `from` was written to since then,
 * it begins anew. Errors: EV_ERROR_EXISTS if there is something else in `to`; _DAMAGED if what
 * arrived is not what was sent; those of the stores. */
gboolean ev_move_run (const char *from, const char *to, EvMoveResult *result, GError **error);

/* Copies the store `from`, as it is at one moment, to the empty one `to`, likewise compared; others
 * go on writing to `from`. */
gboolean ev_move_copy (const char *from, const char *to, GError **error);

/* The columns of a table that a move carries; empty for a table that is none of a store's. Free
 * with g_strfreev. */
char **ev_move_columns (const char *table);
