/* The central store in one SQLite file: its schema. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sqlite.h"

#include "server/central-sql-private.h"
#include "server/sql-sqlite.h"

#define SCHEMA_VERSION 5

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

/* Since version 3: published reports. */
static const char schema_3[] =
    "CREATE TABLE release (project INTEGER NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,"
    "  after TEXT, device INTEGER NOT NULL, at INTEGER NOT NULL, operator TEXT,"
    "  report TEXT NOT NULL, PRIMARY KEY (project, number), UNIQUE (project, id))"
    "  STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 3;";

/* Since version 4: bundles. */
static const char schema_4[] =
    "ALTER TABLE device ADD COLUMN key TEXT;"
    "CREATE INDEX device_key ON device (key) WHERE key IS NOT NULL;"
    "CREATE TABLE seal (project INTEGER NOT NULL, number INTEGER NOT NULL, secret TEXT NOT NULL,"
    "  PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 4;";

/* Since version 5: the admin's page. */
static const char schema_5[] =
    "ALTER TABLE device ADD COLUMN program TEXT;"
    "CREATE INDEX device_seen ON device (seen, role, state);"
    "ALTER TABLE invite ADD COLUMN made INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE invite ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX invite_made ON invite (project, made);"
    "CREATE TABLE admission (hash TEXT PRIMARY KEY, link INTEGER NOT NULL,"
    "  expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "PRAGMA user_version = 5;";

static gboolean
schema_version (EvSql *sql, gint64 *version, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "PRAGMA user_version", "");
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  *version = ev_sql_integer (rows, 0);
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
      (version > 1 || ev_sql_script (sql, schema_2, error)) &&
      (version > 2 || ev_sql_script (sql, schema_3, error)) &&
      (version > 3 || ev_sql_script (sql, schema_4, error)) &&
      (version > 4 || ev_sql_script (sql, schema_5, error)) && ev_sql_script (sql, "COMMIT", error))
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

EvCentral *
ev_central_sqlite_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (EvSql) sql = ev_sql_sqlite_open (path, create, error);

  if (sql == NULL || !ensure_schema (sql, error))
    return NULL;
  return ev_central_sql_new (g_steal_pointer (&sql));
}
