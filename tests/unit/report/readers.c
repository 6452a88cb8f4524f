/* What the readers of published tables know of the people behind them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers.h"

#include <string.h>

static guint
unknowns (const Readers *readers)
{
  return readers->n_sets * readers->genders * readers->communities;
}

Readers *
readers_new (const EvCrowd *crowd, const guint32 *sets, guint n_sets)
{
  Readers *readers = g_new0 (Readers, 1);
  readers->crowd = crowd;
  readers->sets = sets;
  readers->n_sets = n_sets;
  readers->genders = ev_crowd_categories (crowd, EV_DIMENSION_GENDER);
  readers->communities = ev_crowd_categories (crowd, EV_DIMENSION_COMMUNITY);
  readers->bounds = ev_bounds_new (unknowns (readers));
  return readers;
}

void
readers_free (Readers *readers)
{
  if (readers == NULL)
    return;
  ev_bounds_free (readers->bounds);
  g_free (readers);
}

/* Which categories a line stands for: itself; the total, all; the merged line, whatever has no line
 * of its own. */
static gboolean *
line_categories (const EvCrowd *crowd, EvDimension dimension, char **lines, const char *line)
{
  guint n = ev_crowd_categories (crowd, dimension);
  gboolean *has = g_new0 (gboolean, n + 1);
  for (guint c = 0; c < n; c++) {
    const char *code = crowd->codes[dimension][c];
    gboolean own = g_strv_contains ((const char *const *)lines, code);
    has[c] = g_str_equal (line, EV_LINE_TOTAL) || g_str_equal (line, code) ||
             (g_str_equal (line, EV_LINE_OTHER) && !own);
  }
  return has;
}

static void
learn (Readers *readers, guint population, const gboolean *gender, const gboolean *community,
       double sum)
{
  g_autofree double *factors = g_new0 (double, unknowns (readers) + 1);
  guint i = 0;
  for (guint s = 0; s < readers->n_sets; s++)
    for (guint g = 0; g < readers->genders; g++)
      for (guint c = 0; c < readers->communities; c++, i++)
        factors[i] = (readers->sets[s] >> population & 1) != 0 && gender[g] && community[c];
  ev_bounds_learn (readers->bounds, factors, sum);
}

/* Lines that are not there are empty, unless a merged line may hold them or nothing is told. */
static void
learn_absent (Readers *readers, const EvGrid *table, guint population, EvDimension dimension,
              char **lines)
{
  static const char *const total[] = { EV_LINE_TOTAL, NULL };
  if (table->withheld || g_strv_contains ((const char *const *)lines, EV_LINE_OTHER))
    return;
  g_autofree gboolean *absent = line_categories (readers->crowd, dimension, lines, EV_LINE_OTHER);
  EvDimension across =
      dimension == EV_DIMENSION_GENDER ? EV_DIMENSION_COMMUNITY : EV_DIMENSION_GENDER;
  g_autofree gboolean *all =
      line_categories (readers->crowd, across, (char **)(gpointer)total, EV_LINE_TOTAL);
  if (dimension == EV_DIMENSION_GENDER)
    learn (readers, population, absent, all, 0);
  else
    learn (readers, population, all, absent, 0);
}

void
readers_read (Readers *readers, const EvGrid *table, guint population)
{
  static char *all_lines[] = { (char *)"total", NULL };
  gboolean crossed = table->columns == EV_DIMENSION_GENDER;
  char **gender_lines = table->rows == EV_DIMENSION_GENDER ? table->row_codes : all_lines;
  char **community_lines = table->rows == EV_DIMENSION_COMMUNITY ? table->row_codes : all_lines;
  if (crossed)
    gender_lines = table->column_codes;
  for (guint r = 0; r < table->n_rows; r++)
    for (guint k = 0; k < table->n_columns; k++) {
      if (ev_grid_cell (table, r, k)->hidden)
        continue;
      const char *gender_line = crossed                              ? table->column_codes[k]
                                : table->rows == EV_DIMENSION_GENDER ? table->row_codes[r]
                                                                     : EV_LINE_TOTAL;
      const char *community_line =
          table->rows == EV_DIMENSION_COMMUNITY ? table->row_codes[r] : EV_LINE_TOTAL;
      g_autofree gboolean *gender =
          line_categories (readers->crowd, EV_DIMENSION_GENDER, gender_lines, gender_line);
      g_autofree gboolean *community =
          line_categories (readers->crowd, EV_DIMENSION_COMMUNITY, community_lines, community_line);
      learn (readers, population, gender, community, ev_grid_cell (table, r, k)->value);
    }
  if (table->rows == EV_DIMENSION_GENDER || crossed)
    learn_absent (readers, table, population, EV_DIMENSION_GENDER, gender_lines);
  if (table->rows == EV_DIMENSION_COMMUNITY)
    learn_absent (readers, table, population, EV_DIMENSION_COMMUNITY, community_lines);
}

static gboolean
is_wanted (const Wanted *wanted, guint32 set, guint gender, guint community)
{
  return (set & wanted->inside) == wanted->inside && (set & wanted->outside) == 0 &&
         (wanted->gender < 0 || (guint)wanted->gender == gender) &&
         (wanted->community < 0 || (guint)wanted->community == community);
}

void
readers_range (Readers *readers, const Wanted *wanted, double *least, double *greatest)
{
  g_autofree double *factors = g_new0 (double, unknowns (readers) + 1);
  guint i = 0;
  for (guint s = 0; s < readers->n_sets; s++)
    for (guint g = 0; g < readers->genders; g++)
      for (guint c = 0; c < readers->communities; c++, i++)
        factors[i] = is_wanted (wanted, readers->sets[s], g, c);
  g_assert_true (ev_bounds_range (readers->bounds, factors, least, greatest));
}

guint
readers_truth (const Readers *readers, const Wanted *wanted)
{
  const EvCrowd *crowd = readers->crowd;
  guint count = 0;
  for (guint i = 0; i < crowd->people; i++)
    count += crowd->member[i] != 0 &&
             is_wanted (wanted, crowd->member[i], crowd->category[EV_DIMENSION_GENDER][i],
                        crowd->category[EV_DIMENSION_COMMUNITY][i]);
  return count;
}

EvCrowd *
readers_crowd (const EvReportSource *source, const EvReportFilter *filters, guint n_filters)
{
  EvCrowd *truth = NULL;
  for (guint f = 0; f < n_filters; f++) {
    g_autoptr (EvTally) tally = ev_tally_new (source, &filters[f], NULL);
    EvCrowd *crowd = ev_people_crowd (tally, NULL, NULL);
    if (truth == NULL) {
      truth = crowd;
      continue;
    }
    for (guint i = 0; i < crowd->people; i++)
      truth->member[i] |= crowd->member[i] << (3 * f);
    ev_crowd_free (crowd);
  }
  return truth;
}

void
readers_forget_empty (EvCrowd *crowd, EvDimension dimension)
{
  guint n = ev_crowd_categories (crowd, dimension), kept = 0;
  g_autofree guint *place = g_new0 (guint, n + 1);
  g_autofree gboolean *used = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < crowd->people; i++)
    used[crowd->category[dimension][i]] = TRUE;
  for (guint c = 0; c < n; c++) {
    if (!used[c]) {
      g_clear_pointer (&crowd->codes[dimension][c], g_free);
      continue;
    }
    place[c] = kept;
    crowd->codes[dimension][kept++] = crowd->codes[dimension][c];
  }
  crowd->codes[dimension][kept] = NULL;
  for (guint i = 0; i < crowd->people; i++)
    crowd->category[dimension][i] = (guint16)place[crowd->category[dimension][i]];
}
