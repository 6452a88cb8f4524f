/* A workbook being written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

static const double line_height = 15;

/* By the format: so many characters a sheet's name may have, and a cell. */
enum { MOST_NAME = 31, MOST_TEXT = 32767 };

/* Without decimals, with one, with two; plain and bold; as numbers and as percent. */
enum { MOST_DECIMALS = 3 };

struct _EvWorkbook {
  char *file, *partial;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  GHashTable *names; /* casefolded names of sheets */
  lxw_format *styles[EV_WORKBOOK_WRAP + 1];
  lxw_format *numbers[2][2][MOST_DECIMALS]; /* percent, bold, decimals */
  lxw_format *date;
};

static lxw_format *
number_format (lxw_workbook *book, gboolean percent, gboolean bold, guint decimals)
{
  static const char *const forms[2][MOST_DECIMALS] = { { "#,##0", "#,##0.0", "#,##0.00" },
                                                       { "0%", "0.0%", "0.00%" } };
  lxw_format *format = workbook_add_format (book);

  format_set_num_format (format, forms[percent ? 1 : 0][decimals]);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
make_formats (EvWorkbook *workbook)
{
  lxw_workbook *book = workbook->book;

  for (guint i = 0; i < G_N_ELEMENTS (workbook->styles); i++)
    workbook->styles[i] = workbook_add_format (book);
  format_set_bold (workbook->styles[EV_WORKBOOK_BOLD]);
  format_set_text_wrap (workbook->styles[EV_WORKBOOK_BOLD]);
  format_set_bold (workbook->styles[EV_WORKBOOK_TITLE]);
  format_set_font_size (workbook->styles[EV_WORKBOOK_TITLE], 14);
  format_set_bold (workbook->styles[EV_WORKBOOK_HEAD]);
  format_set_text_wrap (workbook->styles[EV_WORKBOOK_HEAD]);
  format_set_align (workbook->styles[EV_WORKBOOK_HEAD], LXW_ALIGN_RIGHT);
  format_set_indent (workbook->styles[EV_WORKBOOK_AFTER], 1);
  format_set_align (workbook->styles[EV_WORKBOOK_HIDDEN], LXW_ALIGN_RIGHT);
  format_set_text_wrap (workbook->styles[EV_WORKBOOK_WRAP]);
  format_set_align (workbook->styles[EV_WORKBOOK_WRAP], LXW_ALIGN_VERTICAL_TOP);
  for (guint i = 0; i < 2 * 2 * MOST_DECIMALS; i++)
    workbook->numbers[i / MOST_DECIMALS / 2][i / MOST_DECIMALS % 2][i % MOST_DECIMALS] =
        number_format (book, i / MOST_DECIMALS / 2 != 0, i / MOST_DECIMALS % 2 != 0,
                       i % MOST_DECIMALS);
  workbook->date = workbook_add_format (book);
  format_set_num_format (workbook->date, "yyyy-mm-dd");
}

EvWorkbook *
ev_workbook_new (const char *file, const char *title, gint64 created, gboolean streamed)
{
  EvWorkbook *workbook = g_new0 (EvWorkbook, 1);
  lxw_workbook_options options = { .constant_memory = streamed ? LXW_TRUE : LXW_FALSE,
                                   .tmpdir = NULL };
  lxw_doc_properties properties = { .title = (char *)(gpointer)title,
                                    .comments = (char *)(gpointer) "Evidenca",
                                    .created = (time_t)(created / 1000) };

  workbook->file = g_strdup (file);
  workbook->partial = g_strconcat (file, ".part", NULL);
  workbook->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  workbook->book = workbook_new_opt (workbook->partial, &options);
  workbook_set_properties (workbook->book, &properties);
  make_formats (workbook);
  return workbook;
}

static void
clear (EvWorkbook *workbook)
{
  g_hash_table_unref (workbook->names);
  g_free (workbook->file);
  g_free (workbook->partial);
  g_free (workbook);
}

void
ev_workbook_free (EvWorkbook *workbook)
{
  if (workbook == NULL)
    return;
  lxw_workbook_free (workbook->book);
  g_unlink (workbook->partial);
  clear (workbook);
}

/* `name` as a sheet may be called, with `number` after it where it is not 0. */
static char *
allowed_name (const char *name, guint number)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "[]:*?/\\'", ' ');
  g_autofree char *end = number > 0 ? g_strdup_printf (" %u", number) : g_strdup ("");
  g_autofree char *cut = NULL;

  g_strstrip (plain);
  cut =
      g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), MOST_NAME - (glong)strlen (end)));
  return g_strconcat (*cut != '\0' ? cut : "Evidenca", end, NULL);
}

