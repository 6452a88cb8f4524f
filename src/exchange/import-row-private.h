/* One row of an import: from cells to the change that it asks for. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"

/* What the columns of a table mean. */
typedef struct {
  const EvLists *lists;
  const EvTable *table;
  GPtrArray *fields; /* const char * a column: a field of a person, "session", "status", "id"; NULL:
                        ignored */
} EvImportColumns;

/* Finds out what the columns mean; headings without a meaning are added to `ignored` (char *).
 * EV_ERROR_MALFORMED if there is no column of names, EV_ERROR_INVALID for an export under
 * pseudonyms. Release with ev_import_columns_clear(). */
gboolean ev_import_columns_init (EvImportColumns *columns, const EvLists *lists,
                                 const EvTable *table, GPtrArray *ignored, GError **error);

/* Frees what is inside. */
void ev_import_columns_clear (EvImportColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvImportColumns, ev_import_columns_clear)

/* The cell under `field`, borrowed; "" if there is no such column. */
const char *ev_import_cell (const EvImportColumns *columns, const GPtrArray *row,
                            const char *field);

/* Whether a row holds nothing. */
gboolean ev_import_row_is_blank (const GPtrArray *row);

/* The person of a row as a new record's change without id, owned. What is wrong with the cells goes
 * to `problems` (EvProblem); then the change holds the other cells. */
EvChange *ev_import_row_person (const EvImportColumns *columns, const GPtrArray *row,
                                GPtrArray *problems);

/* Adds to `problems` what the field table has against the person of the row, so that a row is
 * judged whole before anybody is looked up for it; one problem a field. That no birth year is in
 * the future, the register itself sees to. */
void ev_import_row_check (const EvImportColumns *columns, const EvChange *person,
                          GPtrArray *problems);
