/* The code lists: municipalities, communities, types and the like, with their names. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/list.h"

#include <csv.h>
#include <string.h>

#include "text/paths.h"
#include "text/plain-private.h"

static const struct {
  const char *list, *file;
} files[] = {
  { "age_group", "age_groups" },
  { "attendance_method", "attendance_methods" },
  { "attendance_status", "attendance_statuses" },
  { "community", "communities" },
  { "consent_form", "consent_forms" },
  { "event_state", "event_states" },
  { "event_type", "event_types" },
  { "field", "fields" },
  { "gender", "genders" },
  { "language", "languages" },
  { "municipality", "municipalities" },
  { "region", "regions" },
  { "result_status", "result_statuses" },
  { "result_type", "result_types" },
  { "role", "roles" },
};

static const char *const name_columns[EV_N_LANGUAGES] = {
  [EV_LANGUAGE_SQ] = "name_sq",
  [EV_LANGUAGE_SR] = "name_sr_cyrl",
  [EV_LANGUAGE_SR_LATIN] = "name_sr_latn",
  [EV_LANGUAGE_EN] = "name_en",
};

/* Columns by which a person may mean a row. */
static const char *const spoken_columns[] = {
  "name_sq",          "name_sr_cyrl",     "name_sr_latn",     "name_en",
  "aliases",          "person_m_sq",      "person_f_sq",      "person_m_sr_cyrl",
  "person_f_sr_cyrl", "person_m_sr_latn", "person_f_sr_latn",
};

typedef struct {
  GPtrArray *codes;   /* char *, NULL-terminated */
  GHashTable *rows;   /* code -> GHashTable of column -> text */
  GHashTable *spoken; /* folded text -> code; NULL code: ambiguous */
} Table;

struct _EvLists {
  GHashTable *tables; /* list -> Table */
};

/* Reading state: cells of the row at hand, and the header. */
typedef struct {
  Table *table;
  GPtrArray *header, *cells;
} Reader;

static void
table_free (gpointer data)
{
  Table *table = data;
  g_ptr_array_unref (table->codes);
  g_hash_table_unref (table->rows);
  g_hash_table_unref (table->spoken);
  g_free (table);
}

/* Case, marks and spacing do not matter when a person writes a name. */
static char *
fold (const char *text)
{
  g_autofree char *plain = ev_plain_text (text);
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
speak (Table *table, const char *text, const char *code)
{
  char *folded = fold (text);
  gpointer known = NULL;

  if (*folded == '\0' || (g_hash_table_lookup_extended (table->spoken, folded, NULL, &known) &&
                          g_strcmp0 (known, code) == 0))
    g_free (folded);
  else if (g_hash_table_contains (table->spoken, folded))
    g_hash_table_replace (table->spoken, folded, NULL);
  else
    g_hash_table_insert (table->spoken, folded, (gpointer)code);
}

static void
speak_row (Table *table, GHashTable *row, const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spoken_columns); i++) {
    const char *cell = g_hash_table_lookup (row, spoken_columns[i]);
    g_auto (GStrv) names = g_strsplit (cell != NULL ? cell : "", ";", -1);
    for (char **name = names; *name != NULL; name++)
      speak (table, *name, code);
  }
}

static void
on_cell (void *text, size_t length, void *data)
{
  Reader *reader = data;
  g_ptr_array_add (reader->cells, g_strndup (text, length));
}

static void
on_row (int end, void *data)
{
  Reader *reader = data;
  GHashTable *row;
  const char *code;

  if (reader->header == NULL) {
    reader->header = g_steal_pointer (&reader->cells);
    reader->cells = g_ptr_array_new_with_free_func (g_free);
    return;
  }
  row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < MIN (reader->header->len, reader->cells->len); i++)
    if (*(const char *)reader->cells->pdata[i] != '\0')
      g_hash_table_insert (row, g_strdup (reader->header->pdata[i]),
                           g_strdup (reader->cells->pdata[i]));
  g_ptr_array_set_size (reader->cells, 0);
  code = g_hash_table_lookup (row, "code");
  if (code == NULL || g_hash_table_contains (reader->table->rows, code)) {
    g_hash_table_unref (row);
    return;
  }
  g_ptr_array_add (reader->table->codes, g_strdup (code));
  g_hash_table_insert (reader->table->rows, g_strdup (code), row);
  speak_row (reader->table, row, code);
}

