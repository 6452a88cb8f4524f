/* Cursors that were never given out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/gaps.h"

/* A gap has at most so many cursors, and is larger than what is likely to be lost. A start a minute
 * would use up what fits into a number of JSON in a thousand years. */
#define WIDEST (1 << 24)
/* So many gaps are kept in mind, each as "FROM-TO": the last cursor before it, the first after. */
#define MOST 64

gboolean
ev_gaps_has (const char *gaps, gint64 cursor)
{
  const char *text = gaps;

  while (text != NULL && *text != '\0') {
    char *end;
    gint64 from = g_ascii_strtoll (text, &end, 10);
    gint64 to = *end == '-' ? g_ascii_strtoll (end + 1, &end, 10) : from;

    if (end == text || (from < cursor && cursor < to))
      return end != text;
    text = *end == ' ' ? end + 1 : end;
  }
  return FALSE;
}

static char *
add (const char *gaps, gint64 from, gint64 to)
{
  g_auto (GStrv) known = g_strsplit (gaps != NULL ? gaps : "", " ", -1);
  guint count = g_strv_length (known), first = count >= MOST ? count - MOST + 1 : 0;
  g_autofree char *kept = g_strjoinv (" ", known + first);

  return g_strdup_printf ("%s%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, kept,
                          *kept != '\0' ? " " : "", from, to);
}

static gboolean
leave (EvCentral *central, const EvRandom *random, gint64 project, GError **error)
{
  g_autofree char *name = g_strdup_printf (EV_GAPS_FACT "%" G_GINT64_FORMAT, project);
  g_autofree char *before = NULL, *after = NULL;
  guint32 bits;
  gint64 from, to;

  ev_random_fill (random, &bits, sizeof bits);
  if (!central->cursor (central, project, &from, error) ||
      !central->fact (central, name, &before, error))
    return FALSE;
  to = from + 1 + bits % WIDEST;
  after = add (before, from, to);
  return central->set_cursor (central, project, to, error) &&
         central->set_fact (central, name, after, error);
}

gboolean
ev_gaps_leave (EvCentral *central, const EvRandom *random, GError **error)
{
  g_autoptr (GPtrArray) projects = NULL;

  if (!central->hold (central, 0, error) || !central->projects (central, &projects, error))
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    if (!leave (central, random, ((const EvCentralProject *)projects->pdata[i])->number, error))
      return FALSE;
  return TRUE;
}
