/* Tables out of the register: people, attendance, events, results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export.h"

#include <string.h>

#include "exchange/export-columns-private.h"
#include "exchange/workbook.h"
#include "store/access.h"
#include "store/rights.h"

/* A mark that tells spreadsheets the encoding. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Between two questions whether to go on. */
enum { STRIDE = 256 };

static const struct {
  const char *name;
  EvKind kind;
} tables[] = {
  [EV_EXPORT_PEOPLE] = { "people", EV_KIND_PERSON },
  [EV_EXPORT_ATTENDANCE] = { "attendance", EV_KIND_ATTENDANCE },
  [EV_EXPORT_EVENTS] = { "events", EV_KIND_EVENT },
  [EV_EXPORT_RESULTS] = { "results", EV_KIND_RESULT },
};

static const char *const formats[] = {
  [EV_EXPORT_CSV] = "csv",
  [EV_EXPORT_JSON] = "json",
  [EV_EXPORT_XLSX] = "xlsx",
};

/* An export while the records go by. */
typedef struct {
  const EvExportOptions *options;
  EvExportColumns columns;
  GPtrArray *rows; /* of GPtrArray of char *, one a cell; of cJSON for JSON */
  GCancellable *cancellable;
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
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i], name) == 0) {
      *format = (EvExportFormat)i;
      return TRUE;
    }
  return FALSE;
}

static gpointer
row_of (const Export *export, const EvRecord *record)
{
  GPtrArray *cells;

  if (export->options->format == EV_EXPORT_JSON)
    return ev_export_columns_json (&export->columns, record);
  cells = g_ptr_array_new_full (export->columns.columns->len, g_free);
  for (guint i = 0; i < export->columns.columns->len; i++)
    g_ptr_array_add (
        cells, ev_export_columns_cell (&export->columns,
                                       &g_array_index (export->columns.columns, EvExportColumn, i),
                                       record));
  return cells;
}

static gboolean
take_record (const EvRecord *record, gpointer data)
{
  Export *export = data;

  g_ptr_array_add (export->rows, row_of (export, record));
  if (export->rows->len % STRIDE != 0)
    return TRUE;
  if (export->options->progress != NULL)
    export->options->progress (export->rows->len, export->options->data);
  return !g_cancellable_is_cancelled (export->cancellable);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GPtrArray *left = *(GPtrArray *const *)a, *right = *(GPtrArray *const *)b;
  return g_strcmp0 (left->pdata[0], right->pdata[0]);
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (ev_json_text (*(cJSON *const *)a, "pseudonym"),
                    ev_json_text (*(cJSON *const *)b, "pseudonym"));
}

/* The order in which people came would tell who is who. */
static void
sort_people (Export *export)
{
  if (export->columns.named || export->columns.kind != EV_KIND_PERSON)
    return;
  g_ptr_array_sort (export->rows,
                    export->options->format == EV_EXPORT_JSON ? compare_objects : compare_rows);
}

static const char *
heading_of (const Export *export, guint column)
{
  return ev_lists_name (export->columns.lists, "field",
                        g_array_index (export->columns.columns, EvExportColumn, column).name,
                        export->columns.language);
}

static char *
rows_as_csv (const Export *export)
{
  GString *csv = g_string_new (BYTE_ORDER_MARK);
  g_autoptr (GPtrArray) heading = g_ptr_array_new ();

  for (guint i = 0; i < export->columns.columns->len; i++)
    g_ptr_array_add (heading, (gpointer)heading_of (export, i));
  ev_table_append_row (csv, heading);
  for (guint i = 0; i < export->rows->len; i++)
    ev_table_append_row (csv, export->rows->pdata[i]);
  return g_string_free (csv, FALSE);
}

static char *
rows_as_json (const Export *export)
{
  g_autoptr (EvJson) array = cJSON_CreateArray ();

  for (guint i = 0; i < export->rows->len; i++)
    cJSON_AddItemToArray (array, g_steal_pointer (&export->rows->pdata[i]));
  return ev_json_print (array);
}

