/* A report as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json.h"

#include "report/label.h"

#include <math.h>

/* Takes `text`. */
static void
add_label (cJSON *object, const char *member, char *text)
{
  ev_json_add_text (object, member, text);
  g_free (text);
}

static void
add_figure (cJSON *object, const char *member, const EvFigure *figure)
{
  if (figure->known)
    cJSON_AddNumberToObject (object, member, figure->value);
  else
    cJSON_AddNullToObject (object, member);
}

static void
add_number (cJSON *object, const char *member, gboolean known, gint64 value)
{
  if (known)
    ev_json_add_integer (object, member, value);
  else
    cJSON_AddNullToObject (object, member);
}

static cJSON *
indicator_json (const EvIndicatorValue *value)
{
  cJSON *json = cJSON_CreateObject ();
  ev_json_add_text (json, "title", value->title);
  ev_json_add_text (json, "rule", value->rule);
  add_figure (json, "exact", &value->exact);
  add_figure (json, "spoken", &value->spoken);
  cJSON_AddBoolToObject (json, "rounded", value->rounded);
  ev_json_add_text (json, "unit", value->unit);
  add_label (json, "unit_label", ev_label_unit (value->unit));
  ev_json_add_text (json, "wording", value->wording);
  add_number (json, "baseline", value->has_baseline, value->baseline);
  add_number (json, "target", value->has_target, value->target);
  add_figure (json, "share", &value->share);
  add_figure (json, "cumulative", &value->cumulative);
  if (value->problem != NULL)
    ev_json_add_text (json, "problem", value->problem);
  return json;
}

static cJSON *
cells_json (const EvGrid *table, guint row)
{
  cJSON *cells = cJSON_CreateArray ();
  for (guint c = 0; c < table->n_columns; c++) {
    const EvCell *cell = ev_grid_cell (table, row, c);
    double scale = pow (10, ev_grid_decimals (table, c));
    cJSON_AddItemToArray (
        cells, cell->hidden ? cJSON_CreateNull ()
                            : cJSON_CreateNumber (floor (cell->value * scale + 0.5) / scale));
  }
  return cells;
}

static cJSON *
table_json (const EvGrid *table, const EvLists *lists)
{
  cJSON *json = cJSON_CreateObject ();
  ev_json_add_text (json, "code", table->code);
  add_label (json, "title", ev_label_table (table));
  ev_json_add_text (json, "population", ev_grid_population_name (table->population));
  ev_json_add_text (json, "rows_are", ev_grid_dimension_name (table->rows));
  ev_json_add_text (json, "columns_are", ev_grid_dimension_name (table->columns));
  cJSON_AddBoolToObject (json, "withheld", table->withheld);
  add_label (json, "heading", ev_label_rows (table));
  cJSON *columns = cJSON_AddArrayToObject (json, "columns");
  for (guint c = 0; c < table->n_columns; c++) {
    cJSON *column = cJSON_CreateObject ();
    ev_json_add_text (column, "code", table->column_codes[c]);
    add_label (column, "label", ev_label_column (table, c, lists));
    ev_json_add_integer (column, "decimals", ev_grid_decimals (table, c));
    cJSON_AddItemToArray (columns, column);
  }
  cJSON *rows = cJSON_AddArrayToObject (json, "rows");
  for (guint r = 0; r < table->n_rows; r++) {
    cJSON *row = cJSON_CreateObject ();
    ev_json_add_text (row, "code", table->row_codes[r]);
    add_label (row, "label", ev_label_row (table, r, lists));
    cJSON_AddItemToObject (row, "cells", cells_json (table, r));
    cJSON_AddItemToArray (rows, row);
  }
  return json;
}

static void
add_selection (cJSON *json, const EvReport *report)
{
  ev_json_add_text (json, "audience",
                    report->audience == EV_AUDIENCE_PUBLIC ? "public" : "internal");
  ev_json_add_integer (json, "threshold", report->threshold);
  ev_json_add_text (json, "project", report->project);
  ev_json_add_text (json, "project_name", report->project_name);
  ev_json_add_text (json, "municipality", report->municipality);
  ev_json_add_text (json, "from", report->from);
  ev_json_add_text (json, "to", report->to);
  ev_json_add_text (json, "as_of", report->as_of);
  cJSON *types = cJSON_AddArrayToObject (json, "event_types");
  for (guint i = 0; report->event_types != NULL && report->event_types[i] != NULL; i++)
    cJSON_AddItemToArray (types, cJSON_CreateString (report->event_types[i]));
  if (report->audience == EV_AUDIENCE_PUBLIC)
    ev_json_add_text (json, "after", report->after);
}

cJSON *
ev_report_json (const EvReport *report, const EvLists *lists)
{
  cJSON *json = cJSON_CreateObject ();
  add_selection (json, report);
  ev_json_add_integer (json, "open_duplicates", report->open_duplicates);
  cJSON *undated = cJSON_AddObjectToObject (json, "undated");
  ev_json_add_integer (undated, "sessions", report->undated.sessions);
  ev_json_add_integer (undated, "results", report->undated.results);
  cJSON *indicators = cJSON_AddObjectToObject (json, "indicators");
  for (guint i = 0; i < report->indicators->len; i++) {
    const EvIndicatorValue *value = g_ptr_array_index (report->indicators, i);
    cJSON_AddItemToObject (indicators, value->code, indicator_json (value));
  }
  cJSON *tables = cJSON_AddArrayToObject (json, "tables");
  for (guint i = 0; i < report->tables->len; i++)
    cJSON_AddItemToArray (tables, table_json (g_ptr_array_index (report->tables, i), lists));
  ev_json_add_text (json, "narrative", report->narrative);
  return json;
}
