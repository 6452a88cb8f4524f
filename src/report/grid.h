/* One table of a report: rows, columns and their totals, as every surface draws it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/crowd.h"

/* Codes of rows and columns that are in no list. */
#define EV_LINE_TOTAL "total"        /* the last row; the last column of a two-way table */
#define EV_LINE_OTHER "other_merged" /* small ones, merged so that nobody can be singled out */
#define EV_LINE_OUTSIDE "other_ages" /* an age known, but outside the scheme */

/* Whom a table is about. */
typedef enum {
  EV_POPULATION_TRAINING,     /* everybody who took part in a training */
  EV_POPULATION_FORUM,        /* in a forum's meeting */
  EV_POPULATION_PARTICIPANTS, /* in any event of the selection */
  EV_N_POPULATIONS,
  EV_POPULATION_NONE = EV_N_POPULATIONS /* no people: a table of events */
} EvPopulation;

typedef struct {
  double value;
  gboolean hidden; /* to protect privacy; `value` is then 0 */
} EvCell;

typedef struct {
  char *code; /* "training_community"; names the table for programs */
  EvPopulation population;
  EvDimension rows, columns; /* `columns` is a dimension or EV_DIMENSION_MEASURE */
  char **row_codes;          /* NULL-terminated; the last is EV_LINE_TOTAL */
  char **column_codes;       /* NULL-terminated */
  guint n_rows, n_columns;
  EvCell *cells;
  gboolean withheld; /* only totals can be shown: the parts are too small */
} EvGrid;

/* A table of zeros. Takes both lists of codes. */
EvGrid *ev_grid_new (const char *code, EvPopulation population, EvDimension rows,
                     EvDimension columns, char **row_codes, char **column_codes);
void ev_grid_free (EvGrid *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvGrid, ev_grid_free)

/* The cell, borrowed. */
EvCell *ev_grid_cell (const EvGrid *table, guint row, guint column);

/* The row of that code; -1 if there is none. */
gint ev_grid_find_row (const EvGrid *table, const char *code);

/* The name of a dimension for programs: gender, community, age, municipality, forum, event_type,
 * month, measure. Static. */
const char *ev_grid_dimension_name (EvDimension dimension);

/* The dimension of that name; FALSE, leaving it, for NULL and others. */
gboolean ev_grid_dimension_parse (const char *name, EvDimension *dimension);

/* The name of a population for programs: training, forum, participants; none. Static. */
const char *ev_grid_population_name (EvPopulation population);
gboolean ev_grid_population_parse (const char *name, EvPopulation *population);

/* Decimals its numbers are written with: 1 for an average, else 0. */
guint ev_grid_decimals (const EvGrid *table, guint column);
