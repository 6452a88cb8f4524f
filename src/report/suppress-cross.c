/* Small numbers in a two-way table: which rows are left undivided. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suppress-private.h"

/* The two-way table, with merged categories as one row or column. */
typedef struct {
  const EvPlanner *planner;
  guint *row_of, *column_of; /* line by category */
  guint n_rows, n_columns;   /* lines */
  guint n_sets;              /* of people that one-way tables can tell apart */
  guint *cell;               /* [set][row][column] */
  gboolean *undivided;       /* by row */
} Cross;

static guint *
lines_of (const EvPlanner *planner, guint population, EvDimension dimension, guint *lines)
{
  guint n = ev_crowd_categories (planner->crowd, dimension), merged_line = G_MAXUINT;
  const guint8 *merged = planner->plan->merged[population][dimension];
  guint *line = g_new0 (guint, n + 1);
  *lines = 0;
  for (guint c = 0; c < n; c++) {
    if (merged == NULL || !merged[c])
      line[c] = (*lines)++;
    else if (merged_line == G_MAXUINT)
      line[c] = merged_line = (*lines)++;
    else
      line[c] = merged_line;
  }
  return line;
}

guint32
ev_planner_tells (const EvPlanner *planner)
{
  const EvPublication *publication = planner->publication;
  guint32 sides = (guint32)1 << publication->cross_rows | (guint32)1 << publication->cross_columns;
  guint32 tell = 0;
  for (guint p = 0; p < publication->populations; p++)
    if ((publication->dimensions[p] & sides) != 0)
      tell |= (guint32)1 << p;
  return tell;
}

static void
cross_count (Cross *cross, const EvPlanner *planner)
{
  const EvCrowd *crowd = planner->crowd;
  const EvPublication *publication = planner->publication;
  g_autoptr (GHashTable) sets = g_hash_table_new (NULL, NULL);
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (guint));
  guint32 tell = ev_planner_tells (planner);
  guint size = cross->n_rows * cross->n_columns;
  for (guint i = 0; i < crowd->people; i++) {
    if ((crowd->member[i] >> publication->cross & 1) == 0)
      continue;
    gpointer key = GUINT_TO_POINTER (crowd->member[i] & tell);
    guint set = GPOINTER_TO_UINT (g_hash_table_lookup (sets, key));
    if (set == 0) {
      set = ++cross->n_sets;
      g_hash_table_insert (sets, key, GUINT_TO_POINTER (set));
      g_array_set_size (cells, set * size);
    }
    guint row = cross->row_of[crowd->category[publication->cross_rows][i]];
    guint column = cross->column_of[crowd->category[publication->cross_columns][i]];
    g_array_index (cells, guint, (set - 1) * size + row * cross->n_columns + column)++;
  }
  cross->cell = (guint *)(gpointer)g_array_free (cells, FALSE);
}

static guint
cross_cell (const Cross *cross, guint set, guint row, guint column)
{
  return cross->cell[(set * cross->n_rows + row) * cross->n_columns + column];
}

static guint
cross_value (const Cross *cross, guint row, guint column)
{
  guint value = 0;
  for (guint set = 0; set < cross->n_sets; set++)
    value += cross_cell (cross, set, row, column);
  return value;
}

static guint
cross_row_total (const Cross *cross, guint row)
{
  guint total = 0;
  for (guint c = 0; c < cross->n_columns; c++)
    total += cross_value (cross, row, c);
  return total;
}

/* How far apart the least and the greatest value of the cell are, given only the margins of the
 * undivided rows, in each set by itself. */
static guint
cross_width (const Cross *cross, guint row, guint column)
{
  guint width = 0;
  for (guint set = 0; set < cross->n_sets; set++) {
    guint64 all = 0, in_row = 0, in_column = 0;
    for (guint r = 0; r < cross->n_rows; r++)
      for (guint c = 0; cross->undivided[r] && c < cross->n_columns; c++) {
        guint value = cross_cell (cross, set, r, c);
        all += value;
        in_row += r == row ? value : 0;
        in_column += c == column ? value : 0;
      }
    guint64 least = in_row + in_column > all ? in_row + in_column - all : 0;
    width += (guint)(MIN (in_row, in_column) - least);
  }
  return width;
}

