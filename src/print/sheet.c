/* The sign-in sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/sheet.h"

#include <string.h>

#include "base/secret.h"
#include "print/paper-private.h"
#include "print/pen.h"
#include "print/signature.h"
#include "text/date.h"
#include "text/i18n.h"

#define MARGIN 36.0
#define TOP 112.0
#define HEAD 30.0 /* at least */
#define HEAD_EDGE 3.0
#define ROW 25.0
#define ROWS 15u
#define SESSIONS 3u
#define NUMBER 34.0
#define NAME 210.0
#define INSTITUTION 150.0
#define NO_BREAK_SPACE "\u00a0"

typedef struct {
  char *title, *subtitle, *project;
  char *number, *name, *institution, *signature;
  GPtrArray *sessions;             /* char *: what stands above a column of signatures */
  GPtrArray *codes;                /* char *, one a row */
  GPtrArray *names, *institutions; /* char *, one a row; "" where it is to be written */
  GPtrArray *signatures; /* of EvSignature, row by row one a session; NULL where there is none */
  guint row_pages, session_pages;
} Sheet;

/* The table of one page: which rows and sessions of the sheet, and how large. */
typedef struct {
  guint first_row, rows;
  guint first_session, columns;
  double column; /* the width of one for signatures */
  double head;   /* the height of the head row */
} Table;

static const EvPenStyle head_style = { 8, TRUE, EV_PEN_LEFT, FALSE };
static const EvPenStyle signature_style = { 8, FALSE, EV_PEN_LEFT, TRUE };

static void
forget_signature (gpointer signature)
{
  ev_signature_free (signature);
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->title);
  g_free (sheet->subtitle);
  g_free (sheet->project);
  g_free (sheet->number);
  g_free (sheet->name);
  g_free (sheet->institution);
  g_free (sheet->signature);
  g_ptr_array_unref (sheet->sessions);
  g_ptr_array_unref (sheet->codes);
  g_ptr_array_unref (sheet->signatures);
  g_ptr_array_unref (sheet->names);
  g_ptr_array_unref (sheet->institutions);
  g_free (sheet);
}

/* "One / Two" where the two differ; takes both over. */
static char *
side_by_side (char *first, char *second)
{
  g_autofree char *left = first;
  g_autofree char *right = second;
  return strcmp (left, right) == 0 ? g_strdup (left) : g_strconcat (left, " / ", right, NULL);
}

/* A text of the sheet in both its languages: `say` answers in the present one. */
static char *
in_both (const EvSheetOptions *options, const EvPaper *paper,
         char *(*say) (const EvPaper *paper, guint index), guint index)
{
  EvLanguage before = ev_language_get ();
  char *first, *second;

  ev_language_set (options->first);
  first = say (paper, index);
  ev_language_set (options->second);
  second = say (paper, index);
  ev_language_set (before);
  return side_by_side (first, second);
}

static char *
say_heading (const EvPaper *paper, guint index)
{
  return g_strdup (_ ("Sign-in sheet"));
}

static char *
say_type (const EvPaper *paper, guint index)
{
  const char *type = ev_record_text (paper->event, "type");
  return g_strdup (
      type != NULL ? ev_lists_name (paper->lists, "event_type", type, ev_language_get ()) : "");
}

static char *
say_when_and_where (const EvPaper *paper, guint index)
{
  return ev_paper_when_and_where (paper);
}

static char *
say_column (const EvPaper *paper, guint index)
{
  switch (index) {
  case 0:
    return g_strdup (_ ("No."));
  case 1:
    return g_strdup (_ ("Full name"));
  case 2:
    return g_strdup (_ ("Institution"));
  default:
    return g_strdup (_ ("Signature"));
  }
}

/* Breaks no date in two: where both languages do not fit on a line, each has its own. */
static char *
say_session (const EvPaper *paper, guint index)
{
  const EvRosterSession *session = paper->roster->sessions->pdata[index];
  g_autofree char *date = ev_date_short (session->date);
  GString *text = g_string_new (date);

  if (session->start != NULL)
    g_string_append_printf (text, " %s", session->start);
  g_string_replace (text, " ", NO_BREAK_SPACE, 0);
  return g_string_free (text, FALSE);
}

char *
ev_sheet_code (guint number, const char *person)
{
  static const char letters[] = "ACDEFHKLMNPRTVXY"; /* none that looks like a number */
  guint8 hash[EV_SECRET_HASH_BYTES];

  ev_secret_hash (person, strlen (person), hash);
  return g_strdup_printf ("%u%c", number, letters[hash[0] % (sizeof letters - 1)]);
}

static EvSignature *
signature_of (const EvPaper *paper, const EvRosterRow *row, guint index)
{
  const EvRosterSession *session = paper->roster->sessions->pdata[index];
  g_autofree char *id = ev_id_derive (session->id, row->person.id);
  g_autoptr (EvRecord) record = row->statuses[index] != NULL
                                    ? ev_store_read (paper->store, EV_KIND_ATTENDANCE, id, NULL)
                                    : NULL;
  return record != NULL ? ev_signature_parse (ev_record_text (record, "signature")) : NULL;
}

