/* The central store in one SQLite file: schema, transactions, facts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sqlite-private.h"

#define SCHEMA_VERSION 2

/* A record is one row with all that is known of it: one look and one write for each change. */
static const char schema[] =
    "CREATE TABLE fact (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE project (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,"
    "  name TEXT NOT NULL, cursor INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE team (number INTEGER PRIMARY KEY, project INTEGER NOT NULL, id TEXT NOT NULL,"
    "  code TEXT, UNIQUE (project, id)) STRICT;"
    "CREATE INDEX team_by_code ON team (project, code);"
    "CREATE TABLE device (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    "  project INTEGER NOT NULL, name TEXT, role INTEGER NOT NULL, state INTEGER NOT NULL,"
    "  teams TEXT NOT NULL, token TEXT, acked INTEGER NOT NULL, enrolled INTEGER NOT NULL,"
    "  seen INTEGER NOT NULL) STRICT;"
    "CREATE INDEX device_token ON device (token);"
    "CREATE TABLE invite (code TEXT PRIMARY KEY, project INTEGER NOT NULL, role INTEGER NOT NULL,"
    "  teams TEXT NOT NULL, expires INTEGER NOT NULL, device INTEGER NOT NULL, token TEXT)"
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE record (number INTEGER PRIMARY KEY, project INTEGER NOT NULL,"
    "  kind INTEGER NOT NULL, id TEXT NOT NULL, fields TEXT NOT NULL, versions TEXT NOT NULL,"
    "  marks TEXT NOT NULL, places TEXT NOT NULL, home INTEGER NOT NULL, anchor TEXT,"
    "  high INTEGER NOT NULL, low INTEGER NOT NULL, UNIQUE (project, kind, id)) STRICT;"
    "CREATE INDEX record_by_anchor ON record (project, anchor, kind) WHERE anchor IS NOT NULL;"
    "CREATE TABLE news (project INTEGER NOT NULL, scope INTEGER NOT NULL, cursor INTEGER NOT NULL,"
    "  record INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (project, scope, cursor))"
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE sum (project INTEGER NOT NULL, places TEXT NOT NULL, high INTEGER NOT NULL,"
    "  low INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (project, places))"
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE receipt (device INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,"
    "  reason TEXT, field TEXT, record INTEGER, cursor INTEGER NOT NULL, taken_at INTEGER NOT NULL,"
    "  body TEXT, PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX receipt_by_record ON receipt (record) WHERE record IS NOT NULL;"
    "CREATE TABLE conflict (number INTEGER PRIMARY KEY, record INTEGER NOT NULL, grp TEXT NOT NULL,"
    "  cursor INTEGER NOT NULL, settled INTEGER NOT NULL, lost_device TEXT NOT NULL,"
    "  lost_seq INTEGER NOT NULL, lost_stamp INTEGER NOT NULL, kept_device TEXT NOT NULL,"
    "  kept_seq INTEGER NOT NULL, kept_stamp INTEGER NOT NULL, lost TEXT NOT NULL) STRICT;"
    "CREATE INDEX conflict_by_record ON conflict (record);"
    "CREATE TABLE erased (project INTEGER NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,"
    "  PRIMARY KEY (project, id)) STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 1;";

/* Since version 2: what waits for the admin. */
static const char schema_2[] =
    "CREATE TABLE held (number INTEGER PRIMARY KEY, project INTEGER NOT NULL,"
    "  device INTEGER NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL,"
    "  author TEXT NOT NULL, seq INTEGER NOT NULL, stamp INTEGER NOT NULL, fields TEXT NOT NULL,"
    "  UNIQUE (project, kind, id, author, seq, fields)) STRICT;"
    "PRAGMA user_version = 2;";

EvSql *
ev_central_sqlite_sql (EvCentral *central)
{
  return ((EvCentralSqlite *)central)->sql;
}

static void
close_store (EvCentral *central)
{
  EvCentralSqlite *self = (EvCentralSqlite *)central;
  ev_sql_close (self->sql);
  g_free (self);
}

static gboolean
begin (EvCentral *central, gboolean write, GError **error)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  return write ? ev_sql_run (sql, error, "BEGIN IMMEDIATE", "")
               : ev_sql_run (sql, error, "BEGIN DEFERRED", "");
}

/* What was erased is not to stay in the log. A reader at work may hold it back: then the next
 * commit tries again. */
static void
empty_log (EvCentralSqlite *self)
{
  int result;

  if (!self->purged)
    return;
  result = sqlite3_wal_checkpoint_v2 (ev_sql_handle (self->sql), NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                      NULL, NULL);
  self->purged = result != SQLITE_OK;
}

static gboolean
commit (EvCentral *central, GError **error)
{
  if (!ev_sql_run (ev_central_sqlite_sql (central), error, "COMMIT", ""))
    return FALSE;
  empty_log ((EvCentralSqlite *)central);
  return TRUE;
}

static void
rollback (EvCentral *central)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  if (!sqlite3_get_autocommit (ev_sql_handle (sql)))
    ev_sql_run (sql, NULL, "ROLLBACK", "");
}

static gboolean
mark (EvCentral *central, GError **error)
{
  return ev_sql_run (ev_central_sqlite_sql (central), error, "SAVEPOINT mark", "");
}

static gboolean
keep (EvCentral *central, GError **error)
{
  return ev_sql_run (ev_central_sqlite_sql (central), error, "RELEASE mark", "");
}

static gboolean
undo (EvCentral *central, GError **error)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  return ev_sql_run (sql, error, "ROLLBACK TO mark", "") &&
         ev_sql_run (sql, error, "RELEASE mark", "");
}

