/* A table as a file brings it: rows and cells, and nothing believed about them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/table.h"

#include <csv.h>
#include <string.h>

/* By so much libcsv's buffer for one cell grows; by its own 128 bytes, a cell of megabytes would be
 * copied tens of thousands of times. */
#define CELL_STEP (256 * 1024)

typedef struct {
  EvTable *table;
  GPtrArray *row;
} Reader;

static GPtrArray *
row_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
ev_table_free (EvTable *table)
{
  if (table == NULL)
    return;
  g_clear_pointer (&table->heading, g_ptr_array_unref);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

const char *
ev_table_cell (const GPtrArray *row, guint column)
{
  return column < row->len ? row->pdata[column] : "";
}

static void
on_cell (void *text, size_t length, void *data)
{
  Reader *reader = data;
  g_ptr_array_add (reader->row, g_strndup (text != NULL ? text : "", length));
}

static void
on_row (int end, void *data)
{
  Reader *reader = data;

  if (reader->table->heading == NULL && reader->row->len > 0)
    reader->table->heading = g_steal_pointer (&reader->row);
  else if (reader->table->heading != NULL)
    g_ptr_array_add (reader->table->rows, g_steal_pointer (&reader->row));
  else
    g_clear_pointer (&reader->row, g_ptr_array_unref);
  reader->row = row_new ();
}

static char *
malformed (GError **error, const char *what)
{
  g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, what);
  return NULL;
}

/* The row, as a spreadsheet counts, in which the byte at `end` stands: line ends within quotation
 * marks begin no row. */
static guint
row_at (const char *bytes, gsize end)
{
  guint row = 1;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < end; i++) {
    gboolean pair = bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n';
    if (bytes[i] == '"')
      quoted = !quoted;
    else if (!quoted && (bytes[i] == '\n' || (bytes[i] == '\r' && !pair)))
      row++;
  }
  return row;
}

static char *
malformed_at (GError **error, guint row, const char *what)
{
  g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "row %u: %s", row, what);
  return NULL;
}

/* UTF-16 with its byte order mark as UTF-8; `length` becomes that of the result. */
static char *
decode_wide (const char *bytes, gsize *length, GError **error)
{
  gsize whole = *length, read = 0, before = 0;
  g_autofree char *start = NULL;
  g_autofree char *text = g_convert (bytes, (gssize)whole, "UTF-8", "UTF-16", &read, length, NULL);

  /* Half a letter at the end is no error to g_convert(). */
  if (text != NULL && read == whole)
    return g_steal_pointer (&text);
  start = g_convert (bytes, (gssize)read, "UTF-8", "UTF-16", NULL, &before, NULL);
  return malformed_at (error, start != NULL ? row_at (start, before) : 1,
                       "this is not proper UTF-16");
}

/* The text in UTF-8 with line feeds alone as line ends. */
static char *
decode (const char *bytes, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) lines = NULL;
  const char *wrong;

  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0)) {
    text = decode_wide (bytes, &length, error);
    if (text == NULL)
      return NULL;
  } else {
    if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) {
      bytes += 3;
      length -= 3;
    }
    text = g_strndup (bytes, length);
  }
  if (strlen (text) != length)
    return malformed_at (error, row_at (text, strlen (text)),
                         "a NUL byte; this is no table of text");
  if (!g_utf8_validate (text, -1, &wrong))
    return malformed_at (error, row_at (text, (gsize)(wrong - text)),
                         "this is not in UTF-8; save the file as CSV UTF-8");
  lines = g_string_new (text);
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char
separator_of (const char *text)
{
  static const char separators[] = ",;\t";
  guint counts[3] = { 0 };
  guint best = 0;
  gboolean quoted = FALSE;

  for (const char *p = text; *p != '\0' && (quoted || *p != '\n'); p++) {
    const char *found = strchr (separators, *p);
    if (*p == '"')
      quoted = !quoted;
    else if (!quoted && found != NULL)
      counts[found - separators]++;
  }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

EvTable *
ev_table_parse (const char *bytes, gsize length, GError **error)
{
  g_autoptr (EvTable) table = g_new0 (EvTable, 1);
  g_autofree char *text = NULL;
  Reader reader = { table, NULL };
  struct csv_parser parser;
  gboolean sound;

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  if (length > EV_TABLE_MAX_BYTES) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "the file is larger than %d MB",
                 EV_TABLE_MAX_BYTES >> 20);
    return NULL;
  }
  text = decode (bytes, length, error);
  if (text == NULL)
    return NULL;
  reader.row = row_new ();
  csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_blk_size (&parser, CELL_STEP);
  csv_set_delim (&parser, (unsigned char)separator_of (text));
  sound = csv_parse (&parser, text, strlen (text), on_cell, on_row, &reader) == strlen (text) &&
          csv_fini (&parser, on_cell, on_row, &reader) == 0;
  csv_free (&parser);
  g_ptr_array_unref (reader.row);
  if (!sound) {
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED,
                 "a quotation mark is out of place after row %u",
                 table->rows->len + (table->heading != NULL));
    return NULL;
  }
  if (table->heading == NULL) {
    malformed (error, "there is nothing in the file");
    return NULL;
  }
  return g_steal_pointer (&table);
}

EvTable *
ev_table_read (const char *file, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length = 0;

  if (!g_file_get_contents (file, &bytes, &length, &cause)) {
    gboolean absent = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    g_set_error_literal (error, EV_ERROR, absent ? EV_ERROR_NOT_FOUND : EV_ERROR_STORAGE,
                         cause->message);
    return NULL;
  }
  return ev_table_parse (bytes, length, error);
}

/* A leading + is no danger where only a telephone number follows. */
static gboolean
looks_like_formula (const char *cell)
{
  if (*cell == '\0' || strchr ("=+-@\t\r", *cell) == NULL)
    return FALSE;
  return *cell != '+' || strspn (cell + 1, "0123456789 ()/-.") != strlen (cell + 1);
}

void
ev_table_append_row (GString *csv, const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++) {
    const char *cell = cells->pdata[i] != NULL ? cells->pdata[i] : "";
    g_autoptr (GString) quoted = g_string_new (looks_like_formula (cell) ? "'" : "");

    g_string_append (quoted, cell);
    if (strpbrk (quoted->str, ",;\t\"\r\n") != NULL) {
      g_string_replace (quoted, "\"", "\"\"", 0);
      g_string_prepend_c (quoted, '"');
      g_string_append_c (quoted, '"');
    }
    if (i > 0)
      g_string_append_c (csv, ',');
    g_string_append_len (csv, quoted->str, (gssize)quoted->len);
  }
  g_string_append (csv, "\r\n");
}

const char *
ev_table_plain (const char *cell)
{
  return *cell == '\'' && looks_like_formula (cell + 1) ? cell + 1 : cell;
}