static void
fill_rows (Sheet *sheet, const EvPaper *paper, gboolean blank)
{
  guint named = blank ? 0 : paper->roster->rows->len;
  guint rows = blank ? EV_SHEET_BLANK_ROWS : named + EV_SHEET_SPARE_ROWS;

  for (guint i = 0; i < rows; i++) {
    const EvRosterRow *row = i < named ? paper->roster->rows->pdata[i] : NULL;
    const char *institution = row != NULL ? row->person.institution : NULL;
    g_ptr_array_add (sheet->codes, row != NULL ? ev_sheet_code (i + 1, row->person.id)
                                               : g_strdup_printf ("%u", i + 1));
    for (guint session = 0; session < sheet->sessions->len; session++)
      g_ptr_array_add (sheet->signatures, row != NULL ? signature_of (paper, row, session) : NULL);
    g_ptr_array_add (sheet->names, row != NULL ? ev_paper_name (row) : g_strdup (""));
    g_ptr_array_add (sheet->institutions, g_strdup (institution != NULL ? institution : ""));
  }
}

static void
draw_heading (cairo_t *cairo, const Sheet *sheet, guint page)
{
  static const EvPenStyle small = { 9, FALSE, EV_PEN_LEFT, TRUE };
  static const EvPenStyle right = { 9, FALSE, EV_PEN_RIGHT, TRUE };
  static const EvPenStyle title = { 16, TRUE, EV_PEN_LEFT, FALSE };
  static const EvPenStyle subtitle = { 11, FALSE, EV_PEN_LEFT, FALSE };
  double width = EV_PAGE_HEIGHT - 2 * MARGIN;
  g_autofree char *number =
      g_strdup_printf ("%u/%u", page + 1, sheet->row_pages * sheet->session_pages);

  ev_pen_text (cairo, MARGIN, MARGIN, width * 0.7, &small, sheet->project);
  ev_pen_text (cairo, MARGIN + width * 0.7, MARGIN, width * 0.3, &right, number);
  ev_pen_fit (cairo, MARGIN, MARGIN + 16, width, 25, &title, sheet->title);
  ev_pen_fit (cairo, MARGIN, MARGIN + 42, width, 28, &subtitle, sheet->subtitle);
}

static void
draw_row (cairo_t *cairo, const Sheet *sheet, guint row, double y)
{
  static const EvPenStyle number = { 10, TRUE, EV_PEN_CENTRE, TRUE };
  static const EvPenStyle cell = { 10, FALSE, EV_PEN_LEFT, TRUE };

  ev_pen_text (cairo, MARGIN, y + 6, NUMBER, &number, sheet->codes->pdata[row]);
  ev_pen_text (cairo, MARGIN + NUMBER + 4, y + 6, NAME - 8, &cell, sheet->names->pdata[row]);
  ev_pen_text (cairo, MARGIN + NUMBER + NAME + 4, y + 6, INSTITUTION - 8, &cell,
               sheet->institutions->pdata[row]);
}

static void
draw_signatures (cairo_t *cairo, const Sheet *sheet, const Table *table, guint row, double y)
{
  guint first = row * sheet->sessions->len + table->first_session;
  double x = MARGIN + NUMBER + NAME + INSTITUTION;

  for (guint i = 0; i < table->columns; i++) {
    const EvSignature *signature = sheet->signatures->pdata[first + i];
    if (signature != NULL)
      ev_signature_draw_in (signature, cairo, x + i * table->column + 8, y + 3, table->column - 16,
                            ROW - 6);
  }
}

/* What the highest of its texts needs; they are as long as two languages make them. */
static double
head_height (cairo_t *cairo, const Sheet *sheet, const Table *table)
{
  double width = table->column - 8;
  double above = ev_pen_height (cairo, width, &signature_style, sheet->signature);
  double height = ev_pen_height (cairo, NUMBER - 4, &head_style, sheet->number);

  height = MAX (height, ev_pen_height (cairo, NAME - 8, &head_style, sheet->name));
  height = MAX (height, ev_pen_height (cairo, INSTITUTION - 8, &head_style, sheet->institution));
  for (guint i = 0; i < table->columns; i++) {
    const char *session = sheet->sessions->pdata[table->first_session + i];
    height = MAX (height, above + ev_pen_height (cairo, width, &head_style, session));
  }
  return MAX (HEAD, height + 2 * HEAD_EDGE);
}

