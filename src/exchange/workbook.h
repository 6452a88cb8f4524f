/* A workbook being written: sheets of texts, numbers and dates, never of formulas. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/error.h"

typedef struct _EvWorkbook EvWorkbook;

typedef enum {
  EV_WORKBOOK_PLAIN,
  EV_WORKBOOK_BOLD,   /* headings and totals */
  EV_WORKBOOK_TITLE,  /* of a sheet */
  EV_WORKBOOK_HEAD,   /* of a column of numbers */
  EV_WORKBOOK_AFTER,  /* text that follows a number */
  EV_WORKBOOK_HIDDEN, /* what stands where a number would */
  EV_WORKBOOK_WRAP    /* long text, on several lines, in a column of EV_WORKBOOK_PAGE */
} EvWorkbookStyle;

/* The width of a column that fills an upright page, in characters. */
#define EV_WORKBOOK_PAGE 80

/* Begins an XLSX that replaces `file` only when it is complete. `title` and `created` (ms UTC) go
 * into its properties, and nothing else does. A workbook of very many rows should be `streamed`:
 * then cells come row by row and little is held in memory. */
EvWorkbook *ev_workbook_new (const char *file, const char *title, gint64 created,
                             gboolean streamed);

/* Drops an unfinished one with its file; NULL does nothing. */
void ev_workbook_free (EvWorkbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWorkbook, ev_workbook_free)

/* Goes on with a new sheet; what a sheet's name may not hold is taken out of `name`, and it is made
 * unlike the others. `frozen` rows stay on top, with a filter on the last of them. */
void ev_workbook_add_sheet (EvWorkbook *workbook, const char *name, guint frozen, guint columns);

/* Lets the sheet be printed across. */
void ev_workbook_turn (EvWorkbook *workbook);

/* The width of a column in characters. */
void ev_workbook_set_width (EvWorkbook *workbook, guint column, double width);

/* Text of whatever content: it is stored as text and never read as a formula. NULL is no cell. */
void ev_workbook_text (EvWorkbook *workbook, guint row, guint column, EvWorkbookStyle style,
                       const char *text);

/* A number shown with thousands and so many decimals; `percent` shows 0.5 as 50 %. */
void ev_workbook_number (EvWorkbook *workbook, guint row, guint column, EvWorkbookStyle style,
                         double value, guint decimals, gboolean percent);

/* A number of a name, such as a year: without thousands. */
void ev_workbook_year (EvWorkbook *workbook, guint row, guint column, gint64 value);

/* A civil date, YYYY-MM-DD; anything else is text. */
void ev_workbook_date (EvWorkbook *workbook, guint row, guint column, const char *iso);

/* Writes and closes; the workbook is freed, whatever comes of it. EV_ERROR_DISK_FULL or _STORAGE.
 */
gboolean ev_workbook_close (EvWorkbook *workbook, GError **error);
