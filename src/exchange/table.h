/* A table as a file brings it: rows and cells, and nothing believed about them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/error.h"

/* No file beyond this is read. */
#define EV_TABLE_MAX_BYTES (64 * 1024 * 1024)

typedef struct {
  GPtrArray *heading; /* char *: the first row */
  GPtrArray *rows;    /* GPtrArray of char *, one a row below it, blank rows included as empty ones;
                         the    row of index i is row i + 2 of the sheet */
} EvTable;

/* Reads CSV text of a stranger: UTF-8 (with or without byte order mark) or UTF-16 with one; comma,
 * semicolon or tab, whichever the heading uses most; any line ends. EV_ERROR_TOO_LARGE; otherwise
 * EV_ERROR_MALFORMED with what is wrong and in which row: a NUL byte, another encoding, a quotation
 * mark out of place, nothing in it. Owned. */
EvTable *ev_table_parse (const char *bytes, gsize length, GError **error);

/* Reads a file likewise. EV_ERROR_NOT_FOUND or EV_ERROR_STORAGE if it cannot be read. */
EvTable *ev_table_read (const char *file, GError **error);

/* Frees a table. */
void ev_table_free (EvTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvTable, ev_table_free)

/* The cell of a row, borrowed; "" beyond its end. */
const char *ev_table_cell (const GPtrArray *row, guint column);

/* Appends a row to CSV text (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula
 * gets an apostrophe in front; ev_table_plain() takes it away again. */
void ev_table_append_row (GString *csv, const GPtrArray *cells);

/* The cell without the apostrophe that ev_table_append_row() put in front, borrowed from `cell`. */
const char *ev_table_plain (const char *cell);
