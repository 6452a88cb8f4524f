/* The central store in SQL: records, news, sums. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

#define COLUMNS "number, project, kind, id, fields, versions, marks, places, home, high, low"
#define RECORD "SELECT " COLUMNS " FROM record "

/* Looks up each text of a list by itself, along the index, whatever is thought of the table. */
#define EACH "FROM unnest (CAST (? AS TEXT[])) AS wanted (name) CROSS JOIN LATERAL "

static gboolean
read_fields (EvRecord *record, const char *text)
{
  g_autoptr (EvJson) fields = cJSON_Parse (text);
  const cJSON *member = NULL;

  cJSON_ArrayForEach (member, fields) {
    ev_record_take (record, member->string, ev_value_from_json (member));
  }
  return cJSON_IsObject (fields);
}

static EvCentralRecord *
record_of_row (EvSqlRows *rows, GError **error)
{
  g_autoptr (EvCentralRecord) record = ev_central_record_new (
      ev_sql_integer (rows, 1), (EvKind)ev_sql_integer (rows, 2), ev_sql_text (rows, 3));

  record->number = ev_sql_integer (rows, 0);
  if (!read_fields (record->record, ev_sql_text (rows, 4)) ||
      !ev_record_versions_parse (record->record, ev_sql_text (rows, 5), NULL)) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "central store: record %" G_GINT64_FORMAT,
                 record->number);
    return NULL;
  }
  ev_central_marks_parse (record, ev_sql_text (rows, 6));
  ev_central_places_parse (record, ev_sql_text (rows, 7));
  record->home = ev_sql_integer (rows, 8);
  record->digest.high = (guint64)ev_sql_integer (rows, 9);
  record->digest.low = (guint64)ev_sql_integer (rows, 10);
  return g_steal_pointer (&record);
}

static gboolean
read_record (EvSql *sql, EvSqlRows *rows, EvCentralRecord **record, GError **error)
{
  gboolean row;

  *record = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *record = record_of_row (rows, error);
  return !row || *record != NULL;
}

static gboolean
record_find (EvCentral *central, gint64 project, EvKind kind, const char *id,
             EvCentralRecord **record, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, RECORD "WHERE project = ? AND kind = ? AND id = ?", "iit", project,
                    (gint64)kind, id);
  return read_record (sql, rows, record, error);
}

static gboolean
record_get (EvCentral *central, gint64 number, EvCentralRecord **record, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, RECORD "WHERE number = ?", "i", number);
  return read_record (sql, rows, record, error);
}

static gboolean
find_one_by_one (EvCentral *central, gint64 project, EvKind kind, const GPtrArray *ids,
                 GPtrArray *found, GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    EvCentralRecord *record;
    if (!record_find (central, project, kind, ids->pdata[i], &record, error))
      return FALSE;
    if (record != NULL)
      g_ptr_array_add (found, record);
  }
  return TRUE;
}

static gboolean
find_at_once (EvSql *sql, gint64 project, EvKind kind, const GPtrArray *ids, GPtrArray *found,
              GError **error)
{
  g_autofree char *list = ev_sql_list (ids);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT " COLUMNS " " EACH "(SELECT " COLUMNS " FROM record WHERE project = ?"
                    " AND kind = ? AND id = wanted.name LIMIT 1) AS found",
                    "tii", list, project, (gint64)kind);
  EvCentralRecord *record = NULL;

  while (read_record (sql, rows, &record, error)) {
    if (record == NULL)
      return TRUE;
    g_ptr_array_add (found, record);
  }
  return FALSE;
}

static gboolean
records_find (EvCentral *central, gint64 project, EvKind kind, const GPtrArray *ids,
              GPtrArray **records, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_record_free);

  if (ev_sql_is_remote (sql) ? !find_at_once (sql, project, kind, ids, found, error)
                             : !find_one_by_one (central, project, kind, ids, found, error))
    return FALSE;
  *records = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
add_anchors (EvSqlRows *rows, GPtrArray *found, GError **error)
{
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row)
      return TRUE;
    g_ptr_array_add (found, ev_sql_dup (rows, 0));
  }
  return FALSE;
}

static gboolean
anchors_at_once (EvSql *sql, gint64 project, const GPtrArray *ids, GPtrArray *found, GError **error)
{
  g_autofree char *list = ev_sql_list (ids);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT anchor " EACH "(SELECT anchor FROM record WHERE project = ?"
                    " AND anchor = wanted.name LIMIT 1) AS found",
                    "ti", list, project);
  return add_anchors (rows, found, error);
}

