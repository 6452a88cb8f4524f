/* Times of day, and moments as a person would say them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/moment.h"

#include <string.h>

#include "text/date.h"
#include "text/i18n.h"
#include "text/plain-private.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define LONG_AGO (31 * DAY)
#define CLOCKS_DIFFER (-2 * MINUTE)

/* Up to two digits at *@p, or -1. */
static int
read_two (const char **p)
{
  size_t n = strspn (*p, "0123456789");
  int value;

  if (n == 0 || n > 2)
    return -1;
  value = (int)g_ascii_strtoll (*p, NULL, 10);
  *p += n;
  return value;
}

char *
ev_moment_read_time (const char *typed)
{
  g_autofree char *plain = ev_plain_text (typed);
  g_autofree char *split = NULL;
  const char *p = plain;
  int hour, minute = 0;

  if (strspn (plain, "0123456789") == 4) {
    split = g_strdup_printf ("%.2s:%s", plain, plain + 2);
    p = split;
  }
  hour = read_two (&p);
  if (*p == ':' || *p == '.') {
    p++;
    minute = read_two (&p);
  }
  if (*p == 'h')
    p++;
  if (*p != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return NULL;
  return g_strdup_printf ("%02d:%02d", hour, minute);
}

char *
ev_moment_text (gint64 milliseconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (milliseconds / SECOND);
  g_autofree char *iso = NULL;
  g_autofree char *date = NULL;

  if (moment == NULL)
    return g_strdup ("");
  iso = g_date_time_format (moment, "%Y-%m-%d");
  date = ev_date_short (iso);
  return g_strdup_printf ("%s %02d:%02d", date, g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment));
}

char *
ev_moment_ago (gint64 milliseconds, gint64 now)
{
  gint64 ago = now - milliseconds;

  if (ago < CLOCKS_DIFFER || ago >= LONG_AGO)
    return ev_moment_text (milliseconds);
  if (ago < MINUTE)
    return g_strdup (_ ("just now"));
  if (ago < HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", ago / MINUTE),
                            (int)(ago / MINUTE));
  if (ago < DAY)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", ago / HOUR),
                            (int)(ago / HOUR));
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", ago / DAY), (int)(ago / DAY));
}
