/* A little comfort over SQLite: statements kept prepared, values bound in one call. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sql.h"

#include <glib/gstdio.h>
#include <stdarg.h>

#define BUSY_MILLISECONDS 10000

struct _EvSql {
  sqlite3 *handle;
  GHashTable *statements; /* literal -> sqlite3_stmt * */
};

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static EvErrorCode
code_of (int result)
{
  switch (result & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return EV_ERROR_BUSY;
  case SQLITE_FULL:
    return EV_ERROR_DISK_FULL;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return EV_ERROR_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return EV_ERROR_DAMAGED;
  default:
    return EV_ERROR_STORAGE;
  }
}

gboolean
ev_sql_fail (EvSql *sql, GError **error)
{
  g_set_error (error, EV_ERROR, code_of (sqlite3_extended_errcode (sql->handle)),
               "central store: %s", sqlite3_errmsg (sql->handle));
  return FALSE;
}

static gboolean
set_up (EvSql *sql, GError **error)
{
  sqlite3_busy_timeout (sql->handle, BUSY_MILLISECONDS);
  return ev_sql_script (sql,
                        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                        "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
                        "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;",
                        error);
}

EvSql *
ev_sql_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (EvSql) sql = g_new0 (EvSql, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  sql->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  if (!exists && !create) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no central store at %s", path);
    return NULL;
  }
  if (sqlite3_open_v2 (path, &sql->handle, flags, NULL) != SQLITE_OK) {
    ev_sql_fail (sql, error);
    return NULL;
  }
  if (!exists)
    g_chmod (path, 0600);
  return set_up (sql, error) ? g_steal_pointer (&sql) : NULL;
}

void
ev_sql_close (EvSql *sql)
{
  if (sql == NULL)
    return;
  g_hash_table_unref (sql->statements);
  sqlite3_close (sql->handle);
  g_free (sql);
}

sqlite3 *
ev_sql_handle (EvSql *sql)
{
  return sql->handle;
}

gboolean
ev_sql_script (EvSql *sql, const char *text, GError **error)
{
  return sqlite3_exec (sql->handle, text, NULL, NULL, NULL) == SQLITE_OK ||
         ev_sql_fail (sql, error);
}

static void
bind (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++) {
    if (types[i] == 'i') {
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
    } else if (types[i] == 't') {
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
    } else {
      const void *bytes = va_arg (values, const void *);
      sqlite3_bind_blob64 (statement, i + 1, bytes, va_arg (values, gsize), SQLITE_TRANSIENT);
    }
  }
}

static EvSqlRows *
query (EvSql *sql, GError **error, const char *text, const char *types, va_list values)
{
  sqlite3_stmt *statement = g_hash_table_lookup (sql->statements, text);

  if (statement == NULL) {
    if (sqlite3_prepare_v3 (sql->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
      ev_sql_fail (sql, error);
      return NULL;
    }
    g_hash_table_insert (sql->statements, (gpointer)text, statement);
  }
  g_assert (!sqlite3_stmt_busy (statement));
  bind (statement, types, values);
  return statement;
}

EvSqlRows *
ev_sql_query (EvSql *sql, GError **error, const char *text, const char *types, ...)
{
  EvSqlRows *rows;
  va_list values;

  va_start (values, types);
  rows = query (sql, error, text, types, values);
  va_end (values);
  return rows;
}

void
ev_sql_rows_end (EvSqlRows *rows)
{
  if (rows != NULL)
    sqlite3_reset (rows);
}

gboolean
ev_sql_next (EvSql *sql, EvSqlRows *rows, gboolean *row, GError **error)
{
  int result = rows != NULL ? sqlite3_step (rows) : SQLITE_DONE;

  *row = result == SQLITE_ROW;
  if (rows == NULL)
    return FALSE;
  return *row || result == SQLITE_DONE || ev_sql_fail (sql, error);
}

gboolean
ev_sql_run (EvSql *sql, GError **error, const char *text, const char *types, ...)
{
  g_autoptr (EvSqlRows) rows = NULL;
  gboolean row;
  va_list values;

  va_start (values, types);
  rows = query (sql, error, text, types, values);
  va_end (values);
  return ev_sql_next (sql, rows, &row, error);
}

const char *
ev_sql_text (EvSqlRows *rows, int column)
{
  const unsigned char *text = sqlite3_column_text (rows, column);
  return text != NULL ? (const char *)text : "";
}

char *
ev_sql_dup (EvSqlRows *rows, int column)
{
  return g_strdup ((const char *)sqlite3_column_text (rows, column));
}
