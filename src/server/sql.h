/* A little comfort over SQLite: statements kept prepared, values bound in one call. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "base/error.h"

/* One connection, for one thread. */
typedef struct _EvSql EvSql;

/* Opens `path`, created (mode 0600) if `create`: write-ahead log, synchronous FULL, waiting up to
 * 10 s for another writer. EV_ERROR_NOT_FOUND if there is none, _DAMAGED if it is no database. */
EvSql *ev_sql_open (const char *path, gboolean create, GError **error);

/* Closes; NULL does nothing. */
void ev_sql_close (EvSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSql, ev_sql_close)

/* The connection itself, borrowed. */
sqlite3 *ev_sql_handle (EvSql *sql);

/* Runs statements without values. */
gboolean ev_sql_script (EvSql *sql, const char *text, GError **error);

/* The rows of a query, until they are ended. `text` is a literal: it names the kept statement,
 * which may not be in use already. `types` has a letter for each value: i gint64, t const char *
 * (may be NULL), b pointer and gsize. */
typedef sqlite3_stmt EvSqlRows;
EvSqlRows *ev_sql_query (EvSql *sql, GError **error, const char *text, const char *types, ...);

/* Ends the rows; NULL does nothing. */
void ev_sql_rows_end (EvSqlRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSqlRows, ev_sql_rows_end)

/* Steps: `row` says whether there is one. FALSE on errors, and for `rows` NULL, whose error stands
 * already. */
gboolean ev_sql_next (EvSql *sql, EvSqlRows *rows, gboolean *row, GError **error);

/* A statement that gives no rows. */
gboolean ev_sql_run (EvSql *sql, GError **error, const char *text, const char *types, ...);

/* A column as text, "" where it is NULL; borrowed until the next step. */
const char *ev_sql_text (EvSqlRows *rows, int column);

/* A copy of a column's text, NULL where it is NULL. */
char *ev_sql_dup (EvSqlRows *rows, int column);

/* Sets `error` from the state of the connection; returns FALSE. */
gboolean ev_sql_fail (EvSql *sql, GError **error);
