/* How small and how large a number can be: the simplex method on a dense tableau. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/bounds.h"

#include <math.h>

#define TINY 1e-7
#define NOTHING 1e-11 /* what is left of 0 after rounding */

struct _EvBounds {
  guint unknowns;
  GArray *known;     /* rows of unknowns + 1 numbers, as learned */
  guint n_rows;      /* of the tableau */
  gboolean agrees;   /* some numbers do */
  gboolean worn;     /* the tableau has lost its exactness */
  guint width;       /* unknowns, and the right-hand side */
  double *tableau;   /* n_rows * width */
  guint *basis;      /* the unknown that a row solves for; from `unknowns` on, a helper */
  double *objective; /* width */
  guint *filled;     /* scratch: where a row is not 0 */
};

EvBounds *
ev_bounds_new (guint unknowns)
{
  EvBounds *bounds = g_new0 (EvBounds, 1);
  bounds->unknowns = unknowns;
  bounds->known = g_array_new (FALSE, FALSE, sizeof (double));
  return bounds;
}

static void
bounds_drop_tableau (EvBounds *bounds)
{
  g_clear_pointer (&bounds->tableau, g_free);
  g_clear_pointer (&bounds->basis, g_free);
  g_clear_pointer (&bounds->objective, g_free);
  g_clear_pointer (&bounds->filled, g_free);
  bounds->worn = FALSE;
}

void
ev_bounds_free (EvBounds *bounds)
{
  if (bounds == NULL)
    return;
  g_array_unref (bounds->known);
  bounds_drop_tableau (bounds);
  g_free (bounds);
}

void
ev_bounds_learn (EvBounds *bounds, const double *factors, double sum)
{
  double sign = sum < 0 ? -1 : 1;
  for (guint i = 0; i < bounds->unknowns; i++) {
    double factor = sign * factors[i];
    g_array_append_val (bounds->known, factor);
  }
  double right = sign * sum;
  g_array_append_val (bounds->known, right);
}

static double *
row (EvBounds *bounds, guint r)
{
  return bounds->tableau + (gsize)r * bounds->width;
}

static void
subtract (double *target, const double *source, double factor, guint width)
{
  for (guint i = 0; factor != 0 && i < width; i++)
    target[i] -= factor * source[i];
}

static void
pivot (EvBounds *bounds, guint r, guint column)
{
  double *pivoted = row (bounds, r), by = pivoted[column];
  guint filled = 0;
  for (guint i = 0; i < bounds->width; i++) {
    if (pivoted[i] == 0)
      continue;
    pivoted[i] /= by;
    bounds->filled[filled++] = i;
  }
  for (guint k = 0; k <= bounds->n_rows; k++) {
    double *target = k < bounds->n_rows ? row (bounds, k) : bounds->objective;
    double factor = target[column];
    if (k == r || factor == 0)
      continue;
    for (guint i = 0; i < filled; i++) {
      double *at = &target[bounds->filled[i]];
      *at -= factor * pivoted[bounds->filled[i]];
      if (fabs (*at) < NOTHING)
        *at = 0;
    }
    target[column] = 0;
  }
  bounds->basis[r] = column;
}

/* Whether row `r` is the better one to leave, of two that bound the entering unknown alike: the one
 * divided by more, for exactness; by Bland's rule the one of the lesser unknown. */
static gboolean
leaves_rather (EvBounds *bounds, guint r, guint than, guint column, gboolean by_bland)
{
  if (by_bland)
    return bounds->basis[r] < bounds->basis[than];
  return row (bounds, r)[column] > row (bounds, than)[column];
}

/* The row that leaves when `column` enters; -1 if nothing bounds it. */
static gint
leaving (EvBounds *bounds, guint column, gboolean by_bland)
{
  gint best = -1;
  double least = 0;
  for (guint r = 0; r < bounds->n_rows; r++) {
    const double *at = row (bounds, r);
    if (at[column] <= TINY)
      continue;
    double ratio = at[bounds->width - 1] / at[column];
    if (best >= 0 && ratio > least + TINY)
      continue;
    if (best < 0 || ratio < least - TINY ||
        leaves_rather (bounds, r, (guint)best, column, by_bland)) {
      best = (gint)r;
      least = ratio;
    }
  }
  return best;
}