static void
draw_column_heads (cairo_t *cairo, const Sheet *sheet, const Table *table)
{
  double y = TOP + HEAD_EDGE;

  ev_pen_text (cairo, MARGIN + 3, y, NUMBER - 4, &head_style, sheet->number);
  ev_pen_text (cairo, MARGIN + NUMBER + 4, y, NAME - 8, &head_style, sheet->name);
  ev_pen_text (cairo, MARGIN + NUMBER + NAME + 4, y, INSTITUTION - 8, &head_style,
               sheet->institution);
  for (guint i = 0; i < table->columns; i++) {
    double x = MARGIN + NUMBER + NAME + INSTITUTION + i * table->column + 4;
    double width = table->column - 8;
    double above = ev_pen_text (cairo, x, y, width, &signature_style, sheet->signature);
    ev_pen_text (cairo, x, y + above, width, &head_style,
                 sheet->sessions->pdata[table->first_session + i]);
  }
}

static void
draw_grid (cairo_t *cairo, const Table *table)
{
  double right = EV_PAGE_HEIGHT - MARGIN;
  double body = TOP + table->head;
  double bottom = body + table->rows * ROW;
  double edges[] = { MARGIN, MARGIN + NUMBER, MARGIN + NUMBER + NAME };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    ev_pen_line (cairo, edges[i], TOP, edges[i], bottom);
  for (guint i = 0; i <= table->columns; i++) {
    double x = MARGIN + NUMBER + NAME + INSTITUTION + i * table->column;
    ev_pen_line (cairo, x, TOP, x, bottom);
  }
  ev_pen_line (cairo, MARGIN, TOP, right, TOP);
  for (guint i = 0; i <= table->rows; i++)
    ev_pen_line (cairo, MARGIN, body + i * ROW, right, body + i * ROW);
}

static Table
table_of (cairo_t *cairo, const Sheet *sheet, guint page)
{
  guint row = page % sheet->row_pages * ROWS;
  guint session = page / sheet->row_pages * SESSIONS;
  double width = EV_PAGE_HEIGHT - 2 * MARGIN - NUMBER - NAME - INSTITUTION;
  Table table = { .first_row = row,
                  .rows = MIN (ROWS, sheet->names->len - row),
                  .first_session = session,
                  .columns = MIN (SESSIONS, sheet->sessions->len - session) };

  table.column = width / (double)table.columns;
  table.head = head_height (cairo, sheet, &table);
  return table;
}

static void
draw_page (cairo_t *cairo, guint page, gpointer data)
{
  const Sheet *sheet = data;
  Table table = table_of (cairo, sheet, page);

  cairo_set_source_rgb (cairo, 0, 0, 0);
  draw_heading (cairo, sheet, page);
  draw_column_heads (cairo, sheet, &table);
  for (guint i = 0; i < table.rows; i++) {
    double y = TOP + table.head + i * ROW;
    draw_row (cairo, sheet, table.first_row + i, y);
    draw_signatures (cairo, sheet, &table, table.first_row + i, y);
  }
  draw_grid (cairo, &table);
}

EvDocument *
ev_sheet_new (EvStore *store, const EvLists *lists, const char *event,
              const EvSheetOptions *options, GError **error)
{
  EvPaper paper;
  Sheet *sheet;
  g_autofree char *heading = NULL, *type = NULL, *place = NULL;

  if (!ev_paper_load (&paper, store, lists, event, error))
    return NULL;
  sheet = g_new0 (Sheet, 1);
  sheet->sessions = g_ptr_array_new_with_free_func (g_free);
  sheet->codes = g_ptr_array_new_with_free_func (g_free);
  sheet->signatures = g_ptr_array_new_with_free_func (forget_signature);
  sheet->names = g_ptr_array_new_with_free_func (g_free);
  sheet->institutions = g_ptr_array_new_with_free_func (g_free);
  heading = in_both (options, &paper, say_heading, 0);
  type = in_both (options, &paper, say_type, 0);
  place = in_both (options, &paper, say_when_and_where, 0);
  sheet->project = g_strdup_printf ("%s · %s", paper.project != NULL ? paper.project : "", heading);
  sheet->title = g_strdup (ev_record_text (paper.event, "title"));
  sheet->subtitle = g_strdup_printf ("%s · %s", type, place);
  sheet->number = in_both (options, &paper, say_column, 0);
  sheet->name = in_both (options, &paper, say_column, 1);
  sheet->institution = in_both (options, &paper, say_column, 2);
  sheet->signature = in_both (options, &paper, say_column, 3);
  for (guint i = 0; i < paper.roster->sessions->len; i++)
    g_ptr_array_add (sheet->sessions, in_both (options, &paper, say_session, i));
  fill_rows (sheet, &paper, options->blank);
  sheet->row_pages = (sheet->names->len + ROWS - 1) / ROWS;
  sheet->session_pages = (sheet->sessions->len + SESSIONS - 1) / SESSIONS;
  ev_paper_clear (&paper);
  return ev_document_new (sheet->row_pages * sheet->session_pages, TRUE, heading, draw_page, sheet,
                          sheet_free);
}
