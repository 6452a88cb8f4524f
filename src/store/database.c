/* A connection to the database: opened in one way only, errors by code, statements reused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"

#define BUSY_MILLISECONDS 10000

struct _EvQuery {
  EvDatabase *database;
  char *sql;
  sqlite3_stmt *statement;
  gboolean ended;
};

/* No foreign keys: references between records may dangle. Temporary storage stays in memory, and
 * what is deleted is overwritten. */
static const char SETTINGS[] = "PRAGMA journal_mode = WAL;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = OFF;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA cache_size = -16000;";

static EvErrorCode
code_of (int result, int system_error)
{
  switch (result & 0xff) {
  case SQLITE_FULL:
    return EV_ERROR_DISK_FULL;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return EV_ERROR_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return EV_ERROR_DAMAGED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return EV_ERROR_BUSY;
  default:
    break;
  }
  if (system_error == ENOSPC || system_error == EDQUOT)
    return EV_ERROR_DISK_FULL;
  if (system_error == EACCES || system_error == EROFS || system_error == EPERM)
    return EV_ERROR_READ_ONLY;
  return EV_ERROR_STORAGE;
}

/* A page, or a frame of the log, whose seal is broken. A connection that did not even come to be
 * has read the first page only. */
static gboolean
fail_at_page (EvDatabase *database, GError **error)
{
  gint place = 1;

  sqlite3_file_control (database->handle, "main", EV_VAULT_ASK_DAMAGE, &place);
  g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "database: %s %d does not open with the key",
               place < 0 ? "frame of the log" : "page", ABS (place));
  return FALSE;
}

gboolean
ev_database_fail (EvDatabase *database, GError **error)
{
  int result = sqlite3_extended_errcode (database->handle);
  int system_error = (result & 0xff) == SQLITE_IOERR || (result & 0xff) == SQLITE_CANTOPEN
                         ? sqlite3_system_errno (database->handle)
                         : 0;

  if (result == SQLITE_IOERR_DATA)
    return fail_at_page (database, error);
  g_set_error (error, EV_ERROR, code_of (result, system_error), "database: %s (%d)",
               sqlite3_errmsg (database->handle), result);
  return FALSE;
}

gboolean
ev_database_script (EvDatabase *database, const char *sql, GError **error)
{
  if (sqlite3_exec (database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    return ev_database_fail (database, error);
  return TRUE;
}

/* Takes effect only before the first page is written. */
static gboolean
shape_pages (EvDatabase *database, GError **error)
{
  int reserved = EV_DATABASE_RESERVED;

  if (!ev_database_script (database, "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE", error))
    return FALSE;
  if (sqlite3_file_control (database->handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved) !=
      SQLITE_OK)
    return ev_database_fail (database, error);
  return TRUE;
}

static gboolean
set_up (EvDatabase *database, gboolean create, GError **error)
{
  sqlite3_extended_result_codes (database->handle, 1);
  sqlite3_busy_timeout (database->handle, BUSY_MILLISECONDS);
  return (!create || shape_pages (database, error)) &&
         ev_database_script (database, SETTINGS, error);
}

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Statements differ at their ends, and are long: these few bytes tell most of them apart. */
static guint
hash_sql (gconstpointer sql)
{
  const char *text = sql;
  gsize length = strlen (text);
  guint hash = (guint)length;

  for (gsize i = length > 24 ? length - 24 : 0; i < length; i++)
    hash = hash * 33 + (guchar)text[i];
  return hash;
}

EvDatabase *
ev_database_open (const char *file, const char *vfs, gboolean create, GError **error)
{
  g_autoptr (EvDatabase) database = g_new0 (EvDatabase, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  database->statements = g_hash_table_new_full (hash_sql, g_str_equal, g_free, finalize);
  if (create)
    flags |= SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2 (file, &database->handle, flags, vfs) != SQLITE_OK) {
    ev_database_fail (database, error);
    return NULL;
  }
  if (!set_up (database, create, error))
    return NULL;
  return g_steal_pointer (&database);
}

gboolean
ev_database_checkpoint (EvDatabase *database, GError **error)
{
  int result =
      sqlite3_wal_checkpoint_v2 (database->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  return result == SQLITE_OK || ev_database_fail (database, error);
}

void
ev_database_discard (const char *file)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (file, suffixes[i], NULL);
    g_unlink (path);
  }
}

void
ev_database_close (EvDatabase *database)
{
  if (database == NULL)
    return;
  g_hash_table_unref (database->statements);
  sqlite3_close_v2 (database->handle);
  g_free (database);
}

/* A statement in use is out of the table, so that a query within a query of the same text gets one
 * of its own. */
static EvQuery *
prepare (EvDatabase *database, const char *sql, GError **error)
{
  g_autoptr (EvQuery) query = g_new0 (EvQuery, 1);
  gpointer key = NULL, statement = NULL;

  query->database = database;
  if (g_hash_table_steal_extended (database->statements, sql, &key, &statement)) {
    query->sql = key;
    query->statement = statement;
    return g_steal_pointer (&query);
  }
  query->sql = g_strdup (sql);
  if (sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &query->statement,
                          NULL) != SQLITE_OK) {
    ev_database_fail (database, error);
    return NULL;
  }
  return g_steal_pointer (&query);
}

