/* The tables of a register, made from the field table, and how older ones become new. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/schema-private.h"

#include <string.h>

#include "base/error.h"
#include "record/field.h"

/* Version 2. `access` says who looked at, took out or erased what, and can only grow; `release`
 * keeps the reports that were published, as their readers see them. */
/* Since version 3: records that left this laptop's scope while work on them was unfinished. */
#define TABLES_3                                                                                   \
  "CREATE TABLE leaving ("                                                                         \
  " kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id, kind)) STRICT, WITHOUT ROWID;"

#define TABLES_2                                                                                   \
  "CREATE TABLE access ("                                                                          \
  " place INTEGER PRIMARY KEY, at INTEGER NOT NULL, device TEXT NOT NULL, operator TEXT,"          \
  " action TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT) STRICT;"                             \
  "CREATE TRIGGER access_stays BEFORE UPDATE ON access BEGIN"                                      \
  " SELECT raise (ABORT, 'what was noted stays'); END;"                                            \
  "CREATE TRIGGER access_grows BEFORE DELETE ON access BEGIN"                                      \
  " SELECT raise (ABORT, 'what was noted stays'); END;"                                            \
  "CREATE TABLE release ("                                                                         \
  " place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, operator TEXT,"       \
  " report TEXT NOT NULL) STRICT;"

/* Since version 5: where a published report stands. `after` is the report that it was checked
 * against last, `number` its place on the server, `told` whether it ever had one; `refusal` says
 * why the server does not take it. */
#define TABLES_5                                                                                   \
  "ALTER TABLE release ADD COLUMN after TEXT;"                                                     \
  "ALTER TABLE release ADD COLUMN number INTEGER NOT NULL DEFAULT 0;"                              \
  "ALTER TABLE release ADD COLUMN told INTEGER NOT NULL DEFAULT 0;"                                \
  "ALTER TABLE release ADD COLUMN refusal TEXT;"

/* Since version 7: letters of other laptops on their way to the server, `state` as in
 * store/courier.c, and receipts on their way back; entries of the access log hang together by
 * `link`, and none goes but those that store/access.c has pruned. */
#define TABLES_7                                                                                   \
  "CREATE TABLE carried ("                                                                         \
  " place INTEGER PRIMARY KEY, device TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,"                   \
  " letter TEXT NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL) STRICT;"                    \
  "CREATE TABLE receipt ("                                                                         \
  " place INTEGER PRIMARY KEY, device TEXT NOT NULL, acked INTEGER NOT NULL,"                      \
  " parcel TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"                                            \
  "ALTER TABLE access ADD COLUMN link TEXT NOT NULL DEFAULT '';"                                   \
  "DROP TRIGGER access_grows; DROP TRIGGER access_stays;"                                          \
  "CREATE TRIGGER access_stays BEFORE UPDATE ON access WHEN old.link <> '' BEGIN"                  \
  " SELECT raise (ABORT, 'what was noted stays'); END;"                                            \
  "CREATE TRIGGER access_grows BEFORE DELETE ON access WHEN old.place > coalesce ("                \
  " (SELECT CAST (text AS INTEGER) FROM setting WHERE key = 'access.pruned'), 0) BEGIN"            \
  " SELECT raise (ABORT, 'what was noted stays'); END;"

/* The tables beside those of the records. `standing` has one row: where this laptop is. `change` is
 * the log of its own changes, `state` by EvLogState. `word` finds people by beginnings of words,
 * names (part 0) before the rest (part 1); `index_text` holds what a person is found by. `survivor`
 * has a row for everyone in a class of merged people; `candidate_key` has the keys under which
 * people who may be one meet. */
static const char TABLES[] =
    "CREATE TABLE standing ("
    " only INTEGER PRIMARY KEY CHECK (only = 1), device TEXT NOT NULL, machine TEXT,"
    " seq INTEGER NOT NULL DEFAULT 0, stamp INTEGER NOT NULL DEFAULT 0,"
    " seen INTEGER NOT NULL DEFAULT 0, digest TEXT NOT NULL, epoch TEXT,"
    " cursor INTEGER NOT NULL DEFAULT 0, acked INTEGER NOT NULL DEFAULT 0,"
    " difference INTEGER NOT NULL DEFAULT 0, last_sync INTEGER NOT NULL DEFAULT 0,"
    " last_verified INTEGER NOT NULL DEFAULT 0, last_error TEXT,"
    " commits INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE setting (key TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE change ("
    " place INTEGER PRIMARY KEY, device TEXT NOT NULL, seq INTEGER NOT NULL,"
    " stamp INTEGER NOT NULL, operator TEXT, kind TEXT NOT NULL, id TEXT NOT NULL,"
    " fields TEXT NOT NULL, bases TEXT NOT NULL, state INTEGER NOT NULL,"
    " reason TEXT, field TEXT, parked_at INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE UNIQUE INDEX change_seq ON change (device, seq);"
    "CREATE INDEX change_record ON change (id, kind);"
    "CREATE INDEX change_state ON change (state, stamp);"
    "CREATE TABLE conflict ("
    " kind TEXT NOT NULL, id TEXT NOT NULL, part TEXT NOT NULL,"
    " lost_device TEXT NOT NULL, lost_seq INTEGER NOT NULL, lost_stamp INTEGER NOT NULL,"
    " kept_device TEXT NOT NULL, kept_seq INTEGER NOT NULL, kept_stamp INTEGER NOT NULL,"
    " operator TEXT, fields TEXT NOT NULL,"
    " PRIMARY KEY (id, kind, part, lost_device, lost_seq)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE survivor (person TEXT PRIMARY KEY, root TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX survivor_root ON survivor (root);"
    "CREATE TABLE index_text (person INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;"
    "CREATE TABLE word ("
    " part INTEGER NOT NULL, word TEXT NOT NULL, words TEXT NOT NULL, person INTEGER NOT NULL,"
    " PRIMARY KEY (part, word, words, person)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE candidate_key ("
    " key TEXT NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (key, person)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX candidate_key_person ON candidate_key (person);" TABLES_2 TABLES_3 TABLES_5
        TABLES_7;

