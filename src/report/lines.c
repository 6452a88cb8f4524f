/* The rows or columns of a table of people. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/lines-private.h"

#include "report/codes.h"

/* Shown even if nobody is in it: what a reader looks for, and a scale without gaps. */
static gboolean
is_expected (EvDimension dimension, const char *code)
{
  if (g_str_equal (code, EV_LINE_OUTSIDE))
    return FALSE;
  if (dimension == EV_DIMENSION_AGE)
    return TRUE;
  if (dimension == EV_DIMENSION_GENDER)
    return g_str_equal (code, "female") || g_str_equal (code, "male") ||
           g_str_equal (code, EV_NOT_STATED);
  return dimension != EV_DIMENSION_FORUM && g_str_equal (code, EV_NOT_STATED);
}

static void
lines_add (GPtrArray *codes, guint *line, const char *code)
{
  *line = codes->len;
  g_ptr_array_add (codes, g_strdup (code));
}

static void
lines_finish (EvLines *lines, GPtrArray *codes)
{
  lines_add (codes, &lines->total, EV_LINE_TOTAL);
  g_ptr_array_add (codes, NULL);
  lines->codes = (char **)g_ptr_array_free (codes, FALSE);
}

EvLines
ev_lines_new (const EvCrowd *crowd, EvDimension dimension, const guint *count, const guint8 *merged)
{
  GPtrArray *codes = g_ptr_array_new ();
  guint n = ev_crowd_categories (crowd, dimension);
  EvLines lines = { .line_of = g_new (guint, n + 1) };
  gboolean merging = FALSE;
  for (guint c = 0; c < n; c++)
    merging |= merged != NULL && merged[c];
  /* Category 0, not stated, comes after the others. */
  for (guint i = 1; i <= n; i++) {
    guint c = i % n;
    const char *code = crowd->codes[dimension][c];
    lines.line_of[c] = G_MAXUINT;
    if (c == 0 && merging) {
      guint other;
      lines_add (codes, &other, EV_LINE_OTHER);
      for (guint k = 0; k < n; k++)
        if (merged[k])
          lines.line_of[k] = other;
    }
    if (merging && merged[c])
      continue;
    if (count[c] > 0 || (!merging && is_expected (dimension, code)))
      lines_add (codes, &lines.line_of[c], code);
  }
  lines_finish (&lines, codes);
  return lines;
}

EvLines
ev_lines_total_only (void)
{
  EvLines lines = { NULL, NULL, 0 };
  lines_finish (&lines, g_ptr_array_new ());
  return lines;
}

void
ev_lines_clear (EvLines *lines)
{
  g_free (lines->line_of);
}
