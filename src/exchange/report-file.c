/* A report as a file for spreadsheets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/report-file.h"

#include "exchange/table.h"
#include "exchange/workbook.h"
#include "text/i18n.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define HIDDEN "*"

static const char *const indicator_headings[] = {
  NC_ ("column", "Code"),   NC_ ("column", "Indicator"),     NC_ ("column", "Achieved"),
  NC_ ("column", "Unit"),   NC_ ("column", "As published"),  NC_ ("column", "Baseline"),
  NC_ ("column", "Target"), NC_ ("column", "Of the target"), NC_ ("column", "Since the beginning"),
};

static const double indicator_widths[] = { 8, 46, 14, 18, 26, 14, 14, 14, 20 };

/* Those of them that hold numbers. */
static gboolean
is_number (guint column)
{
  return column == 2 || column > 4;
}

static const cJSON *
member (const cJSON *object, const char *name)
{
  return cJSON_GetObjectItemCaseSensitive (object, name);
}

static void
append_words (GString *csv, const char *first, ...)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  va_list words;

  va_start (words, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (words, const char *))
    g_ptr_array_add (cells, (gpointer)cell);
  va_end (words);
  ev_table_append_row (csv, cells);
}

/* A number without thousands, as programs read it; "" where there is none. */
static char *
plain_number (const cJSON *item)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!cJSON_IsNumber (item))
    return g_strdup ("");
  return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", item->valuedouble));
}

static void
append_indicators (GString *csv, const cJSON *report)
{
  g_autoptr (GPtrArray) heading = g_ptr_array_new ();
  const cJSON *indicator;

  for (guint i = 0; i < G_N_ELEMENTS (indicator_headings); i++)
    g_ptr_array_add (heading, (gpointer)C_ ("column", indicator_headings[i]));
  ev_table_append_row (csv, heading);
  cJSON_ArrayForEach (indicator, member (report, "indicators")) {
    g_autofree char *exact = plain_number (member (indicator, "exact"));
    g_autofree char *baseline = plain_number (member (indicator, "baseline"));
    g_autofree char *target = plain_number (member (indicator, "target"));
    g_autofree char *share = plain_number (member (indicator, "share"));
    g_autofree char *cumulative = plain_number (member (indicator, "cumulative"));
    const char *title = ev_json_text (indicator, "title");
    const char *unit = ev_json_text (indicator, "unit_label");
    const char *wording = ev_json_text (indicator, "wording");
    append_words (csv, indicator->string, title != NULL ? title : "", exact,
                  unit != NULL ? unit : "", wording != NULL ? wording : "", baseline, target, share,
                  cumulative, NULL);
  }
}

static void
append_table (GString *csv, const cJSON *table)
{
  g_autoptr (GPtrArray) heading = g_ptr_array_new ();
  const char *title = ev_json_text (table, "title");
  const cJSON *column, *row, *cell;

  append_words (csv, "", NULL);
  append_words (csv, title != NULL ? title : "", NULL);
  g_ptr_array_add (heading, (gpointer)ev_json_text (table, "heading"));
  cJSON_ArrayForEach (column, ev_json_array (table, "columns")) {
    g_ptr_array_add (heading, (gpointer)ev_json_text (column, "label"));
  }
  ev_table_append_row (csv, heading);
  cJSON_ArrayForEach (row, ev_json_array (table, "rows")) {
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (cells, g_strdup (ev_json_text (row, "label")));
    cJSON_ArrayForEach (cell, ev_json_array (row, "cells")) {
      g_ptr_array_add (cells, cJSON_IsNumber (cell) ? plain_number (cell) : g_strdup (HIDDEN));
    }
    ev_table_append_row (csv, cells);
  }
}

char *
ev_report_file_csv (const cJSON *report)
{
  GString *csv = g_string_new (BYTE_ORDER_MARK);
  const cJSON *table;

  append_indicators (csv, report);
  cJSON_ArrayForEach (table, ev_json_array (report, "tables")) {
    append_table (csv, table);
  }
  return g_string_free (csv, FALSE);
}

static void
write_number (EvWorkbook *book, guint row, guint column, const cJSON *item, const char *unit)
{
  gboolean percent = g_strcmp0 (unit, "%") == 0;
  guint decimals;

  if (!cJSON_IsNumber (item))
    return;
  decimals = percent                                                  ? 1
             : item->valuedouble == (double)(gint64)item->valuedouble ? 0
             : g_strcmp0 (unit, "EUR") == 0                           ? 2
                                                                      : 1;
  ev_workbook_number (book, row, column, EV_WORKBOOK_PLAIN,
                      percent ? item->valuedouble / 100 : item->valuedouble, decimals, percent);
}

static void
write_summary (EvWorkbook *book, const cJSON *report, const char *about, char *const *notes)
{
  const char *const texts[] = { ev_json_text (report, "project_name"), about,
                                ev_json_text (report, "narrative") };
  guint row = 2;

  ev_workbook_add_sheet (book, C_ ("title", "Report"), 0, 0);
  ev_workbook_set_width (book, 0, EV_WORKBOOK_PAGE);
  ev_workbook_text (book, 0, 0, EV_WORKBOOK_TITLE, C_ ("title", "Report"));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++, row += 2)
    ev_workbook_text (book, row, 0, EV_WORKBOOK_WRAP, texts[i]);
  for (; *notes != NULL; notes++, row += 2)
    ev_workbook_text (book, row, 0, EV_WORKBOOK_WRAP, *notes);
  ev_workbook_text (book, row, 0, EV_WORKBOOK_PLAIN,
                    g_strcmp0 (ev_json_text (report, "audience"), "public") == 0
                        ? C_ ("report", "For publication")
                        : C_ ("report", "Internal: not for publication"));
}

