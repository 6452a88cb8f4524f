/* Records to rows of their kind's table and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-private.h"

#include "base/error.h"
#include "store/row-sql-private.h"

char *
ev_row_columns (EvKind kind, const char *alias)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  g_string_printf (columns, "%1$s.id, %1$s.versions, %1$s.extra", alias);
  for (guint i = 0; i < count; i++)
    g_string_append_printf (columns, ", %s.\"%s\"", alias, table[i].name);
  return g_string_free (g_steal_pointer (&columns), FALSE);
}

static EvValue *
read_value (sqlite3_stmt *statement, int column)
{
  switch (sqlite3_column_type (statement, column)) {
  case SQLITE_INTEGER:
    return ev_value_new_integer (sqlite3_column_int64 (statement, column));
  case SQLITE_TEXT:
    return ev_value_new_text ((const char *)sqlite3_column_text (statement, column));
  default:
    return NULL;
  }
}

static gboolean
read_extra (EvRecord *record, const char *text)
{
  g_autoptr (EvJson) extra = text != NULL ? cJSON_Parse (text) : NULL;
  const cJSON *member = NULL;

  if (text != NULL && !cJSON_IsObject (extra))
    return FALSE;
  cJSON_ArrayForEach (member, extra) {
    ev_record_take (record, member->string, ev_value_from_json (member));
  }
  return TRUE;
}

EvRecord *
ev_row_read (EvQuery *query, EvKind kind, GError **error)
{
  g_autoptr (EvRecord) record = ev_record_new (kind, ev_query_text (query, 0));
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  for (guint i = 0; i < count; i++)
    if (!table[i].derived)
      ev_record_take (record, table[i].name, read_value (ev_query_statement (query), 3 + (int)i));
  if (!ev_record_versions_parse (record, ev_query_text (query, 1), NULL) ||
      !read_extra (record, ev_query_text (query, 2))) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the row of %s %s is damaged",
                 ev_kind_name (kind), ev_record_id (record));
    return NULL;
  }
  return g_steal_pointer (&record);
}

gboolean
ev_row_load (EvDatabase *database, EvKind kind, const char *id, EvRecord **record, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (database, error, ev_row_sql (kind)->load, "s", id);

  *record = NULL;
  if (query == NULL)
    return FALSE;
  if (!ev_query_next (query, error))
    return ev_query_ended (query);
  *record = ev_row_read (query, kind, error);
  return *record != NULL;
}

gboolean
ev_row_place (EvDatabase *database, EvKind kind, const char *id, gint64 *place, GError **error)
{
  return ev_query_number (database, place, error, ev_row_sql (kind)->place, "s", id);
}

/* Whether the value can stand in its column: a newer version may know the field as something else.
 */
static gboolean
suits (const EvField *field, const EvValue *value)
{
  gboolean number = field->type == EV_TYPE_INTEGER || field->type == EV_TYPE_BOOLEAN ||
                    field->type == EV_TYPE_MOMENT || field->type == EV_TYPE_MONEY;
  return ev_value_type (value) == (number ? EV_VALUE_INTEGER : EV_VALUE_TEXT);
}

static int
bind_value (sqlite3_stmt *statement, int parameter, const EvValue *value)
{
  if (value == NULL)
    return sqlite3_bind_null (statement, parameter);
  if (ev_value_type (value) == EV_VALUE_INTEGER)
    return sqlite3_bind_int64 (statement, parameter, ev_value_integer (value));
  return sqlite3_bind_text (statement, parameter, ev_value_text (value), -1, SQLITE_TRANSIENT);
}

/* What has no column, as JSON object; NULL if there is nothing. */
static char *
format_extra (const EvRecord *record)
{
  g_autoptr (EvJson) extra = NULL;
  g_auto (GStrv) fields = ev_record_fields (record);

  for (char **name = fields; *name != NULL; name++) {
    const EvField *field = ev_field_find (ev_record_kind (record), *name);
    const EvValue *value = ev_record_value (record, *name);
    if (field != NULL && suits (field, value))
      continue;
    if (extra == NULL)
      extra = cJSON_CreateObject ();
    cJSON_AddItemToObject (extra, *name, ev_value_to_json (value));
  }
  return extra != NULL ? ev_json_print (extra) : NULL;
}

static int
bind_field (sqlite3_stmt *statement, int parameter, const EvRecord *record, const EvField *field)
{
  const EvValue *value = ev_record_value (record, field->name);

  if (field->derived)
    return sqlite3_bind_text (statement, parameter, ev_record_text (record, field->name), -1,
                              SQLITE_TRANSIENT);
  if (value != NULL && !suits (field, value))
    value = NULL;
  return bind_value (statement, parameter, value);
}

static gboolean
upsert (EvDatabase *database, const EvRecord *record, GError **error)
{
  EvKind kind = ev_record_kind (record);
  g_autofree char *versions = ev_record_versions_format (record);
  g_autofree char *extra = format_extra (record);
  g_autoptr (EvQuery) query = ev_query_new (database, error, ev_row_sql (kind)->save, "sss",
                                            ev_record_id (record), versions, extra);
  guint count;
  const EvField *table = ev_field_table (kind, &count);

  for (guint i = 0; query != NULL && i < count; i++)
    if (bind_field (ev_query_statement (query), 4 + (int)i, record, &table[i]) != SQLITE_OK)
      return ev_database_fail (database, error);
  while (query != NULL && ev_query_next (query, error))
    continue;
  return query != NULL && ev_query_ended (query);
}

gboolean
ev_row_save (EvDatabase *database, const EvRecord *record, GError **error)
{
  if (!ev_record_is_blank (record))
    return upsert (database, record, error);
  return ev_query_run (database, error, ev_row_sql (ev_record_kind (record))->remove, "s",
                       ev_record_id (record));
}

gboolean
ev_row_put (EvDatabase *database, const EvRecord *record, gint64 *place, GError **error)
{
  sqlite3_set_last_insert_rowid (database->handle, 0);
  if (!ev_row_save (database, record, error))
    return FALSE;
  *place = sqlite3_last_insert_rowid (database->handle);
  return *place != 0 ||
         ev_row_place (database, ev_record_kind (record), ev_record_id (record), place, error);
}