/* Since version 2 the index by session holds the role, so that reports need nothing else. */
#define ATTENDANCE_BY_SESSION "(session, person, status, deleted, role)"

static const EvSchemaStep known_steps[] = {
  { 1, TABLES_2 "DROP INDEX IF EXISTS attendance_session;"
                "CREATE INDEX attendance_session ON attendance " ATTENDANCE_BY_SESSION },
  { 2, TABLES_3 },
  { 3, "ALTER TABLE standing ADD COLUMN commits INTEGER NOT NULL DEFAULT 0" },
  { 4, TABLES_5 },
  { 5, "" }, /* version 6 had a table for what is with the event since version 8 */
  { 6, TABLES_7 },
  { 7, "DROP TABLE IF EXISTS earlier" },
};

/* Attendances are counted from their index alone. */
static const struct {
  EvKind kind;
  const char *name;
  const char *columns;
} indexes[] = {
  { EV_KIND_SESSION, "event", "(event)" },
  { EV_KIND_SESSION, "date", "(date)" },
  { EV_KIND_PERSON, "deleted", "(deleted) WHERE deleted = 1" },
  { EV_KIND_PERSON, "merged_into", "(merged_into) WHERE merged_into IS NOT NULL" },
  { EV_KIND_ATTENDANCE, "session", ATTENDANCE_BY_SESSION },
  { EV_KIND_ATTENDANCE, "person", "(person)" },
  { EV_KIND_RESULT, "event", "(event)" },
  { EV_KIND_BENEFICIARY, "result", "(result)" },
  { EV_KIND_BENEFICIARY, "person", "(person)" },
  { EV_KIND_NOTE, "about", "(about)" },
  { EV_KIND_APART, "other", "(other)" },
  { EV_KIND_APART, "person", "(person)" },
};

static const char *const own_columns[] = { "place", "id", "versions", "extra", NULL };

static const char *
column_type (const EvField *field)
{
  switch (field->type) {
  case EV_TYPE_INTEGER:
  case EV_TYPE_BOOLEAN:
  case EV_TYPE_MOMENT:
  case EV_TYPE_MONEY:
    return "INTEGER";
  case EV_TYPE_TEXT:
  case EV_TYPE_LONG_TEXT:
  case EV_TYPE_DATE:
  case EV_TYPE_TIME:
  case EV_TYPE_CODE:
  case EV_TYPE_CODES:
  case EV_TYPE_REFERENCE:
  case EV_TYPE_ABOUT:
  case EV_TYPE_MAP:
  case EV_TYPE_STROKES:
  default:
    return "TEXT";
  }
}

static gboolean
create_table (EvDatabase *database, EvKind kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  g_string_printf (sql, "CREATE TABLE \"%s\" (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE",
                   ev_kind_name (kind));
  for (guint i = 0; i < count; i++)
    g_string_append_printf (sql, ", \"%s\" %s%s", table[i].name, column_type (&table[i]),
                            table[i].derived ? " NOT NULL" : "");
  g_string_append (sql, ", versions TEXT NOT NULL, extra TEXT) STRICT;");
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    if (indexes[i].kind == kind)
      g_string_append_printf (sql, "CREATE INDEX \"%s_%s\" ON \"%s\" %s;", ev_kind_name (kind),
                              indexes[i].name, ev_kind_name (kind), indexes[i].columns);
  return ev_database_script (database, sql->str, error);
}

static gboolean
set_version (EvDatabase *database, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);
  return ev_database_script (database, sql, error);
}