void
ev_workbook_add_sheet (EvWorkbook *workbook, const char *name, guint frozen, guint columns)
{
  g_autofree char *used = NULL;

  for (guint number = 0; used == NULL; number = MAX (number + 1, 2)) {
    g_autofree char *tried = allowed_name (name, number);
    char *folded = g_utf8_casefold (tried, -1);
    if (g_hash_table_add (workbook->names, folded))
      used = g_steal_pointer (&tried);
  }
  workbook->sheet = workbook_add_worksheet (workbook->book, used);
  worksheet_set_paper (workbook->sheet, 9); /* A4 */
  worksheet_fit_to_pages (workbook->sheet, 1, 0);
  if (frozen > 0) {
    worksheet_freeze_panes (workbook->sheet, frozen, 0);
    worksheet_repeat_rows (workbook->sheet, frozen - 1, frozen - 1);
  }
  if (frozen > 0 && columns > 0)
    worksheet_autofilter (workbook->sheet, frozen - 1, 0, frozen - 1, (lxw_col_t)(columns - 1));
}

void
ev_workbook_turn (EvWorkbook *workbook)
{
  worksheet_set_landscape (workbook->sheet);
}

void
ev_workbook_set_width (EvWorkbook *workbook, guint column, double width)
{
  worksheet_set_column (workbook->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
}

/* About how many lines a long text takes, in a wide letter; readers do not work it out. */
static double
lines_of (const char *text)
{
  return 1 + (double)(g_utf8_strlen (text, -1) / (EV_WORKBOOK_PAGE * 7 / 8));
}

void
ev_workbook_text (EvWorkbook *workbook, guint row, guint column, EvWorkbookStyle style,
                  const char *text)
{
  g_autofree char *cut = NULL;

  if (text == NULL || *text == '\0')
    return;
  if (style == EV_WORKBOOK_WRAP)
    worksheet_set_row (workbook->sheet, row, lines_of (text) * line_height, NULL);
  if (g_utf8_strlen (text, -1) > MOST_TEXT)
    cut = g_utf8_substring (text, 0, MOST_TEXT);
  worksheet_write_string (workbook->sheet, row, (lxw_col_t)column, cut != NULL ? cut : text,
                          workbook->styles[style]);
}

void
ev_workbook_number (EvWorkbook *workbook, guint row, guint column, EvWorkbookStyle style,
                    double value, guint decimals, gboolean percent)
{
  guint places = MIN (decimals, MOST_DECIMALS - 1);

  worksheet_write_number (workbook->sheet, row, (lxw_col_t)column, value,
                          workbook->numbers[percent ? 1 : 0][style == EV_WORKBOOK_BOLD][places]);
}

void
ev_workbook_year (EvWorkbook *workbook, guint row, guint column, gint64 value)
{
  worksheet_write_number (workbook->sheet, row, (lxw_col_t)column, (double)value,
                          workbook->styles[EV_WORKBOOK_PLAIN]);
}

void
ev_workbook_date (EvWorkbook *workbook, guint row, guint column, const char *iso)
{
  lxw_datetime date = { 0 };
  char rest;

  if (iso == NULL)
    return;
  if (strlen (iso) == 10 &&
      sscanf (iso, "%4d-%2d-%2d%c", &date.year, &date.month, &date.day, &rest) == 3 &&
      date.year >= 1900)
    worksheet_write_datetime (workbook->sheet, row, (lxw_col_t)column, &date, workbook->date);
  else
    ev_workbook_text (workbook, row, column, EV_WORKBOOK_PLAIN, iso);
}

/* libxlsxwriter says what fails on standard error, where it is nobody's business. */
static gboolean
can_be_written (EvWorkbook *workbook, GError **error)
{
  int descriptor = open (workbook->partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  if (descriptor >= 0) {
    close (descriptor);
    return TRUE;
  }
  g_set_error (error, EV_ERROR, errno == ENOSPC ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
               "the workbook could not be written: %s", g_strerror (errno));
  ev_workbook_free (workbook);
  return FALSE;
}

gboolean
ev_workbook_close (EvWorkbook *workbook, GError **error)
{
  if (!can_be_written (workbook, error))
    return FALSE;
  lxw_error failure = workbook_close (workbook->book);
  gboolean full = errno == ENOSPC;
  gboolean done = failure == LXW_NO_ERROR && g_rename (workbook->partial, workbook->file) == 0;

  if (!done) {
    g_set_error (error, EV_ERROR, full ? EV_ERROR_DISK_FULL : EV_ERROR_STORAGE,
                 "the workbook could not be written: %s",
                 failure != LXW_NO_ERROR ? lxw_strerror (failure) : g_strerror (errno));
    g_unlink (workbook->partial);
  }
  clear (workbook);
  return done;
}
