/* Records to rows of their kind's table and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/database-private.h"

/* The columns that ev_row_read() wants, for a SELECT from the kind's table under the name `alias`.
 * Free with g_free. */
char *ev_row_columns (EvKind kind, const char *alias);

/* The record of the row at hand, whose first columns are those of ev_row_columns(). Owned; NULL
 * with EV_ERROR_DAMAGED. */
EvRecord *ev_row_read (EvQuery *query, EvKind kind, GError **error);

/* Loads a record into `record`, NULL if there is none. */
gboolean ev_row_load (EvDatabase *database, EvKind kind, const char *id, EvRecord **record,
                      GError **error);

/* Writes the record's row; one without any version leaves the table. */
gboolean ev_row_save (EvDatabase *database, const EvRecord *record, GError **error);

/* The same; `place` is the row's number, 0 for one that left. */
gboolean ev_row_put (EvDatabase *database, const EvRecord *record, gint64 *place, GError **error);

/* The row's number in its table, 0 if there is none. */
gboolean ev_row_place (EvDatabase *database, EvKind kind, const char *id, gint64 *place,
                       GError **error);