/* The unknown to enter: the steepest; by Bland's rule the first. G_MAXUINT if the objective is as
 * great as it gets. */
static guint
entering (const EvBounds *bounds, gboolean by_bland)
{
  guint best = G_MAXUINT;
  double steepest = -TINY;
  for (guint c = 0; c < bounds->unknowns; c++)
    if (bounds->objective[c] < steepest) {
      best = c;
      steepest = bounds->objective[c];
      if (by_bland)
        break;
    }
  return best;
}

/* Makes the objective as great as it gets; FALSE if nothing bounds it. The objective row holds the
 * negated factors; its right-hand side is then the value. Bland's rule, after many steps, ends what
 * runs in circles; where rounding defeats it, the value stays at what was reached, which is a value
 * that agrees with all that is known, and the tableau is made anew before its next use. */
static gboolean
maximise (EvBounds *bounds)
{
  guint enter, patience = 2 * bounds->width + 100;
  for (guint step = 0; (enter = entering (bounds, step > patience)) != G_MAXUINT; step++) {
    gint leave = leaving (bounds, enter, step > patience);
    if (leave < 0)
      return FALSE;
    if (step > 4 * patience) {
      bounds->worn = TRUE;
      return TRUE;
    }
    pivot (bounds, (guint)leave, enter);
  }
  return TRUE;
}

/* Drops a helper that stands for a sum which follows from the others. */
static void
drop_row (EvBounds *bounds, guint r)
{
  guint last = --bounds->n_rows;
  for (guint i = 0; i < bounds->width; i++)
    row (bounds, r)[i] = row (bounds, last)[i];
  bounds->basis[r] = bounds->basis[last];
}

/* Finds numbers that agree with everything learned, by driving one helper a row down to 0. */
static void
bounds_begin (EvBounds *bounds)
{
  guint n = bounds->unknowns, rows = bounds->known->len / (n + 1);
  bounds_drop_tableau (bounds);
  bounds->n_rows = rows;
  bounds->width = n + 1;
  bounds->filled = g_new0 (guint, bounds->width);
  bounds->tableau = g_new0 (double, (gsize)rows * bounds->width + 1);
  bounds->basis = g_new0 (guint, rows + 1);
  bounds->objective = g_new0 (double, bounds->width);
  double scale = 0;
  for (guint r = 0; r < rows; r++) {
    const double *known = &g_array_index (bounds->known, double, r *(n + 1));
    for (guint i = 0; i < n; i++)
      row (bounds, r)[i] = known[i];
    row (bounds, r)[bounds->width - 1] = known[n];
    bounds->basis[r] = n + r;
    subtract (bounds->objective, row (bounds, r), 1, n);
    bounds->objective[bounds->width - 1] -= known[n];
    scale += known[n];
  }
  bounds->agrees =
      maximise (bounds) && fabs (bounds->objective[bounds->width - 1]) < TINY * (1 + scale);
  for (guint r = bounds->n_rows; bounds->agrees && r > 0; r--) {
    guint column = 0;
    if (bounds->basis[r - 1] < n)
      continue;
    while (column < n && fabs (row (bounds, r - 1)[column]) <= TINY)
      column++;
    if (column < n)
      pivot (bounds, r - 1, column);
    else
      drop_row (bounds, r - 1);
  }
}

static double
greatest_of (EvBounds *bounds, const double *factors, double sign)
{
  guint n = bounds->unknowns;
  for (guint i = 0; i < bounds->width; i++)
    bounds->objective[i] = i < n ? -sign * factors[i] : 0;
  for (guint r = 0; r < bounds->n_rows; r++)
    subtract (bounds->objective, row (bounds, r), bounds->objective[bounds->basis[r]],
              bounds->width);
  if (!maximise (bounds))
    return G_MAXDOUBLE;
  return bounds->objective[bounds->width - 1];
}

gboolean
ev_bounds_range (EvBounds *bounds, const double *factors, double *least, double *greatest)
{
  if (bounds->tableau == NULL || bounds->worn)
    bounds_begin (bounds);
  if (!bounds->agrees)
    return FALSE;
  *greatest = greatest_of (bounds, factors, 1);
  *least = -greatest_of (bounds, factors, -1);
  return TRUE;
}
