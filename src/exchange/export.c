/* Tables out of the register: people, attendance, events, results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export.h"

#include <string.h>

/* A mark that tells spreadsheets the encoding. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const struct {
  const char *name;
  EvKind kind;
} tables[] = {
  [EV_EXPORT_PEOPLE] = { "people", EV_KIND_PERSON },
  [EV_EXPORT_ATTENDANCE] = { "attendance", EV_KIND_ATTENDANCE },
  [EV_EXPORT_EVENTS] = { "events", EV_KIND_EVENT },
  [EV_EXPORT_RESULTS] = { "results", EV_KIND_RESULT },
};

typedef struct {
  const EvLists *lists;
  EvLanguage language;
  EvKind kind;
  GString *csv;
  cJSON *array;
  gint64 rows;
} Export;

gboolean
ev_export_parse_table (const char *name, EvExportTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].name, name) == 0) {
      *table = (EvExportTable)i;
      return TRUE;
    }
  return FALSE;
}

gboolean
ev_export_parse_format (const char *name, EvExportFormat *format)
{
  gboolean json = strcmp (name, "json") == 0;
  if (!json && strcmp (name, "csv") != 0)
    return FALSE;
  *format = json ? EV_EXPORT_JSON : EV_EXPORT_CSV;
  return TRUE;
}

/* Fields that say nothing about a living record. */
static gboolean
is_shown (const EvField *field)
{
  static const char *const hidden[] = { "deleted", "erased", "merged_into", "signature", NULL };
  return !g_strv_contains (hidden, field->name);
}

static char *
words_of (const Export *export, const EvField *field, const EvRecord *record)
{
  const EvValue *value = ev_record_value (record, field->name);
  const char *text = ev_record_text (record, field->name);

  if (field->derived)
    return g_strdup (text);
  if (field->type == EV_TYPE_CODE && text != NULL)
    return g_strdup (ev_lists_name (export->lists, field->list, text, export->language));
  return ev_value_format (field, value);
}

static void
append_heading (Export *export)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  guint count;
  const EvField *fields = ev_field_table (export->kind, &count);

  g_ptr_array_add (cells, (gpointer)ev_lists_name (export->lists, "field", "id", export->language));
  for (guint i = 0; i < count; i++)
    if (is_shown (&fields[i]))
      g_ptr_array_add (cells, (gpointer)ev_lists_name (export->lists, "field", fields[i].name,
                                                       export->language));
  ev_table_append_row (export->csv, cells);
}

static gboolean
append_csv (const EvRecord *record, gpointer data)
{
  Export *export = data;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint count;
  const EvField *fields = ev_field_table (export->kind, &count);

  g_ptr_array_add (cells, g_strdup (ev_record_id (record)));
  for (guint i = 0; i < count; i++)
    if (is_shown (&fields[i]))
      g_ptr_array_add (cells, words_of (export, &fields[i], record));
  ev_table_append_row (export->csv, cells);
  export->rows++;
  return TRUE;
}

static gboolean
append_json (const EvRecord *record, gpointer data)
{
  Export *export = data;
  cJSON_AddItemToArray (export->array, ev_export_record (record));
  export->rows++;
  return TRUE;
}

static cJSON *
json_of_field (const EvField *field, const EvRecord *record)
{
  EvValue *value = ev_record_value (record, field->name);
  g_autofree char *formatted = NULL;

  if (field->derived)
    return cJSON_CreateString (ev_record_text (record, field->name));
  if (value == NULL || ev_value_type (value) == EV_VALUE_OPAQUE)
    return ev_value_to_json (value);
  if (field->type == EV_TYPE_BOOLEAN)
    return cJSON_CreateBool (ev_value_integer (value) != 0);
  if (field->type == EV_TYPE_MONEY)
    return cJSON_CreateNumber ((double)ev_value_integer (value) / 100);
  if (field->type == EV_TYPE_MOMENT) {
    formatted = ev_value_format (field, value);
    return cJSON_CreateString (formatted);
  }
  if (field->type == EV_TYPE_MAP && ev_value_text (value) != NULL)
    return cJSON_Parse (ev_value_text (value));
  return ev_value_to_json (value);
}

cJSON *
ev_export_record (const EvRecord *record)
{
  cJSON *object = cJSON_CreateObject ();
  EvKind kind = ev_record_kind (record);
  guint count;
  const EvField *fields = ev_field_table (kind, &count);
  g_auto (GStrv) held = ev_record_fields (record);

  cJSON_AddStringToObject (object, "id", ev_record_id (record));
  for (guint i = 0; i < count; i++)
    cJSON_AddItemToObject (object, fields[i].name, json_of_field (&fields[i], record));
  for (char **name = held; *name != NULL; name++)
    if (ev_field_find (kind, *name) == NULL)
      cJSON_AddItemToObject (object, *name, ev_value_to_json (ev_record_value (record, *name)));
  return object;
}

gint64
ev_export_write (EvStore *store, const EvLists *lists, EvExportTable table, EvExportFormat format,
                 EvLanguage language, const char *file, GError **error)
{
  Export export = { lists, language, tables[table].kind, NULL, NULL, 0 };
  g_autoptr (EvJson) array = cJSON_CreateArray ();
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gboolean csv = format == EV_EXPORT_CSV;
  gboolean read;

  export.csv = g_string_new (BYTE_ORDER_MARK);
  export.array = array;
  if (csv)
    append_heading (&export);
  read = ev_store_each (store, export.kind, NULL, csv ? append_csv : append_json, &export, error);
  text = g_string_free (export.csv, FALSE);
  if (!read)
    return -1;
  if (!csv) {
    g_free (text);
    text = ev_json_print (array);
  }
  if (!g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause)) {
    gboolean full = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
    g_set_error_literal (error, EV_ERROR, full ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
                         cause->message);
    return -1;
  }
  return export.rows;
}
