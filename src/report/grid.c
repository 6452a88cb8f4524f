/* One table of a report: rows, columns and their totals. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/grid.h"

static const char *const dimensions[] = {
  [EV_DIMENSION_GENDER] = "gender", [EV_DIMENSION_COMMUNITY] = "community",
  [EV_DIMENSION_AGE] = "age",       [EV_DIMENSION_MUNICIPALITY] = "municipality",
  [EV_DIMENSION_FORUM] = "forum",   [EV_DIMENSION_EVENT_TYPE] = "event_type",
  [EV_DIMENSION_MONTH] = "month",   [EV_DIMENSION_MEASURE] = "measure",
};

static const char *const populations[] = {
  [EV_POPULATION_TRAINING] = "training",
  [EV_POPULATION_FORUM] = "forum",
  [EV_POPULATION_PARTICIPANTS] = "participants",
  [EV_POPULATION_NONE] = "none",
};

EvGrid *
ev_grid_new (const char *code, EvPopulation population, EvDimension rows, EvDimension columns,
             char **row_codes, char **column_codes)
{
  EvGrid *table = g_new0 (EvGrid, 1);
  table->code = g_strdup (code);
  table->population = population;
  table->rows = rows;
  table->columns = columns;
  table->row_codes = row_codes;
  table->column_codes = column_codes;
  table->n_rows = g_strv_length (row_codes);
  table->n_columns = g_strv_length (column_codes);
  table->cells = g_new0 (EvCell, table->n_rows * table->n_columns);
  return table;
}

void
ev_grid_free (EvGrid *table)
{
  if (table == NULL)
    return;
  g_free (table->code);
  g_strfreev (table->row_codes);
  g_strfreev (table->column_codes);
  g_free (table->cells);
  g_free (table);
}

EvCell *
ev_grid_cell (const EvGrid *table, guint row, guint column)
{
  return &table->cells[row * table->n_columns + column];
}

static gint
find_code (char **codes, const char *code)
{
  for (gint i = 0; codes[i] != NULL; i++)
    if (g_str_equal (codes[i], code))
      return i;
  return -1;
}

gint
ev_grid_find_row (const EvGrid *table, const char *code)
{
  return find_code (table->row_codes, code);
}

static gboolean
find_name (const char *const *names, guint count, const char *name, guint *found)
{
  for (guint i = 0; name != NULL && i < count; i++)
    if (g_str_equal (names[i], name)) {
      *found = i;
      return TRUE;
    }
  return FALSE;
}

const char *
ev_grid_dimension_name (EvDimension dimension)
{
  return dimensions[dimension];
}

gboolean
ev_grid_dimension_parse (const char *name, EvDimension *dimension)
{
  guint found;

  if (!find_name (dimensions, G_N_ELEMENTS (dimensions), name, &found))
    return FALSE;
  *dimension = (EvDimension)found;
  return TRUE;
}

const char *
ev_grid_population_name (EvPopulation population)
{
  return populations[population];
}

gboolean
ev_grid_population_parse (const char *name, EvPopulation *population)
{
  guint found;

  if (!find_name (populations, G_N_ELEMENTS (populations), name, &found))
    return FALSE;
  *population = (EvPopulation)found;
  return TRUE;
}

guint
ev_grid_decimals (const EvGrid *table, guint column)
{
  return g_str_equal (table->column_codes[column], "average") ? 1 : 0;
}