gboolean
ev_schema_create (EvDatabase *database, GError **error)
{
  for (int kind = 0; kind < EV_N_KINDS; kind++)
    if (!create_table (database, (EvKind)kind, error))
      return FALSE;
  return ev_database_script (database, TABLES, error) &&
         set_version (database, EV_SCHEMA_VERSION, error);
}

/* The columns that a table has: none if there is no table. NULL with error. */
static GHashTable *
columns_of (EvDatabase *database, EvKind kind, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query = ev_query_new (
      database, error, "SELECT name FROM pragma_table_info (?)", "s", ev_kind_name (kind));

  while (query != NULL && ev_query_next (query, error))
    g_hash_table_add (columns, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&columns) : NULL;
}

static gboolean
check_columns (EvKind kind, GHashTable *columns, gboolean *behind, GError **error)
{
  GHashTableIter iter;
  gpointer name;
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (own_columns, name) && ev_field_find (kind, name) == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_TOO_NEW, "%s.%s was made by a newer version",
                   ev_kind_name (kind), (const char *)name);
      return FALSE;
    }
  for (guint i = 0; i < count; i++)
    if (!g_hash_table_contains (columns, table[i].name))
      *behind = TRUE;
  return TRUE;
}

static gboolean
read_version (EvDatabase *database, int limit, gint64 *version, GError **error)
{
  if (!ev_query_number (database, version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (*version > limit) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_NEW, "schema %" G_GINT64_FORMAT ", at most %d",
                 *version, limit);
    return FALSE;
  }
  if (*version < 1) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "this database is no register");
    return FALSE;
  }
  return TRUE;
}

gboolean
ev_schema_is_behind (EvDatabase *database, int version, gboolean *behind, GError **error)
{
  gint64 found;

  if (!read_version (database, version, &found, error))
    return FALSE;
  *behind = found < version;
  for (int kind = 0; kind < EV_N_KINDS; kind++) {
    g_autoptr (GHashTable) columns = columns_of (database, (EvKind)kind, error);
    if (columns == NULL || !check_columns ((EvKind)kind, columns, behind, error))
      return FALSE;
  }
  return TRUE;
}

/* Values that an older version kept without knowing them find their column. */
static gboolean
add_column (EvDatabase *database, EvKind kind, const EvField *field, GError **error)
{
  const char *type = column_type (field);
  g_autofree char *sql = g_strdup_printf (
      "ALTER TABLE \"%1$s\" ADD COLUMN \"%2$s\" %3$s;"
      "UPDATE \"%1$s\" SET \"%2$s\" = extra ->> '$.%2$s', extra = json_remove (extra, '$.%2$s')"
      " WHERE json_type (extra, '$.%2$s') = '%4$s';"
      "UPDATE \"%1$s\" SET extra = NULL WHERE extra = '{}'",
      ev_kind_name (kind), field->name, type, strcmp (type, "TEXT") == 0 ? "text" : "integer");

  return ev_database_script (database, sql, error);
}

static gboolean
fit_table (EvDatabase *database, EvKind kind, GError **error)
{
  guint count;
  const EvField *table = ev_field_table (kind, &count);
  g_autoptr (GHashTable) columns = columns_of (database, kind, error);

  if (columns == NULL)
    return FALSE;
  if (g_hash_table_size (columns) == 0)
    return create_table (database, kind, error);
  for (guint i = 0; i < count; i++)
    if (!g_hash_table_contains (columns, table[i].name) &&
        !add_column (database, kind, &table[i], error))
      return FALSE;
  return TRUE;
}

static const EvSchemaStep *
find_step (const EvSchemaStep *steps, guint count, gint64 from)
{
  for (guint i = 0; i < count; i++)
    if (steps[i].from == from)
      return &steps[i];
  return NULL;
}

gboolean
ev_schema_migrate (EvDatabase *database, const EvSchemaStep *steps, guint count, int version,
                   GError **error)
{
  gint64 found;

  if (!read_version (database, version, &found, error))
    return FALSE;
  for (; found < version; found++) {
    const EvSchemaStep *step = find_step (steps, count, found);
    if (step == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "no way from schema %" G_GINT64_FORMAT,
                   found);
      return FALSE;
    }
    if (!ev_database_script (database, step->sql, error))
      return FALSE;
  }
  for (int kind = 0; kind < EV_N_KINDS; kind++)
    if (!fit_table (database, (EvKind)kind, error))
      return FALSE;
  return set_version (database, version, error);
}

gboolean
ev_schema_update (EvDatabase *database, GError **error)
{
  gboolean behind;

  if (!ev_schema_is_behind (database, EV_SCHEMA_VERSION, &behind, error))
    return FALSE;
  if (!behind)
    return TRUE;
  if (!ev_database_script (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (ev_schema_migrate (database, known_steps, G_N_ELEMENTS (known_steps), EV_SCHEMA_VERSION,
                         error) &&
      ev_database_script (database, "COMMIT", error))
    return TRUE;
  ev_database_script (database, "ROLLBACK", NULL);
  return FALSE;
}
