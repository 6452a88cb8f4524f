/* One way to speak SQL to SQLite and to PostgreSQL: statements kept prepared, values bound in one
 * call. Statements are written once, in what both understand; `?` stands for a value. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* One connection, for one thread. */
typedef struct _EvSql EvSql;

/* The rows of a query, until they are ended. */
typedef struct _EvSqlRows EvSqlRows;

/* Closes; NULL does nothing. */
void ev_sql_close (EvSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSql, ev_sql_close)

/* Runs statements without values. */
gboolean ev_sql_script (EvSql *sql, const char *text, GError **error);

/* A transaction; one that only reads sees one moment, one that writes sees what others committed
 * before each statement. Where the connection was lost it is made anew. */
gboolean ev_sql_begin (EvSql *sql, gboolean write, GError **error);

/* What was committed is on the disk. */
gboolean ev_sql_commit (EvSql *sql, GError **error);

/* Does nothing outside a transaction. */
void ev_sql_rollback (EvSql *sql);

/* Says that the transaction removes what must not stay readable in the store's own log. */
void ev_sql_purge (EvSql *sql);

/* A number that changes whenever another connection has written. */
gboolean ev_sql_others (EvSql *sql, gint64 *number, GError **error);

/* Adds (char *) what is wrong with the storage itself to `problems`. */
gboolean ev_sql_check (EvSql *sql, GPtrArray *problems, GError **error);

/* `text` is a literal: it names the kept statement, which may not be in use already. `types` has a
 * letter for each value, at most 16: i gint64, t const char * (may be NULL), b pointer and gsize.
 */
EvSqlRows *ev_sql_query (EvSql *sql, GError **error, const char *text, const char *types, ...);

/* Ends the rows; NULL does nothing. */
void ev_sql_rows_end (EvSqlRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSqlRows, ev_sql_rows_end)

/* Steps: `row` says whether there is one. FALSE on errors, and for `rows` NULL, whose error stands
 * already. */
gboolean ev_sql_next (EvSqlRows *rows, gboolean *row, GError **error);

/* A statement that gives no rows. In a transaction its error may be told later: by the next query,
 * by ev_sql_settle() or by the commit. */
gboolean ev_sql_run (EvSql *sql, GError **error, const char *text, const char *types, ...);

/* Waits until all that was run is done. */
gboolean ev_sql_settle (EvSql *sql, GError **error);

/* An INSERT ... RETURNING of one number; it is left alone where no row comes. */
gboolean ev_sql_insert (EvSql *sql, gint64 *number, GError **error, const char *text,
                        const char *types, ...);

/* Whether each statement costs a way there and back, so that it is worth asking for many things in
 * one: by lists (CAST (? AS TEXT[])) and numbers taken in advance. */
gboolean ev_sql_is_remote (const EvSql *sql);

/* The texts (char *) as one value that stands for a list; g_free. */
char *ev_sql_list (const GPtrArray *texts);

/* A column as number, 0 where it is NULL. */
gint64 ev_sql_integer (const EvSqlRows *rows, int column);

/* A column as text, "" where it is NULL; borrowed until the next step. */
const char *ev_sql_text (const EvSqlRows *rows, int column);

/* A copy of a column's text, NULL where it is NULL. */
char *ev_sql_dup (const EvSqlRows *rows, int column);

/* Copies a column's bytes if they are exactly `length`; else leaves `bytes` alone. */
void ev_sql_bytes (const EvSqlRows *rows, int column, void *bytes, gsize length);