static gboolean
fact (EvCentral *central, const char *name, char **text, GError **error)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT text FROM fact WHERE name = ?", "t", name);
  gboolean row;

  *text = NULL;
  if (!ev_sql_next (sql, rows, &row, error))
    return FALSE;
  if (row)
    *text = ev_sql_dup (rows, 0);
  return TRUE;
}

static gboolean
set_fact (EvCentral *central, const char *name, const char *text, GError **error)
{
  EvSql *sql = ev_central_sqlite_sql (central);

  if (text == NULL)
    return ev_sql_run (sql, error, "DELETE FROM fact WHERE name = ?", "t", name);
  return ev_sql_run (sql, error, "INSERT OR REPLACE INTO fact VALUES (?, ?)", "tt", name, text);
}

static gboolean
schema_version (EvSql *sql, gint64 *version, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "PRAGMA user_version", "");
  gboolean row;

  if (!ev_sql_next (sql, rows, &row, error))
    return FALSE;
  *version = sqlite3_column_int64 (rows, 0);
  return TRUE;
}

static gboolean
update_schema (EvSql *sql, GError **error)
{
  gint64 version;

  if (!ev_sql_script (sql, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (schema_version (sql, &version, error) &&
      (version > 0 || ev_sql_script (sql, schema, error)) &&
      (version > 1 || ev_sql_script (sql, schema_2, error)) && ev_sql_script (sql, "COMMIT", error))
    return TRUE;
  ev_sql_script (sql, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
ensure_schema (EvSql *sql, GError **error)
{
  gint64 version = 0;

  if (!schema_version (sql, &version, error))
    return FALSE;
  if (version > SCHEMA_VERSION) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_NEW, "central store of schema %" G_GINT64_FORMAT,
                 version);
    return FALSE;
  }
  return version == SCHEMA_VERSION || update_schema (sql, error);
}

static gboolean
check (EvCentral *central, GPtrArray *problems, GError **error)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "PRAGMA integrity_check", "");
  gboolean row;

  while (ev_sql_next (sql, rows, &row, error)) {
    if (!row)
      return TRUE;
    if (g_strcmp0 (ev_sql_text (rows, 0), "ok") != 0)
      g_ptr_array_add (problems, ev_sql_dup (rows, 0));
  }
  return FALSE;
}

gint64
ev_central_sqlite_version (EvCentral *central)
{
  EvSql *sql = ev_central_sqlite_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, NULL, "PRAGMA data_version", "");
  gboolean row;

  return ev_sql_next (sql, rows, &row, NULL) && row ? sqlite3_column_int64 (rows, 0) : 0;
}

EvCentral *
ev_central_sqlite_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (EvSql) sql = ev_sql_open (path, create, error);
  EvCentralSqlite *self;

  if (sql == NULL || !ensure_schema (sql, error))
    return NULL;
  self = g_new0 (EvCentralSqlite, 1);
  self->sql = g_steal_pointer (&sql);
  self->central = (EvCentral){
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .mark = mark,
    .keep = keep,
    .undo = undo,
    .fact = fact,
    .set_fact = set_fact,
    .check = check,
  };
  ev_central_sqlite_device_install (&self->central);
  ev_central_sqlite_record_install (&self->central);
  ev_central_sqlite_receipt_install (&self->central);
  ev_central_sqlite_held_install (&self->central);
  return &self->central;
}