static void
write_indicators (EvWorkbook *book, const cJSON *report)
{
  const cJSON *indicator;
  guint row = 1;

  ev_workbook_add_sheet (book, C_ ("heading", "Indicators"), 1, G_N_ELEMENTS (indicator_headings));
  ev_workbook_turn (book);
  for (guint i = 0; i < G_N_ELEMENTS (indicator_headings); i++) {
    ev_workbook_set_width (book, i, indicator_widths[i]);
    ev_workbook_text (book, 0, i, is_number (i) ? EV_WORKBOOK_HEAD : EV_WORKBOOK_BOLD,
                      C_ ("column", indicator_headings[i]));
  }
  cJSON_ArrayForEach (indicator, member (report, "indicators")) {
    const char *unit = ev_json_text (indicator, "unit");
    ev_workbook_text (book, row, 0, EV_WORKBOOK_PLAIN, indicator->string);
    ev_workbook_text (book, row, 1, EV_WORKBOOK_PLAIN, ev_json_text (indicator, "title"));
    write_number (book, row, 2, member (indicator, "exact"), unit);
    ev_workbook_text (book, row, 3, EV_WORKBOOK_AFTER, ev_json_text (indicator, "unit_label"));
    ev_workbook_text (book, row, 4, EV_WORKBOOK_PLAIN, ev_json_text (indicator, "wording"));
    write_number (book, row, 5, member (indicator, "baseline"), unit);
    write_number (book, row, 6, member (indicator, "target"), unit);
    write_number (book, row, 7, member (indicator, "share"), "%");
    write_number (book, row, 8, member (indicator, "cumulative"), unit);
    row++;
  }
}

/* A name that fits on the tab of a sheet, where the title of the table does not. */
static char *
sheet_name (const cJSON *table)
{
  const char *code = ev_json_text (table, "code"), *rows = ev_json_text (table, "heading");

  if (code == NULL || rows == NULL)
    return g_strdup ("");
  if (g_str_equal (code, "community_gender"))
    return g_strdup (C_ ("sheet", "Community and gender"));
  if (g_str_equal (code, "forums"))
    return g_strdup (C_ ("sheet", "Forums"));
  if (g_str_has_prefix (code, "training_"))
    return g_strdup_printf (C_ ("sheet", "Trainings, %s"), rows);
  if (g_str_has_prefix (code, "forum_"))
    return g_strdup_printf (C_ ("sheet", "Forums, %s"), rows);
  return g_strdup (rows);
}

static void
write_table (EvWorkbook *book, const cJSON *table)
{
  const cJSON *column, *line, *cell;
  const char *title = ev_json_text (table, "title");
  g_autofree char *name = sheet_name (table);
  guint row = 3, at = 1;

  ev_workbook_add_sheet (book, name, 0, 0);
  ev_workbook_set_width (book, 0, 48);
  ev_workbook_text (book, 0, 0, EV_WORKBOOK_TITLE, title);
  ev_workbook_text (book, 2, 0, EV_WORKBOOK_BOLD, ev_json_text (table, "heading"));
  cJSON_ArrayForEach (column, ev_json_array (table, "columns")) {
    ev_workbook_set_width (book, at, 16);
    ev_workbook_text (book, 2, at++, EV_WORKBOOK_HEAD, ev_json_text (column, "label"));
  }
  cJSON_ArrayForEach (line, ev_json_array (table, "rows")) {
    EvWorkbookStyle style = g_strcmp0 (ev_json_text (line, "code"), "total") == 0
                                ? EV_WORKBOOK_BOLD
                                : EV_WORKBOOK_PLAIN;
    ev_workbook_text (book, row, 0, style, ev_json_text (line, "label"));
    column = ev_json_array (table, "columns")->child;
    at = 1;
    cJSON_ArrayForEach (cell, ev_json_array (line, "cells")) {
      gint64 decimals = 0;
      ev_json_integer (column, "decimals", &decimals);
      if (cJSON_IsNumber (cell))
        ev_workbook_number (book, row, at, style, cell->valuedouble, (guint)decimals, FALSE);
      else
        ev_workbook_text (book, row, at, EV_WORKBOOK_HIDDEN, HIDDEN);
      column = column != NULL ? column->next : NULL;
      at++;
    }
    row++;
  }
}

gboolean
ev_report_file_write_xlsx (const cJSON *report, const char *about, char *const *notes,
                           const char *file, gint64 created, GError **error)
{
  const cJSON *table, *tables = ev_json_array (report, "tables");
  EvWorkbook *book;

  if (tables == NULL || member (report, "indicators") == NULL) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, "this is no report");
    return FALSE;
  }
  book = ev_workbook_new (file, C_ ("title", "Report"), created, FALSE);
  write_summary (book, report, about, notes);
  write_indicators (book, report);
  cJSON_ArrayForEach (table, tables) {
    write_table (book, table);
  }
  return ev_workbook_close (book, error);
}