static Table *
table_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length = 0;
  struct csv_parser parser;
  Reader reader = { g_new0 (Table, 1), NULL, g_ptr_array_new_with_free_func (g_free) };
  Table *table = reader.table;

  table->codes = g_ptr_array_new_with_free_func (g_free);
  table->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  table->spoken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI);
  if (!g_file_get_contents (path, &text, &length, &cause))
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s", cause->message);
  else if (csv_parse (&parser, text, length, on_cell, on_row, &reader) != length ||
           csv_fini (&parser, on_cell, on_row, &reader) != 0 || table->codes->len == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "%s is no list of codes", path);
  else
    g_ptr_array_add (table->codes, NULL);
  csv_free (&parser);
  g_ptr_array_unref (reader.cells);
  g_clear_pointer (&reader.header, g_ptr_array_unref);
  if (table->codes->len > 0 && table->codes->pdata[table->codes->len - 1] == NULL)
    return table;
  table_free (table);
  return NULL;
}

EvLists *
ev_lists_load (const char *folder, GError **error)
{
  g_autoptr (EvLists) lists = g_new0 (EvLists, 1);
  g_autofree char *data = folder != NULL ? g_strdup (folder) : ev_paths_data ();

  lists->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_free);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strconcat (files[i].file, ".csv", NULL);
    g_autofree char *path = g_build_filename (data, "lists", name, NULL);
    Table *table = table_read (path, error);
    if (table == NULL)
      return NULL;
    g_hash_table_insert (lists->tables, (gpointer)files[i].list, table);
  }
  return g_steal_pointer (&lists);
}

void
ev_lists_free (EvLists *lists)
{
  if (lists == NULL)
    return;
  g_hash_table_unref (lists->tables);
  g_free (lists);
}

const char *const *
ev_lists_codes (const EvLists *lists, const char *list)
{
  static const char *const none[] = { NULL };
  Table *table = g_hash_table_lookup (lists->tables, list);
  return table != NULL ? (const char *const *)table->codes->pdata : none;
}

gboolean
ev_lists_has (const EvLists *lists, const char *list, const char *code)
{
  Table *table = g_hash_table_lookup (lists->tables, list);
  return table != NULL && g_hash_table_contains (table->rows, code);
}

const char *
ev_lists_column (const EvLists *lists, const char *list, const char *code, const char *column)
{
  Table *table = g_hash_table_lookup (lists->tables, list);
  GHashTable *row = table != NULL ? g_hash_table_lookup (table->rows, code) : NULL;
  return row != NULL ? g_hash_table_lookup (row, column) : NULL;
}

const char *
ev_lists_name (const EvLists *lists, const char *list, const char *code, EvLanguage language)
{
  const char *name = ev_lists_column (lists, list, code, name_columns[language]);
  return name != NULL ? name : code;
}

gboolean
ev_lists_flag (const EvLists *lists, const char *list, const char *code, const char *column)
{
  return g_strcmp0 (ev_lists_column (lists, list, code, column), "1") == 0;
}

const char *
ev_lists_find (const EvLists *lists, const char *list, const char *text)
{
  Table *table = g_hash_table_lookup (lists->tables, list);
  g_autofree char *folded = NULL;
  gpointer code = NULL, key = NULL;

  if (table == NULL || text == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (table->rows, text, &key, NULL))
    return key;
  folded = fold (text);
  if (!g_hash_table_lookup_extended (table->spoken, folded, NULL, &code))
    return NULL;
  return code;
}

const char *
ev_lists_community_of_person (const EvLists *lists, const char *community, const char *gender,
                              EvLanguage language)
{
  static const char *const columns[EV_N_LANGUAGES][2] = {
    [EV_LANGUAGE_SQ] = { "person_m_sq", "person_f_sq" },
    [EV_LANGUAGE_SR] = { "person_m_sr_cyrl", "person_f_sr_cyrl" },
    [EV_LANGUAGE_SR_LATIN] = { "person_m_sr_latn", "person_f_sr_latn" },
  };
  gboolean woman = g_strcmp0 (gender, "female") == 0;
  const char *column = columns[language][woman];
  const char *form = NULL;

  if (column != NULL && (woman || g_strcmp0 (gender, "male") == 0))
    form = ev_lists_column (lists, "community", community, column);
  return form != NULL ? form : ev_lists_name (lists, "community", community, language);
}
