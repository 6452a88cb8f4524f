/* An attacker: the simplex method on a dense tableau. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attack.h"

#include <math.h>

#define TINY 1e-7

struct _Attack {
  guint unknowns;
  GArray *known;     /* rows of unknowns + 1 numbers, as learned */
  guint n_rows;      /* of the tableau */
  guint width;       /* unknowns, one helper a row, the right-hand side */
  double *tableau;   /* n_rows * width */
  guint *basis;      /* the unknown that a row solves for */
  double *objective; /* width */
};

Attack *
attack_new (guint unknowns)
{
  Attack *attack = g_new0 (Attack, 1);
  attack->unknowns = unknowns;
  attack->known = g_array_new (FALSE, FALSE, sizeof (double));
  return attack;
}

void
attack_free (Attack *attack)
{
  if (attack == NULL)
    return;
  g_array_unref (attack->known);
  g_free (attack->tableau);
  g_free (attack->basis);
  g_free (attack->objective);
  g_free (attack);
}

void
attack_learn (Attack *attack, const double *factors, double sum)
{
  double sign = sum < 0 ? -1 : 1;
  for (guint i = 0; i < attack->unknowns; i++) {
    double factor = sign * factors[i];
    g_array_append_val (attack->known, factor);
  }
  double right = sign * sum;
  g_array_append_val (attack->known, right);
}

static double *
row (Attack *attack, guint r)
{
  return attack->tableau + (gsize)r * attack->width;
}

static void
subtract (double *target, const double *source, double factor, guint width)
{
  for (guint i = 0; factor != 0 && i < width; i++)
    target[i] -= factor * source[i];
}

static void
pivot (Attack *attack, guint r, guint column)
{
  double *pivoted = row (attack, r), by = pivoted[column];
  for (guint i = 0; i < attack->width; i++)
    pivoted[i] /= by;
  for (guint k = 0; k < attack->n_rows; k++)
    if (k != r)
      subtract (row (attack, k), pivoted, row (attack, k)[column], attack->width);
  subtract (attack->objective, pivoted, attack->objective[column], attack->width);
  attack->basis[r] = column;
}

/* The row that leaves when `column` enters; -1 if nothing bounds it. Ties by the least unknown. */
static gint
leaving (Attack *attack, guint column)
{
  gint best = -1;
  double least = 0;
  for (guint r = 0; r < attack->n_rows; r++) {
    const double *at = row (attack, r);
    if (at[column] <= TINY)
      continue;
    double ratio = at[attack->width - 1] / at[column];
    if (best < 0 || ratio < least - TINY ||
        (ratio < least + TINY && attack->basis[r] < attack->basis[best])) {
      best = (gint)r;
      least = ratio;
    }
  }
  return best;
}

/* Makes the objective as great as it gets over the first `columns`; FALSE if nothing bounds it.
 * The objective row holds the negated factors; its right-hand side is then the value. */
static gboolean
maximise (Attack *attack, guint columns)
{
  for (;;) {
    guint enter = G_MAXUINT;
    for (guint c = 0; c < columns && enter == G_MAXUINT; c++)
      if (attack->objective[c] < -TINY)
        enter = c; /* Bland's rule: the first; it never runs in circles */
    if (enter == G_MAXUINT)
      return TRUE;
    gint leave = leaving (attack, enter);
    if (leave < 0)
      return FALSE;
    pivot (attack, (guint)leave, enter);
  }
}

/* Drops a helper that stands for a sum which follows from the others. */
static void
drop_row (Attack *attack, guint r)
{
  guint last = --attack->n_rows;
  for (guint i = 0; i < attack->width; i++)
    row (attack, r)[i] = row (attack, last)[i];
  attack->basis[r] = attack->basis[last];
}

/* Finds numbers that agree with everything learned, by driving one helper a row down to 0. */
static void
attack_begin (Attack *attack)
{
  guint n = attack->unknowns, rows = attack->known->len / (n + 1);
  attack->n_rows = rows;
  attack->width = n + rows + 1;
  attack->tableau = g_new0 (double, (gsize)rows * attack->width + 1);
  attack->basis = g_new0 (guint, rows + 1);
  attack->objective = g_new0 (double, attack->width);
  for (guint r = 0; r < rows; r++) {
    const double *known = &g_array_index (attack->known, double, r *(n + 1));
    for (guint i = 0; i < n; i++)
      row (attack, r)[i] = known[i];
    row (attack, r)[n + r] = 1;
    row (attack, r)[attack->width - 1] = known[n];
    attack->basis[r] = n + r;
    subtract (attack->objective, row (attack, r), 1, n);
    attack->objective[attack->width - 1] -= known[n];
  }
  g_assert_true (maximise (attack, n));
  g_assert_cmpfloat (fabs (attack->objective[attack->width - 1]), <, 1e-4);
  for (guint r = attack->n_rows; r > 0; r--) {
    guint column = 0;
    if (attack->basis[r - 1] < n)
      continue;
    while (column < n && fabs (row (attack, r - 1)[column]) <= TINY)
      column++;
    if (column < n)
      pivot (attack, r - 1, column);
    else
      drop_row (attack, r - 1);
  }
}

static double
greatest_of (Attack *attack, const double *factors, double sign)
{
  guint n = attack->unknowns;
  for (guint i = 0; i < attack->width; i++)
    attack->objective[i] = i < n ? -sign * factors[i] : 0;
  for (guint r = 0; r < attack->n_rows; r++)
    subtract (attack->objective, row (attack, r), attack->objective[attack->basis[r]],
              attack->width);
  if (!maximise (attack, n))
    return G_MAXDOUBLE;
  return attack->objective[attack->width - 1];
}

void
attack_range (Attack *attack, const double *factors, double *least, double *greatest)
{
  if (attack->tableau == NULL)
    attack_begin (attack);
  *greatest = greatest_of (attack, factors, 1);
  *least = -greatest_of (attack, factors, -1);
}
