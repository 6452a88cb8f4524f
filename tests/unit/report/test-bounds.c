/* Bounds by linear programming, against trying out every table of small numbers. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/bounds.h"

enum { ROWS = 3, COLUMNS = 2, CELLS = ROWS * COLUMNS, LARGEST = 4 };

typedef struct {
  guint cell[CELLS];
  guint row[ROWS], column[COLUMNS];
} Small;

static void
small_add_up (Small *small)
{
  for (guint r = 0; r < ROWS; r++)
    for (guint c = 0; c < COLUMNS; c++) {
      small->row[r] += small->cell[r * COLUMNS + c];
      small->column[c] += small->cell[r * COLUMNS + c];
    }
}

/* The range of the first cell over all tables with the same margins. */
static void
try_all (const Small *truth, guint *least, guint *greatest)
{
  guint all = 1;
  for (guint i = 0; i < CELLS; i++)
    all *= 2 * LARGEST + 1;
  *least = G_MAXUINT;
  *greatest = 0;
  for (guint number = 0; number < all; number++) {
    Small small = { { 0 }, { 0 }, { 0 } };
    gboolean same = TRUE;
    for (guint i = 0, rest = number; i < CELLS; i++, rest /= 2 * LARGEST + 1)
      small.cell[i] = rest % (2 * LARGEST + 1);
    small_add_up (&small);
    for (guint r = 0; r < ROWS; r++)
      same &= small.row[r] == truth->row[r];
    for (guint c = 0; c < COLUMNS; c++)
      same &= small.column[c] == truth->column[c];
    if (!same)
      continue;
    *least = MIN (*least, small.cell[0]);
    *greatest = MAX (*greatest, small.cell[0]);
  }
}

static void
learn_margins (EvBounds *bounds, const Small *truth)
{
  for (guint r = 0; r < ROWS; r++) {
    double factors[CELLS] = { 0 };
    for (guint c = 0; c < COLUMNS; c++)
      factors[r * COLUMNS + c] = 1;
    ev_bounds_learn (bounds, factors, truth->row[r]);
  }
  for (guint c = 0; c < COLUMNS; c++) {
    double factors[CELLS] = { 0 };
    for (guint r = 0; r < ROWS; r++)
      factors[r * COLUMNS + c] = 1;
    ev_bounds_learn (bounds, factors, truth->column[c]);
  }
}

static void
test_margins (void)
{
  static const double first[CELLS] = { 1 };
  for (guint round = 0; round < 8; round++) {
    g_autoptr (EvBounds) bounds = ev_bounds_new (CELLS);
    Small truth = { { 0 }, { 0 }, { 0 } };
    double least, greatest;
    guint true_least, true_greatest;
    for (guint i = 0; i < CELLS; i++)
      truth.cell[i] = (guint)g_test_rand_int_range (0, LARGEST + 1);
    small_add_up (&truth);
    learn_margins (bounds, &truth);
    try_all (&truth, &true_least, &true_greatest);
    g_assert_true (ev_bounds_range (bounds, first, &least, &greatest));
    g_assert_cmpfloat_with_epsilon (least, true_least, 1e-6);
    g_assert_cmpfloat_with_epsilon (greatest, true_greatest, 1e-6);
  }
}

static void
test_nothing_agrees (void)
{
  static const double both[] = { 1, 1 }, first[] = { 1, 0 };
  double least, greatest;
  g_autoptr (EvBounds) bounds = ev_bounds_new (2);
  ev_bounds_learn (bounds, both, 3);
  ev_bounds_learn (bounds, first, 4);
  g_assert_false (ev_bounds_range (bounds, first, &least, &greatest));
}

static void
test_no_bound (void)
{
  static const double difference[] = { 1, -1 }, first[] = { 1, 0 };
  double least, greatest;
  g_autoptr (EvBounds) bounds = ev_bounds_new (2);
  ev_bounds_learn (bounds, difference, -2);
  g_assert_true (ev_bounds_range (bounds, first, &least, &greatest));
  g_assert_cmpfloat (least, ==, 0);
  g_assert_cmpfloat (greatest, ==, G_MAXDOUBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/bounds/margins", test_margins);
  g_test_add_func ("/report/bounds/nothing-agrees", test_nothing_agrees);
  g_test_add_func ("/report/bounds/no-bound", test_no_bound);
  return g_test_run ();
}