/* Whether the undivided rows together have a small number in a column: it could be subtracted. */
static gboolean
cross_rest_is_small (const Cross *cross)
{
  for (guint c = 0; c < cross->n_columns; c++) {
    guint rest = 0;
    for (guint r = 0; r < cross->n_rows; r++)
      rest += cross->undivided[r] ? cross_value (cross, r, c) : 0;
    if (ev_planner_is_small (cross->planner, rest))
      return TRUE;
  }
  return FALSE;
}

static gboolean
cross_is_narrow (const Cross *cross)
{
  for (guint r = 0; r < cross->n_rows; r++)
    for (guint c = 0; cross->undivided[r] && c < cross->n_columns; c++)
      if (ev_planner_is_small (cross->planner, cross_value (cross, r, c)) &&
          cross_width (cross, r, c) + 1 < cross->planner->threshold)
        return TRUE;
  return FALSE;
}

/* Leaves undivided the rows that hold a small number. */
static void
cross_find_small (Cross *cross)
{
  for (guint r = 0; r < cross->n_rows; r++)
    for (guint c = 0; c < cross->n_columns; c++)
      if (ev_planner_is_small (cross->planner, cross_value (cross, r, c)))
        cross->undivided[r] = TRUE;
}

/* Leaves one more row undivided, the shortest; FALSE if none is left. */
static gboolean
cross_add_row (Cross *cross)
{
  guint best = G_MAXUINT, least = G_MAXUINT;
  for (guint r = 0; r < cross->n_rows; r++) {
    guint total = cross_row_total (cross, r);
    if (cross->undivided[r] || total == 0 || total >= least)
      continue;
    best = r;
    least = total;
  }
  if (best == G_MAXUINT)
    return FALSE;
  cross->undivided[best] = TRUE;
  return TRUE;
}

static gboolean
cross_protect (Cross *cross)
{
  cross_find_small (cross);
  while (cross_is_narrow (cross) || cross_rest_is_small (cross))
    if (!cross_add_row (cross))
      return FALSE;
  return TRUE;
}

/* Whether any row with people is still divided. */
static gboolean
cross_tells_something (const Cross *cross)
{
  for (guint r = 0; r < cross->n_rows; r++)
    if (!cross->undivided[r] && cross_row_total (cross, r) > 0)
      return TRUE;
  return FALSE;
}

void
ev_planner_plan_cross (EvPlanner *planner)
{
  const EvPublication *publication = planner->publication;
  EvSuppression *plan = planner->plan;
  guint x = publication->cross;
  EvDimension rows = publication->cross_rows, columns = publication->cross_columns;
  if (publication->whole || plan->withheld[x] || plan->table_withheld[x][rows] ||
      plan->table_withheld[x][columns]) {
    plan->cross_withheld = TRUE;
    return;
  }
  Cross cross = { .planner = planner };
  cross.row_of = lines_of (planner, x, rows, &cross.n_rows);
  cross.column_of = lines_of (planner, x, columns, &cross.n_columns);
  cross_count (&cross, planner);
  cross.undivided = g_new0 (gboolean, cross.n_rows + 1);
  plan->cross_withheld = !cross_protect (&cross) || !cross_tells_something (&cross);
  guint n = ev_crowd_categories (planner->crowd, rows);
  plan->undivided = g_new0 (guint8, n + 1);
  for (guint c = 0; c < n; c++)
    plan->undivided[c] = cross.undivided[cross.row_of[c]] != 0;
  g_free (cross.row_of);
  g_free (cross.column_of);
  g_free (cross.cell);
  g_free (cross.undivided);
}