static gboolean
write_text (const Export *export, const char *file, GError **error)
{
  g_autofree char *text =
      export->options->format == EV_EXPORT_JSON ? rows_as_json (export) : rows_as_csv (export);
  g_autoptr (GError) cause = NULL;
  gboolean full;

  if (g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause))
    return TRUE;
  full = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_set_error_literal (error, EV_ERROR, full ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
                       cause->message);
  return FALSE;
}

static void
write_cell (EvWorkbook *book, guint row, guint column, EvColumnType type, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (type == EV_COLUMN_DATE)
    ev_workbook_date (book, row, column, text);
  else if (type == EV_COLUMN_YEAR)
    ev_workbook_year (book, row, column, g_ascii_strtoll (text, NULL, 10));
  else if (type == EV_COLUMN_NUMBER || type == EV_COLUMN_MONEY)
    ev_workbook_number (book, row, column, EV_WORKBOOK_PLAIN, g_ascii_strtod (text, NULL),
                        type == EV_COLUMN_MONEY ? 2 : 0, FALSE);
  else
    ev_workbook_text (book, row, column, EV_WORKBOOK_PLAIN, text);
}

static gboolean
write_workbook (const Export *export, const char *file, GError **error)
{
  const char *name = tables[export->options->table].name;
  guint columns = export->columns.columns->len;
  EvWorkbook *book = ev_workbook_new (file, name, export->options->now, TRUE);

  ev_workbook_add_sheet (book, name, 1, columns);
  for (guint i = 0; i < columns; i++) {
    ev_workbook_set_width (book, i, 20);
    ev_workbook_text (book, 0, i, EV_WORKBOOK_BOLD, heading_of (export, i));
  }
  for (guint r = 0; r < export->rows->len; r++) {
    const GPtrArray *cells = export->rows->pdata[r];
    for (guint i = 0; i < columns; i++)
      write_cell (book, r + 1, i, g_array_index (export->columns.columns, EvExportColumn, i).type,
                  cells->pdata[i]);
  }
  return ev_workbook_close (book, error);
}

static gboolean
read_rows (Export *export, EvStore *store, GError **error)
{
  if (!ev_store_each (store, export->columns.kind, NULL, take_record, export, error))
    return FALSE;
  if (!g_cancellable_is_cancelled (export->cancellable))
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_CANCELLED, "the export was stopped");
  return FALSE;
}

static void
row_free (gpointer row)
{
  if (row != NULL)
    g_ptr_array_unref (row);
}

static void
object_free (gpointer object)
{
  cJSON_Delete (object);
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

static gboolean
is_stated (const char *reason, GError **error)
{
  if (reason == NULL || strspn (reason, " \t\n") != strlen (reason))
    return TRUE;
  g_set_error_literal (error, EV_ERROR, EV_ERROR_INVALID, "the reason is empty");
  return FALSE;
}

gint64
ev_export_write (EvStore *store, const EvLists *lists, const EvExportOptions *options,
                 const char *file, GCancellable *cancellable, GError **error)
{
  gboolean json = options->format == EV_EXPORT_JSON;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (json ? object_free : row_free);
  Export export = { .options = options, .rows = rows, .cancellable = cancellable };
  gint64 count = -1;

  if (!is_stated (options->reason, error))
    return -1;
  ev_export_columns_init (&export.columns, tables[options->table].kind, lists, options,
                          ev_rights_whole (store));
  if (read_rows (&export, store, error)) {
    sort_people (&export);
    /* What leaves is noted before it does. */
    if (ev_access_note (store, EV_ACCESS_EXPORT, tables[options->table].name, options->reason,
                        error) &&
        (options->format == EV_EXPORT_XLSX ? write_workbook (&export, file, error)
                                           : write_text (&export, file, error)))
      count = rows->len;
  }
  ev_export_columns_clear (&export.columns);
  return count;
}
