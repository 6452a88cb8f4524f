/* The rows of a sign-in sheet, as they are typed back from paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printing/row-numbers.h"

#include <string.h>

/* The row that `word` begins with, from 0; what follows it goes to `rest`. */
static EvRowNumbersProblem
read_row (const char *word, GPtrArray *codes, guint *row, const char **rest)
{
  char *end;
  guint64 number = g_ascii_strtoull (word, &end, 10);
  const char *letter;

  *rest = end;
  if (end == word || number == 0 || number > G_MAXINT)
    return EV_ROW_NUMBERS_STRANGE;
  if (number > codes->len)
    return EV_ROW_NUMBERS_BEYOND;
  *row = (guint)number - 1;
  if (!g_ascii_isalpha (*end))
    return EV_ROW_NUMBERS_RIGHT;
  letter = strpbrk (codes->pdata[*row], "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  *rest = end + 1;
  return letter && g_ascii_toupper (*end) == *letter ? EV_ROW_NUMBERS_RIGHT : EV_ROW_NUMBERS_OTHER;
}

/* A number, a code, or two of them with a hyphen between. */
static EvRowNumbersProblem
read_word (const char *word, GPtrArray *codes, gboolean *taken)
{
  guint first = 0, last;
  const char *rest;
  EvRowNumbersProblem problem = read_row (word, codes, &first, &rest);

  if (problem != EV_ROW_NUMBERS_RIGHT)
    return problem;
  last = first;
  if (*rest == '-') {
    problem = read_row (rest + 1, codes, &last, &rest);
    if (problem != EV_ROW_NUMBERS_RIGHT)
      return problem;
  }
  if (*rest || last < first)
    return EV_ROW_NUMBERS_STRANGE;
  for (guint row = first; row <= last; row++)
    taken[row] = TRUE;
  return EV_ROW_NUMBERS_RIGHT;
}

EvRowNumbers *
ev_row_numbers_read (const char *typed, GPtrArray *codes)
{
  EvRowNumbers *numbers = g_new0 (EvRowNumbers, 1);
  g_auto (GStrv) words = g_strsplit_set (typed, " ,;\n\t", -1);
  g_autofree gboolean *taken = g_new0 (gboolean, codes->len + 1);

  numbers->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; words[i]; i++) {
    EvRowNumbersProblem problem =
        *words[i] ? read_word (words[i], codes, taken) : EV_ROW_NUMBERS_RIGHT;
    if (problem != EV_ROW_NUMBERS_RIGHT && !numbers->word) {
      numbers->problem = problem;
      numbers->word = g_strdup (words[i]);
    }
  }
  for (guint row = 0; row < codes->len; row++) {
    if (taken[row])
      g_array_append_val (numbers->rows, row);
  }
  return numbers;
}

void
ev_row_numbers_free (EvRowNumbers *numbers)
{
  if (!numbers)
    return;
  g_array_unref (numbers->rows);
  g_free (numbers->word);
  g_free (numbers);
}