static EvQuery *
query_new (EvDatabase *database, GError **error, const char *sql, const char *types, va_list values)
{
  g_autoptr (EvQuery) query = prepare (database, sql, error);

  for (int i = 0; query != NULL && types[i] != '\0'; i++) {
    const char *text = types[i] == 's' ? va_arg (values, const char *) : NULL;
    int result = types[i] == 's'
                     ? sqlite3_bind_text (query->statement, i + 1, text, -1, SQLITE_TRANSIENT)
                     : sqlite3_bind_int64 (query->statement, i + 1, va_arg (values, gint64));
    if (result != SQLITE_OK) {
      ev_database_fail (database, error);
      return NULL;
    }
  }
  return g_steal_pointer (&query);
}

EvQuery *
ev_query_new (EvDatabase *database, GError **error, const char *sql, const char *types, ...)
{
  EvQuery *query;
  va_list values;

  va_start (values, types);
  query = query_new (database, error, sql, types, values);
  va_end (values);
  return query;
}

void
ev_query_free (EvQuery *query)
{
  if (query == NULL)
    return;
  if (query->statement != NULL) {
    sqlite3_reset (query->statement);
    sqlite3_clear_bindings (query->statement);
    g_hash_table_replace (query->database->statements, g_steal_pointer (&query->sql),
                          query->statement);
  }
  g_free (query->sql);
  g_free (query);
}

gboolean
ev_query_next (EvQuery *query, GError **error)
{
  int result = sqlite3_step (query->statement);

  if (result == SQLITE_ROW)
    return TRUE;
  query->ended = result == SQLITE_DONE;
  if (!query->ended)
    ev_database_fail (query->database, error);
  return FALSE;
}

gboolean
ev_query_ended (const EvQuery *query)
{
  return query->ended;
}

const char *
ev_query_text (EvQuery *query, int column)
{
  return (const char *)sqlite3_column_text (query->statement, column);
}

gint64
ev_query_integer (EvQuery *query, int column)
{
  return sqlite3_column_int64 (query->statement, column);
}

sqlite3_stmt *
ev_query_statement (EvQuery *query)
{
  return query->statement;
}

gboolean
ev_query_run (EvDatabase *database, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (EvQuery) query = NULL;
  va_list values;

  va_start (values, types);
  query = query_new (database, error, sql, types, values);
  va_end (values);
  while (query != NULL && ev_query_next (query, error))
    continue;
  return query != NULL && ev_query_ended (query);
}

gboolean
ev_query_number (EvDatabase *database, gint64 *number, GError **error, const char *sql,
                 const char *types, ...)
{
  g_autoptr (EvQuery) query = NULL;
  va_list values;

  va_start (values, types);
  query = query_new (database, error, sql, types, values);
  va_end (values);
  *number = 0;
  if (query == NULL)
    return FALSE;
  if (ev_query_next (query, error)) {
    *number = ev_query_integer (query, 0);
    return TRUE;
  }
  return ev_query_ended (query);
}