static gboolean
anchors_one_by_one (EvSql *sql, gint64 project, const GPtrArray *ids, GPtrArray *found,
                    GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EvSqlRows) rows = ev_sql_query (
        sql, error, "SELECT anchor FROM record WHERE project = ? AND anchor = ? LIMIT 1", "it",
        project, ids->pdata[i]);
    if (!add_anchors (rows, found, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
anchors_find (EvCentral *central, gint64 project, const GPtrArray *ids, GPtrArray **anchors,
              GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  if (ev_sql_is_remote (sql) ? !anchors_at_once (sql, project, ids, found, error)
                             : !anchors_one_by_one (sql, project, ids, found, error))
    return FALSE;
  *anchors = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
record_save (EvCentral *central, EvCentralRecord *record, const char *anchor, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autofree char *fields = record->fields != NULL ? g_steal_pointer (&record->fields)
                                                   : ev_central_fields_format (record->record);
  g_autofree char *versions = record->versions != NULL ? g_steal_pointer (&record->versions)
                                                       : ev_record_versions_format (record->record);
  g_autofree char *marks = ev_central_marks_format (record);
  g_autofree char *places = ev_central_places_format (record);
  gint64 number;

  if (record->number != 0)
    return ev_sql_run (sql, error,
                       "UPDATE record SET fields = ?, versions = ?, marks = ?, places = ?,"
                       " home = ?, anchor = ?, high = ?, low = ? WHERE number = ?",
                       "ttttitiii", fields, versions, marks, places, record->home, anchor,
                       (gint64)record->digest.high, (gint64)record->digest.low, record->number);
  if (!ev_central_sql_record_number (central, &number, error))
    return FALSE;
  if (number != 0) {
    record->number = number;
    return ev_sql_run (sql, error,
                       "INSERT INTO record (number, project, kind, id, fields, versions, marks,"
                       " places, home, anchor, high, low)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       "iiitttttitii", number, record->project,
                       (gint64)ev_record_kind (record->record), ev_record_id (record->record),
                       fields, versions, marks, places, record->home, anchor,
                       (gint64)record->digest.high, (gint64)record->digest.low);
  }
  return ev_sql_insert (sql, &record->number, error,
                        "INSERT INTO record (project, kind, id, fields, versions, marks, places,"
                        " home, anchor, high, low) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        " RETURNING number",
                        "iitttttitii", record->project, (gint64)ev_record_kind (record->record),
                        ev_record_id (record->record), fields, versions, marks, places,
                        record->home, anchor, (gint64)record->digest.high,
                        (gint64)record->digest.low);
}

static gboolean
read_numbers (EvSql *sql, EvSqlRows *rows, GArray **numbers, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    gint64 number;
    if (!row) {
      *numbers = g_steal_pointer (&found);
      return TRUE;
    }
    number = ev_sql_integer (rows, 0);
    g_array_append_val (found, number);
  }
  return FALSE;
}

static gboolean
records_at (EvCentral *central, gint64 project, EvKind kind, const char *id, GArray **numbers,
            GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT number FROM record WHERE project = ? AND anchor = ? AND kind = ?", "iti",
      project, id, (gint64)kind);
  return read_numbers (sql, rows, numbers, error);
}

/* By `query`, which has the bounds of the derived ids. */
static gboolean
find_derived (EvCentral *central, const char *query, gint64 project, EvKind kind, const char *id,
              GArray **numbers, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autofree char *from = g_strconcat (id, ".", NULL);
  g_autofree char *to = g_strconcat (id, "/", NULL);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, query, "iitt", project, (gint64)kind, from, to);
  return read_numbers (sql, rows, numbers, error);
}

static gboolean
records_under (EvCentral *central, gint64 project, EvKind kind, const char *id, GArray **numbers,
               GError **error)
{
  return find_derived (
      central, "SELECT number FROM record WHERE project = ? AND kind = ? AND id > ? AND id < ?",
      project, kind, id, numbers, error);
}

static gboolean
records_at_under (EvCentral *central, gint64 project, EvKind kind, const char *id, GArray **numbers,
                  GError **error)
{
  return find_derived (central,
                       "SELECT number FROM record WHERE project = ? AND kind = ? AND anchor > ?"
                       " AND anchor < ?",
                       project, kind, id, numbers, error);
}

