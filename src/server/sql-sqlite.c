/* SQL by SQLite. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sql-sqlite.h"

#include <glib/gstdio.h>
#include <string.h>

#include "server/sql-private.h"

#define BUSY_MILLISECONDS 10000

typedef struct {
  EvSql sql;
  sqlite3 *handle;
  GHashTable *statements; /* literal -> Statement * */
  gboolean purged;        /* something was removed that may still be read in the log */
} Connection;

typedef struct {
  EvSqlRows rows;
  sqlite3_stmt *handle;
} Statement;

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
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

sqlite3 *
ev_sql_sqlite_handle (EvSql *sql)
{
  return ((Connection *)sql)->handle;
}

gboolean
ev_sql_sqlite_fail (EvSql *sql, GError **error)
{
  sqlite3 *handle = ev_sql_sqlite_handle (sql);

  g_set_error (error, EV_ERROR, code_of (sqlite3_extended_errcode (handle)), "central store: %s",
               sqlite3_errmsg (handle));
  return FALSE;
}

static void
close_connection (EvSql *sql)
{
  Connection *self = (Connection *)sql;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

static gboolean
script (EvSql *sql, const char *text, GError **error)
{
  return sqlite3_exec (ev_sql_sqlite_handle (sql), text, NULL, NULL, NULL) == SQLITE_OK ||
         ev_sql_sqlite_fail (sql, error);
}

static gboolean
begin (EvSql *sql, gboolean write, GError **error)
{
  return write ? ev_sql_run (sql, error, "BEGIN IMMEDIATE", "")
               : ev_sql_run (sql, error, "BEGIN DEFERRED", "");
}

/* A reader at work may hold it back: then the next commit tries again. */
static void
empty_log (Connection *self)
{
  if (self->purged)
    self->purged = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                                              NULL) != SQLITE_OK;
}

static gboolean
commit (EvSql *sql, GError **error)
{
  if (!ev_sql_run (sql, error, "COMMIT", ""))
    return FALSE;
  empty_log ((Connection *)sql);
  return TRUE;
}

static void
rollback (EvSql *sql)
{
  if (!sqlite3_get_autocommit (ev_sql_sqlite_handle (sql)))
    ev_sql_run (sql, NULL, "ROLLBACK", "");
}

static void
purge (EvSql *sql)
{
  ((Connection *)sql)->purged = TRUE;
}

static gboolean
others (EvSql *sql, gint64 *number, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "PRAGMA data_version", "");
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  *number = ev_sql_integer (rows, 0);
  return TRUE;
}

static gboolean
check (EvSql *sql, GPtrArray *problems, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "PRAGMA integrity_check", "");
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row)
      return TRUE;
    if (strcmp (ev_sql_text (rows, 0), "ok") != 0)
      g_ptr_array_add (problems, ev_sql_dup (rows, 0));
  }
  return FALSE;
}

static gboolean
settle (EvSql *sql, GError **error)
{
  return TRUE;
}

static Statement *
prepare (Connection *self, const char *text, GError **error)
{
  Statement *statement = g_hash_table_lookup (self->statements, text);
  sqlite3_stmt *handle = NULL;

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (self->handle, text, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
      SQLITE_OK) {
    ev_sql_sqlite_fail (&self->sql, error);
    return NULL;
  }
  statement = g_new0 (Statement, 1);
  statement->rows.sql = &self->sql;
  statement->handle = handle;
  g_hash_table_insert (self->statements, (gpointer)text, statement);
  return statement;
}

static void
bind (sqlite3_stmt *handle, const EvSqlValue *values, guint count)
{
  for (guint i = 0; i < count; i++) {
    const EvSqlValue *value = &values[i];
    int place = (int)i + 1;

    if (value->type == 'i')
      sqlite3_bind_int64 (handle, place, value->integer);
    else if (value->type == 't')
      sqlite3_bind_text (handle, place, value->bytes, -1, SQLITE_TRANSIENT);
    else
      sqlite3_bind_blob64 (handle, place, value->bytes, value->length, SQLITE_TRANSIENT);
  }
}

static gboolean
execute (EvSql *sql, const char *text, const EvSqlValue *values, guint count, EvSqlRows **rows,
         GError **error)
{
  Statement *statement = prepare ((Connection *)sql, text, error);
  g_autoptr (EvSqlRows) done = NULL;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  g_assert (!sqlite3_stmt_busy (statement->handle));
  bind (statement->handle, values, count);
  if (rows != NULL) {
    *rows = &statement->rows;
    return TRUE;
  }
  done = &statement->rows;
  return ev_sql_next (done, &row, error);
}

static gboolean
next (EvSqlRows *rows, gboolean *row, GError **error)
{
  int result = sqlite3_step (((Statement *)rows)->handle);

  *row = result == SQLITE_ROW;
  return *row || result == SQLITE_DONE || ev_sql_sqlite_fail (rows->sql, error);
}

static void
end (EvSqlRows *rows)
{
  sqlite3_reset (((Statement *)rows)->handle);
}

static gint64
integer (const EvSqlRows *rows, int column)
{
  return sqlite3_column_int64 (((const Statement *)rows)->handle, column);
}

static const char *
column_text (const EvSqlRows *rows, int column)
{
  return (const char *)sqlite3_column_text (((const Statement *)rows)->handle, column);
}

static void
column_bytes (const EvSqlRows *rows, int column, void *bytes, gsize length)
{
  sqlite3_stmt *handle = ((const Statement *)rows)->handle;
  const void *found = sqlite3_column_blob (handle, column);

  if (found != NULL && (gsize)sqlite3_column_bytes (handle, column) == length)
    memcpy (bytes, found, length);
}

static const EvSqlDriver driver = {
  .close = close_connection,
  .script = script,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .purge = purge,
  .others = others,
  .check = check,
  .settle = settle,
  .execute = execute,
  .next = next,
  .end = end,
  .integer = integer,
  .text = column_text,
  .bytes = column_bytes,
};

static gboolean
set_up (Connection *self, GError **error)
{
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  return script (&self->sql,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                 "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
                 "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;",
                 error);
}

void
ev_sql_sqlite_set_up (void)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
}

EvSql *
ev_sql_sqlite_open (const char *path, gboolean create, GError **error)
{
  Connection *self = g_new0 (Connection, 1);
  g_autoptr (EvSql) sql = &self->sql;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  self->sql.driver = &driver;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  if (!exists && !create) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no central store at %s", path);
    return NULL;
  }
  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK) {
    ev_sql_sqlite_fail (sql, error);
    return NULL;
  }
  if (!exists)
    g_chmod (path, 0600);
  if (!set_up (self, error))
    return NULL;
  /* Who was here before may have lost power after removing something. */
  self->purged = create;
  empty_log (self);
  return g_steal_pointer (&sql);
}
