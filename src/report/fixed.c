/* A report read back from its JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/fixed.h"

#include <math.h>

#include "report/narrative.h"
#include "text/i18n.h"

static gboolean
malformed (GError **error, const char *what)
{
  g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a published report has no %s", what);
  return FALSE;
}

/* How many decimals the number was rounded to: none, one, or two of money. */
static EvFigure
read_figure (const cJSON *json, const char *member)
{
  const cJSON *item = cJSON_GetObjectItemCaseSensitive (json, member);
  const char *unit = ev_json_text (json, "unit");
  EvFigure figure = { .known = cJSON_IsNumber (item) };

  if (!figure.known)
    return figure;
  figure.value = item->valuedouble;
  if (g_strcmp0 (unit, "%") == 0)
    figure.decimals = 1;
  else if (figure.value != floor (figure.value))
    figure.decimals = g_strcmp0 (unit, "EUR") == 0 ? 2 : 1;
  return figure;
}

static const char *
title_of (const cJSON *json)
{
  guint count;
  const EvStandardIndicator *standard = ev_indicator_standard (&count);

  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (standard[i].code, json->string) == 0)
      return _ (standard[i].title);
  return ev_json_text (json, "title");
}

static EvIndicatorValue *
read_indicator (const cJSON *json)
{
  EvIndicatorValue *value = g_new0 (EvIndicatorValue, 1);
  const char *rule = ev_json_text (json, "rule"), *unit = ev_json_text (json, "unit");
  g_autoptr (EvRule) parsed = rule != NULL ? ev_rule_parse (rule, NULL) : NULL;

  value->code = g_strdup (json->string);
  value->title = g_strdup (title_of (json));
  value->rule = g_strdup (rule != NULL ? rule : "");
  value->unit = g_strdup (unit != NULL ? unit : "");
  value->how = parsed != NULL ? parsed->wording : (EvWording){ EV_WORDING_EXACT, 0 };
  value->is_people = parsed != NULL && ev_measure_is_people (parsed->measure);
  value->exact = read_figure (json, "exact");
  value->cumulative = read_figure (json, "cumulative");
  value->spoken = read_figure (json, "spoken");
  value->share = read_figure (json, "share");
  value->share.decimals = 1;
  value->rounded = ev_json_true (json, "rounded");
  value->has_baseline = ev_json_integer (json, "baseline", &value->baseline);
  value->has_target = ev_json_integer (json, "target", &value->target);
  value->problem = g_strdup (ev_json_text (json, "problem"));
  if (value->spoken.known && ev_json_text (json, "wording") != NULL)
    value->wording = ev_wording_say (value->how, value->spoken.value, value->rounded,
                                     value->spoken.decimals, value->unit);
  return value;
}

static char **
read_codes (const cJSON *lines)
{
  GPtrArray *codes = g_ptr_array_new ();
  const cJSON *line;

  cJSON_ArrayForEach (line, lines) {
    const char *code = ev_json_text (line, "code");
    g_ptr_array_add (codes, g_strdup (code != NULL ? code : ""));
  }
  g_ptr_array_add (codes, NULL);
  return (char **)g_ptr_array_free (codes, FALSE);
}

static void
read_cells (EvGrid *table, const cJSON *rows)
{
  const cJSON *row;
  guint r = 0;

  cJSON_ArrayForEach (row, rows) {
    const cJSON *cells = ev_json_array (row, "cells");
    for (guint c = 0; c < table->n_columns; c++) {
      const cJSON *cell = cJSON_GetArrayItem (cells, (int)c);
      gboolean shown = cJSON_IsNumber (cell);
      *ev_grid_cell (table, r, c) = (EvCell){ shown ? cell->valuedouble : 0, !shown };
    }
    r++;
  }
}

static EvGrid *
read_table (const cJSON *json, GError **error)
{
  const cJSON *rows = ev_json_array (json, "rows"), *columns = ev_json_array (json, "columns");
  const char *code = ev_json_text (json, "code");
  EvPopulation population;
  EvDimension down, across;
  EvGrid *table;

  if (code == NULL || rows == NULL || columns == NULL ||
      !ev_grid_population_parse (ev_json_text (json, "population"), &population) ||
      !ev_grid_dimension_parse (ev_json_text (json, "rows_are"), &down) ||
      !ev_grid_dimension_parse (ev_json_text (json, "columns_are"), &across)) {
    malformed (error, "proper table");
    return NULL;
  }
  table = ev_grid_new (code, population, down, across, read_codes (rows), read_codes (columns));
  table->withheld = ev_json_true (json, "withheld");
  read_cells (table, rows);
  return table;
}

static void
read_selection (EvReport *report, const cJSON *json)
{
  const cJSON *type, *undated = cJSON_GetObjectItemCaseSensitive (json, "undated");
  GPtrArray *types = g_ptr_array_new ();
  gint64 number = 0;

  report->from = g_strdup (ev_json_text (json, "from"));
  report->to = g_strdup (ev_json_text (json, "to"));
  report->as_of = g_strdup (ev_json_text (json, "as_of"));
  report->municipality = g_strdup (ev_json_text (json, "municipality"));
  report->project = g_strdup (ev_json_text (json, "project"));
  report->project_name = g_strdup (ev_json_text (json, "project_name"));
  report->after = g_strdup (ev_json_text (json, "after"));
  if (ev_json_integer (json, "threshold", &number))
    report->threshold = (guint)CLAMP (number, 0, G_MAXUINT16);
  if (ev_json_integer (json, "open_duplicates", &number))
    report->open_duplicates = (guint)CLAMP (number, 0, G_MAXINT32);
  if (ev_json_integer (undated, "sessions", &number))
    report->undated.sessions = (guint)CLAMP (number, 0, G_MAXINT32);
  if (ev_json_integer (undated, "results", &number))
    report->undated.results = (guint)CLAMP (number, 0, G_MAXINT32);
  cJSON_ArrayForEach (type, ev_json_array (json, "event_types")) {
    if (cJSON_IsString (type))
      g_ptr_array_add (types, g_strdup (type->valuestring));
  }
  gboolean any = types->len > 0;
  g_ptr_array_add (types, NULL);
  report->event_types = (char **)g_ptr_array_free (types, FALSE);
  if (!any)
    g_clear_pointer (&report->event_types, g_strfreev);
}

EvReport *
ev_fixed_report (const cJSON *json, GError **error)
{
  const cJSON *item, *tables = ev_json_array (json, "tables");
  const cJSON *indicators = cJSON_GetObjectItemCaseSensitive (json, "indicators");
  g_autoptr (EvReport) report = g_new0 (EvReport, 1);

  report->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_indicator_value_free);
  report->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_grid_free);
  report->audience = g_strcmp0 (ev_json_text (json, "audience"), "public") == 0
                         ? EV_AUDIENCE_PUBLIC
                         : EV_AUDIENCE_INTERNAL;
  if (tables == NULL || !cJSON_IsObject (indicators)) {
    malformed (error, "figures");
    return NULL;
  }
  read_selection (report, json);
  cJSON_ArrayForEach (item, indicators) {
    g_ptr_array_add (report->indicators, read_indicator (item));
  }
  cJSON_ArrayForEach (item, tables) {
    EvGrid *table = read_table (item, error);
    if (table == NULL)
      return NULL;
    g_ptr_array_add (report->tables, table);
  }
  report->narrative = ev_narrative_build (report->indicators);
  return g_steal_pointer (&report);
}
