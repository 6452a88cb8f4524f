/* Civil dates read as a person types them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "text/date.h"
#include "text/plain-private.h"

#define MAX_PARTS 3
#define CENTURY 100
#define HALF_CENTURY 50

/* The beginnings that tell the months apart, in all languages, without case and marks. */
static const struct {
  const char *beginning;
  int month;
} months[] = {
  { "jan", 1 },  { "јан", 1 },  { "feb", 2 },  { "феб", 2 },  { "shk", 2 },  { "mar", 3 },
  { "мар", 3 },  { "apr", 4 },  { "апр", 4 },  { "pri", 4 },  { "may", 5 },  { "maj", 5 },
  { "мај", 5 },  { "jun", 6 },  { "јун", 6 },  { "qer", 6 },  { "jul", 7 },  { "јул", 7 },
  { "kor", 7 },  { "aug", 8 },  { "avg", 8 },  { "авг", 8 },  { "gus", 8 },  { "sep", 9 },
  { "сеп", 9 },  { "sht", 9 },  { "oct", 10 }, { "okt", 10 }, { "окт", 10 }, { "tet", 10 },
  { "nov", 11 }, { "нов", 11 }, { "nen", 11 }, { "dec", 12 }, { "дец", 12 }, { "dhj", 12 },
};

static const struct {
  const char *word;
  int days;
} words[] = {
  { "today", 0 },      { "sot", 0 },   { "danas", 0 }, { "данас", 0 },
  { "yesterday", -1 }, { "dje", -1 },  { "juce", -1 }, { "јуче", -1 },
  { "tomorrow", 1 },   { "neser", 1 }, { "sutra", 1 }, { "сутра", 1 },
};

typedef struct {
  int numbers[MAX_PARTS];
  size_t digits[MAX_PARTS];
  guint n_numbers;
  int month; /* written as a word, or 0 */
} Typed;

static int
month_of (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i].beginning))
      return months[i].month;
  return 0;
}

static gboolean
take_part (Typed *typed, const char *part)
{
  size_t n_digits = strspn (part, "0123456789");

  if (n_digits == 0) {
    if (typed->month != 0)
      return FALSE;
    typed->month = month_of (part);
    return typed->month != 0;
  }
  if (part[n_digits] != '\0' || n_digits > 4 || typed->n_numbers == MAX_PARTS)
    return FALSE;
  typed->digits[typed->n_numbers] = n_digits;
  typed->numbers[typed->n_numbers++] = (int)g_ascii_strtoll (part, NULL, 10);
  return TRUE;
}

static gboolean
split (Typed *typed, const char *plain)
{
  g_auto (GStrv) parts = g_strsplit_set (plain, " .,/-", -1);

  memset (typed, 0, sizeof *typed);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !take_part (typed, parts[i]))
      return FALSE;
  return typed->n_numbers > 0;
}

static int
whole_year (int year, size_t digits, int this_year)
{
  if (digits != 2)
    return digits == 4 ? year : 0;
  year += this_year - this_year % CENTURY;
  if (year > this_year + HALF_CENTURY)
    return year - CENTURY;
  return year <= this_year - HALF_CENTURY ? year + CENTURY : year;
}

static gint64
days_apart (const char *a, const char *b)
{
  int year, month, day;
  GDate dates[2];
  const char *texts[] = { a, b };

  for (guint i = 0; i < 2; i++) {
    if (!ev_date_split (texts[i], &year, &month, &day))
      return G_MAXINT64;
    g_date_clear (&dates[i], 1);
    g_date_set_dmy (&dates[i], (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  }
  return llabs ((gint64)g_date_get_julian (&dates[0]) - (gint64)g_date_get_julian (&dates[1]));
}

/* In the year of @today, the one before or the one after, whatever is nearest. */
static char *
nearest (int month, int day, int this_year, const char *today)
{
  g_autofree char *best = ev_date_iso (this_year, month, day);

  for (int year = this_year - 1; year <= this_year + 1; year++) {
    g_autofree char *other = ev_date_iso (year, month, day);

    if (days_apart (other, today) < days_apart (best, today)) {
      g_free (best);
      best = g_steal_pointer (&other);
    }
  }
  return g_steal_pointer (&best);
}

/* Numbers alone: year first if it has four digits, else the day. */
static char *
from_numbers (const Typed *typed, int this_year, const char *today)
{
  const int *numbers = typed->numbers;

  if (typed->n_numbers == 3 && typed->digits[0] == 4)
    return ev_date_iso (numbers[0], numbers[1], numbers[2]);
  if (typed->n_numbers == 1 || typed->digits[0] > 2 || typed->digits[1] > 2)
    return NULL;
  if (typed->n_numbers == 2)
    return nearest (numbers[1], numbers[0], this_year, today);
  return ev_date_iso (whole_year (numbers[2], typed->digits[2], this_year), numbers[1], numbers[0]);
}

static char *
from_named_month (const Typed *typed, int this_year, const char *today)
{
  const int *numbers = typed->numbers;

  if (typed->n_numbers == 1)
    return typed->digits[0] <= 2 ? nearest (typed->month, numbers[0], this_year, today) : NULL;
  if (typed->n_numbers != 2)
    return NULL;
  if (typed->digits[0] == 4)
    return ev_date_iso (numbers[0], typed->month, numbers[1]);
  return ev_date_iso (whole_year (numbers[1], typed->digits[1], this_year), typed->month,
                      numbers[0]);
}

char *
ev_date_read (const char *typed, const char *today)
{
  g_autofree char *plain = ev_plain_text (typed);
  int this_year, month, day;
  Typed parts;

  if (!ev_date_split (today, &this_year, &month, &day))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (plain, words[i].word) == 0)
      return ev_date_add (today, words[i].days);
  if (!split (&parts, plain))
    return NULL;
  return parts.month != 0 ? from_named_month (&parts, this_year, today)
                          : from_numbers (&parts, this_year, today);
}
