/* Tables of people. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/breakdown.h"

#include "report/codes.h"
#include "report/lines-private.h"

static const char *const population_prefix[EV_N_POPULATIONS] = {
  [EV_POPULATION_TRAINING] = "training_",
  [EV_POPULATION_FORUM] = "forum_",
  [EV_POPULATION_PARTICIPANTS] = "",
};

static const char *const dimension_names[EV_N_DIMENSIONS] = {
  [EV_DIMENSION_GENDER] = "gender", [EV_DIMENSION_COMMUNITY] = "community",
  [EV_DIMENSION_AGE] = "age",       [EV_DIMENSION_MUNICIPALITY] = "municipality",
  [EV_DIMENSION_FORUM] = "forum",
};

static char **
one_column (const char *code)
{
  char **columns = g_new0 (char *, 2);
  columns[0] = g_strdup (code);
  return columns;
}

static void
cell_add (const EvGrid *table, guint row, guint column, double value)
{
  ev_grid_cell (table, row, column)->value += value;
}

static void
cell_hide (const EvGrid *table, guint row, guint column)
{
  *ev_grid_cell (table, row, column) = (EvCell){ 0, TRUE };
}

static guint
sum (const guint *count, guint n)
{
  guint total = 0;
  for (guint i = 0; i < n; i++)
    total += count[i];
  return total;
}

EvGrid *
ev_breakdown_people (const EvCrowd *crowd, EvPopulation population, EvDimension dimension,
                     const EvSuppression *plan)
{
  guint n = ev_crowd_categories (crowd, dimension);
  g_autofree guint *count = ev_crowd_count (crowd, population, dimension);
  g_autofree char *code =
      g_strconcat (population_prefix[population], dimension_names[dimension], NULL);
  gboolean withheld = plan != NULL && plan->table_withheld[population][dimension];
  const guint8 *merged = plan == NULL ? NULL : plan->merged[population][dimension];
  EvLines lines =
      withheld ? ev_lines_total_only () : ev_lines_new (crowd, dimension, count, merged);
  EvGrid *table = ev_grid_new (code, population, dimension, EV_DIMENSION_MEASURE, lines.codes,
                               one_column ("people"));
  table->withheld = withheld;
  for (guint c = 0; !withheld && c < n; c++)
    if (lines.line_of[c] != G_MAXUINT)
      cell_add (table, lines.line_of[c], 0, count[c]);
  cell_add (table, lines.total, 0, sum (count, n));
  if (plan != NULL && plan->withheld[population])
    cell_hide (table, lines.total, 0);
  ev_lines_clear (&lines);
  return table;
}

/* Category counts of one side of the pairs. */
static guint *
margin (const guint *pairs, guint rows, guint columns, gboolean of_rows)
{
  guint *count = g_new0 (guint, (of_rows ? rows : columns) + 1);
  for (guint r = 0; r < rows; r++)
    for (guint c = 0; c < columns; c++)
      count[of_rows ? r : c] += pairs[r * columns + c];
  return count;
}

/* Whether the undivided rows have anybody in the column; if not, everybody can see the zeros. */
static gboolean
cross_has_rest (const EvGrid *table, const EvSuppression *plan, const EvLines *rows, guint n,
                guint column)
{
  for (guint r = 0; r < n; r++)
    if (plan->undivided[r] && rows->line_of[r] != G_MAXUINT &&
        ev_grid_cell (table, rows->line_of[r], column)->value > 0)
      return TRUE;
  return FALSE;
}

/* Hides the inner cells of undivided rows. */
static void
cross_hide (const EvGrid *table, const EvSuppression *plan, const EvLines *rows, guint n)
{
  for (guint c = 0; c + 1 < table->n_columns; c++) {
    if (!cross_has_rest (table, plan, rows, n, c))
      continue;
    for (guint r = 0; r < n; r++)
      if (plan->undivided[r] && rows->line_of[r] != G_MAXUINT)
        cell_hide (table, rows->line_of[r], c);
  }
}

static void
cross_fill (const EvGrid *table, const guint *pairs, const EvLines *rows, const EvLines *columns,
            guint n_rows, guint n_columns)
{
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++) {
      guint value = pairs[r * n_columns + c];
      if (value == 0)
        continue;
      cell_add (table, rows->line_of[r], columns->line_of[c], value);
      cell_add (table, rows->line_of[r], columns->total, value);
      cell_add (table, rows->total, columns->line_of[c], value);
      cell_add (table, rows->total, columns->total, value);
    }
}

/* A two-way table that is withheld: one row and one column, the total. */
static EvGrid *
cross_withheld (const char *code, EvPopulation population, EvDimension rows, EvDimension columns,
                guint total, gboolean hidden)
{
  EvGrid *table = ev_grid_new (code, population, rows, columns, one_column (EV_LINE_TOTAL),
                               one_column (EV_LINE_TOTAL));
  table->withheld = TRUE;
  cell_add (table, 0, 0, total);
  if (hidden)
    cell_hide (table, 0, 0);
  return table;
}

EvGrid *
ev_breakdown_cross (const EvCrowd *crowd, EvPopulation population, EvDimension rows,
                    EvDimension columns, const EvSuppression *plan)
{
  guint n_rows = ev_crowd_categories (crowd, rows);
  guint n_columns = ev_crowd_categories (crowd, columns);
  g_autofree guint *pairs = ev_crowd_count_pairs (crowd, population, rows, columns);
  g_autofree guint *row_count = margin (pairs, n_rows, n_columns, TRUE);
  g_autofree guint *column_count = margin (pairs, n_rows, n_columns, FALSE);
  g_autofree char *code = g_strconcat (population_prefix[population], dimension_names[rows], "_",
                                       dimension_names[columns], NULL);
  if (plan != NULL && plan->cross_withheld)
    return cross_withheld (code, population, rows, columns, sum (row_count, n_rows),
                           plan->withheld[population]);
  EvLines down =
      ev_lines_new (crowd, rows, row_count, plan == NULL ? NULL : plan->merged[population][rows]);
  EvLines across = ev_lines_new (crowd, columns, column_count,
                                 plan == NULL ? NULL : plan->merged[population][columns]);
  EvGrid *table = ev_grid_new (code, population, rows, columns, down.codes, across.codes);
  cross_fill (table, pairs, &down, &across, n_rows, n_columns);
  if (plan != NULL && plan->undivided != NULL)
    cross_hide (table, plan, &down, n_rows);
  ev_lines_clear (&down);
  ev_lines_clear (&across);
  return table;
}
