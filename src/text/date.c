/* Civil dates written in each language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/date.h"

#include <stdio.h>
#include <string.h>

#include "text/i18n.h"
#include "text/language.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static const char *const months[] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

/* In some languages a month has another form after the day. */
static const char *const months_of_date[] = {
  NC_ ("month after a day", "January"),   NC_ ("month after a day", "February"),
  NC_ ("month after a day", "March"),     NC_ ("month after a day", "April"),
  NC_ ("month after a day", "May"),       NC_ ("month after a day", "June"),
  NC_ ("month after a day", "July"),      NC_ ("month after a day", "August"),
  NC_ ("month after a day", "September"), NC_ ("month after a day", "October"),
  NC_ ("month after a day", "November"),  NC_ ("month after a day", "December"),
};

static const char *const weekdays[] = {
  NC_ ("day of the week", "Monday"),    NC_ ("day of the week", "Tuesday"),
  NC_ ("day of the week", "Wednesday"), NC_ ("day of the week", "Thursday"),
  NC_ ("day of the week", "Friday"),    NC_ ("day of the week", "Saturday"),
  NC_ ("day of the week", "Sunday"),
};

static const char *const weekdays_short[] = {
  NC_ ("day of the week, short", "Mon"), NC_ ("day of the week, short", "Tue"),
  NC_ ("day of the week, short", "Wed"), NC_ ("day of the week, short", "Thu"),
  NC_ ("day of the week, short", "Fri"), NC_ ("day of the week, short", "Sat"),
  NC_ ("day of the week, short", "Sun"),
};

static gboolean
is_day (int year, int month, int day)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 &&
         g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

gboolean
ev_date_split (const char *iso, int *year, int *month, int *day)
{
  int y, m, d;

  if (iso == NULL || strlen (iso) != strlen ("2026-11-24") || iso[4] != '-' || iso[7] != '-')
    return FALSE;
  for (guint i = 0; iso[i] != '\0'; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (iso[i]))
      return FALSE;
  if (sscanf (iso, "%4d-%2d-%2d", &y, &m, &d) != 3 || !is_day (y, m, d))
    return FALSE;
  *year = y;
  *month = m;
  *day = d;
  return TRUE;
}

char *
ev_date_iso (int year, int month, int day)
{
  return is_day (year, month, day) ? g_strdup_printf ("%04d-%02d-%02d", year, month, day) : NULL;
}

static char *
as_given (const char *iso)
{
  return g_strdup (iso != NULL ? iso : "");
}

char *
ev_date_short (const char *iso)
{
  int year, month, day;

  if (!ev_date_split (iso, &year, &month, &day))
    return as_given (iso);
  if (ev_language_get () == EV_LANGUAGE_EN)
    return g_strdup_printf ("%d %.3s %d", day, months[month - 1], year);
  return g_strdup_printf ("%02d.%02d.%d", day, month, year);
}

char *
ev_date_long (const char *iso)
{
  int year, month, day;

  if (!ev_date_split (iso, &year, &month, &day))
    return as_given (iso);
  /* Translators: %1$d is the day, %2$s the month, %3$d the year. */
  return g_strdup_printf (C_ ("long date", "%1$d %2$s %3$d"), day,
                          C_ ("month after a day", months_of_date[month - 1]), year);
}

char *
ev_date_full (const char *iso)
{
  int weekday = ev_date_weekday_of (iso);
  g_autofree char *date = ev_date_long (iso);

  if (weekday == 0)
    return g_steal_pointer (&date);
  /* Translators: %1$s is the day of the week, %2$s the date. */
  return g_strdup_printf (C_ ("date with day of the week", "%1$s, %2$s"), ev_date_weekday (weekday),
                          date);
}

char *
ev_date_range (const char *from, const char *to)
{
  g_autofree char *first = ev_date_short (from);
  g_autofree char *last = ev_date_short (to);

  if (strcmp (first, last) == 0)
    return g_steal_pointer (&first);
  return g_strdup_printf ("%s – %s", first, last);
}

const char *
ev_date_month (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");
  return C_ ("month", months[month - 1]);
}

char *
ev_date_month_year (int year, int month)
{
  /* Translators: %1$s is the month, %2$d the year. */
  return g_strdup_printf (C_ ("month and year", "%1$s %2$d"), ev_date_month (month), year);
}

const char *
ev_date_weekday (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");
  return C_ ("day of the week", weekdays[weekday - 1]);
}

const char *
ev_date_weekday_short (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");
  return C_ ("day of the week, short", weekdays_short[weekday - 1]);
}

char *
ev_date_add (const char *iso, int days)
{
  int year, month, day;
  gint64 julian;
  GDate date;

  if (!ev_date_split (iso, &year, &month, &day))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  julian = (gint64)g_date_get_julian (&date) + days;
  if (julian < 1 || julian > G_MAXINT32)
    return NULL;
  g_date_set_julian (&date, (guint32)julian);
  return ev_date_iso (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

int
ev_date_weekday_of (const char *iso)
{
  int year, month, day;
  GDate date;

  if (!ev_date_split (iso, &year, &month, &day))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_weekday (&date);
}