static gboolean
records_after (EvCentral *central, gint64 project, gint64 after, guint limit, GArray **numbers,
               GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error,
      "SELECT number FROM record WHERE number > ? AND project = ? ORDER BY number LIMIT ?", "iii",
      after, project, (gint64)limit);
  return read_numbers (sql, rows, numbers, error);
}

static gboolean
news (EvCentral *central, gint64 project, gint64 scope, gint64 after, guint limit, GArray **array,
      GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT cursor, record, kind FROM news WHERE project = ? AND scope = ?"
                    " AND cursor > ? ORDER BY cursor LIMIT ?",
                    "iiii", project, scope, after, (gint64)limit);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EvNews));
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    EvNews item = { .scope = scope };
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    item.cursor = ev_sql_integer (rows, 0);
    item.record = ev_sql_integer (rows, 1);
    item.kind = (EvNewsKind)ev_sql_integer (rows, 2);
    g_array_append_val (found, item);
  }
  return FALSE;
}

/* From scope to scope along the primary key: a few looks for each, however many news there are. */
static gboolean
news_scopes (EvCentral *central, gint64 project, gint64 after, GArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error,
      "WITH RECURSIVE step (scope) AS (SELECT min (scope) FROM news WHERE project = ?"
      "  UNION ALL SELECT (SELECT min (scope) FROM news WHERE project = ? AND scope > step.scope)"
      "  FROM step WHERE step.scope IS NOT NULL)"
      " SELECT scope, last FROM (SELECT scope, (SELECT max (cursor) FROM news WHERE project = ?"
      "  AND news.scope = step.scope) AS last FROM step WHERE scope IS NOT NULL) AS scopes"
      " WHERE last > ?",
      "iiii", project, project, project, after);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EvScopeNews));
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    EvScopeNews item;
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    item = (EvScopeNews){ ev_sql_integer (rows, 0), ev_sql_integer (rows, 1) };
    g_array_append_val (found, item);
  }
  return FALSE;
}

static gboolean
news_add (EvCentral *central, gint64 project, const EvNews *item, GError **error)
{
  return ev_sql_run (
      ev_central_sql (central), error,
      "INSERT INTO news (project, scope, cursor, record, kind) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (project, scope, cursor) DO UPDATE"
      " SET record = excluded.record, kind = excluded.kind",
      "iiiii", project, item->scope, item->cursor, item->record, (gint64)item->kind);
}

static gboolean
news_remove (EvCentral *central, gint64 project, gint64 scope, gint64 cursor, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "DELETE FROM news WHERE project = ? AND scope = ? AND cursor = ?", "iii",
                     project, scope, cursor);
}

static gboolean
sums (EvCentral *central, gint64 project, GPtrArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT places, high, low, records FROM sum WHERE project = ?", "i", project);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_sum_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    EvCentralSum *sum;
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    sum = g_new0 (EvCentralSum, 1);
    sum->places = ev_sql_dup (rows, 0);
    sum->sum.high = (guint64)ev_sql_integer (rows, 1);
    sum->sum.low = (guint64)ev_sql_integer (rows, 2);
    sum->records = ev_sql_integer (rows, 3);
    g_ptr_array_add (found, sum);
  }
  return FALSE;
}

static gboolean
sum_add (EvCentral *central, gint64 project, const EvCentralSum *sum, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  EvDigest total = sum->sum;
  gint64 records = sum->records;
  gboolean row;
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT high, low, records FROM sum WHERE project = ? AND places = ?", "it",
      project, sum->places);

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row) {
    EvDigest before = { (guint64)ev_sql_integer (rows, 0), (guint64)ev_sql_integer (rows, 1) };
    ev_digest_combine (&total, &before, TRUE);
    records += ev_sql_integer (rows, 2);
  }
  return ev_sql_run (sql, error,
                     "INSERT INTO sum (project, places, high, low, records) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (project, places) DO UPDATE SET high = excluded.high,"
                     " low = excluded.low, records = excluded.records",
                     "itiii", project, sum->places, (gint64)total.high, (gint64)total.low, records);
}

void
ev_central_sql_record_install (EvCentral *central)
{
  central->record_find = record_find;
  central->record_get = record_get;
  central->records_find = records_find;
  central->anchors_find = anchors_find;
  central->record_save = record_save;
  central->records_at = records_at;
  central->records_under = records_under;
  central->records_at_under = records_at_under;
  central->records_after = records_after;
  central->news = news;
  central->news_scopes = news_scopes;
  central->news_add = news_add;
  central->news_remove = news_remove;
  central->sums = sums;
  central->sum_add = sum_add;
}
