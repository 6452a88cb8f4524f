/* What was published before: fixed figures that a new report must not betray by subtraction. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/release-private.h"

#include "base/error.h"
#include "report/source-private.h"

/* The tables of people in a report, by code. */
static const struct {
  const char *code;
  EvPopulation population;
  EvDimension dimension;
} people_tables[] = {
  { "gender", EV_POPULATION_PARTICIPANTS, EV_DIMENSION_GENDER },
  { "community", EV_POPULATION_PARTICIPANTS, EV_DIMENSION_COMMUNITY },
  { "age", EV_POPULATION_PARTICIPANTS, EV_DIMENSION_AGE },
  { "municipality", EV_POPULATION_PARTICIPANTS, EV_DIMENSION_MUNICIPALITY },
  { "training_gender", EV_POPULATION_TRAINING, EV_DIMENSION_GENDER },
  { "training_community", EV_POPULATION_TRAINING, EV_DIMENSION_COMMUNITY },
  { "forum_gender", EV_POPULATION_FORUM, EV_DIMENSION_GENDER },
  { "forum_community", EV_POPULATION_FORUM, EV_DIMENSION_COMMUNITY },
  { "forums", EV_POPULATION_FORUM, EV_DIMENSION_FORUM },
};

static void
table_free (gpointer data)
{
  EvReleaseTable *table = data;
  g_strfreev (table->codes);
  g_free (table->counts);
  g_free (table);
}

/* The first cell of a row; FALSE if it is hidden. */
static gboolean
row_count (const cJSON *row, gint64 *count)
{
  const cJSON *cells = ev_json_array (row, "cells");
  return cells != NULL && ev_json_is_integer (cJSON_GetArrayItem (cells, 0), count);
}

static EvReleaseTable *
table_parse (const cJSON *json, EvPopulation population, EvDimension dimension)
{
  const cJSON *row, *rows = ev_json_array (json, "rows");
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 count, total = -1;
  cJSON_ArrayForEach (row, rows) {
    const char *code = ev_json_text (row, "code");
    if (code == NULL || !row_count (row, &count))
      continue;
    if (g_str_equal (code, EV_LINE_TOTAL)) {
      total = count;
    } else if (!g_str_equal (code, EV_LINE_OTHER)) {
      g_ptr_array_add (codes, g_strdup (code));
      g_array_append_val (counts, count);
    }
  }
  if (total < 0)
    return NULL;
  EvReleaseTable *table = g_new0 (EvReleaseTable, 1);
  g_ptr_array_add (codes, NULL);
  *table = (EvReleaseTable){ population, dimension, (char **)g_ptr_array_steal (codes, NULL),
                             (gint64 *)(gpointer)g_array_steal (counts, NULL), total };
  return table;
}

static void
cross_free (EvReleaseCross *cross)
{
  if (cross == NULL)
    return;
  g_strfreev (cross->rows);
  g_strfreev (cross->columns);
  g_free (cross->cells);
  g_free (cross);
}

/* The codes of an array of lines; "" for a line without. */
static char **
codes_parse (const cJSON *lines)
{
  GPtrArray *codes = g_ptr_array_new ();
  const cJSON *line;
  cJSON_ArrayForEach (line, lines) {
    const char *code = ev_json_text (line, "code");
    g_ptr_array_add (codes, g_strdup (code == NULL ? "" : code));
  }
  g_ptr_array_add (codes, NULL);
  return (char **)g_ptr_array_free (codes, FALSE);
}

/* The rows but the total. */
static char **
rows_parse (const cJSON *json)
{
  char **codes = codes_parse (ev_json_array (json, "rows"));
  guint n = g_strv_length (codes);
  if (n > 0)
    g_clear_pointer (&codes[n - 1], g_free);
  return codes;
}

static EvReleaseCross *
cross_parse (const cJSON *json)
{
  EvReleaseCross *cross = g_new0 (EvReleaseCross, 1);
  const cJSON *row, *rows = ev_json_array (json, "rows");
  cross->rows = codes_parse (rows);
  cross->columns = codes_parse (ev_json_array (json, "columns"));
  guint width = g_strv_length (cross->columns), i = 0;
  cross->cells = g_new0 (gint64, g_strv_length (cross->rows) * width + 1);
  cJSON_ArrayForEach (row, rows) {
    const cJSON *cells = ev_json_array (row, "cells");
    for (guint c = 0; c < width; c++, i++)
      if (cells == NULL ||
          !ev_json_is_integer (cJSON_GetArrayItem (cells, (int)c), &cross->cells[i]))
        cross->cells[i] = -1;
  }
  return cross;
}

static void
release_add_table (EvRelease *release, const cJSON *json)
{
  const char *code = ev_json_text (json, "code");
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (people_tables); i++) {
    if (!g_str_equal (people_tables[i].code, code))
      continue;
    EvReleaseTable *table =
        table_parse (json, people_tables[i].population, people_tables[i].dimension);
    if (table != NULL)
      g_ptr_array_add (release->tables, table);
  }
  if (g_strcmp0 (code, "events_by_type") == 0 && release->held == NULL)
    release->held = rows_parse (json);
  if (g_strcmp0 (code, "community_gender") == 0 && !ev_json_true (json, "withheld") &&
      release->cross == NULL)
    release->cross = cross_parse (json);
}

static gboolean
release_parse_period (EvRelease *release, const cJSON *json, GError **error)
{
  const char *from = ev_json_text (json, "from");
  const char *to = ev_json_text (json, "to"), *as_of = ev_json_text (json, "as_of");
  EvCivilNumber last = as_of == NULL ? G_MAXUINT32 : ev_civil_number (as_of);
  release->from = from == NULL ? 1 : ev_civil_number (from);
  release->to = to == NULL ? G_MAXUINT32 : ev_civil_number (to);
  if (release->from == 0 || release->to == 0 || last == 0) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, "a published report has no period");
    return FALSE;
  }
  release->to = MIN (release->to, last);
  return TRUE;
}

static char **
texts_parse (const cJSON *array)
{
  GPtrArray *texts = g_ptr_array_new ();
  const cJSON *item;
  cJSON_ArrayForEach (item, array)
    if (cJSON_IsString (item))
      g_ptr_array_add (texts, g_strdup (item->valuestring));
  g_ptr_array_add (texts, NULL);
  return (char **)g_ptr_array_free (texts, FALSE);
}

static void
figure_free (gpointer data)
{
  EvReleaseFigure *figure = data;
  ev_rule_free (figure->rule);
  g_free (figure);
}

/* What the report says exactly of numbers of people. */
static void
release_add_figure (EvRelease *release, const cJSON *json)
{
  const char *rule = ev_json_text (json, "rule");
  const cJSON *exact = cJSON_GetObjectItemCaseSensitive (json, "exact");
  g_autoptr (EvRule) parsed = rule == NULL ? NULL : ev_rule_parse (rule, NULL);
  if (parsed == NULL || !ev_measure_is_people (parsed->measure) || !cJSON_IsNumber (exact))
    return;
  EvReleaseFigure *figure = g_new0 (EvReleaseFigure, 1);
  figure->rule = g_steal_pointer (&parsed);
  figure->exact = exact->valuedouble;
  g_ptr_array_add (release->figures, figure);
}

EvRelease *
ev_release_parse (const cJSON *json, GError **error)
{
  g_autoptr (EvRelease) release = g_new0 (EvRelease, 1);
  const cJSON *table, *tables = ev_json_array (json, "tables");
  const cJSON *types = ev_json_array (json, "event_types"), *indicator;
  release->tables = g_ptr_array_new_with_free_func (table_free);
  release->figures = g_ptr_array_new_with_free_func (figure_free);
  if (tables == NULL) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_MALFORMED, "a published report has no tables");
    return NULL;
  }
  if (!release_parse_period (release, json, error))
    return NULL;
  release->municipality = g_strdup (ev_json_text (json, "municipality"));
  release->project = g_strdup (ev_json_text (json, "project"));
  release->types = types == NULL || cJSON_GetArraySize (types) == 0 ? NULL : texts_parse (types);
  cJSON_ArrayForEach (table, tables)
    release_add_table (release, table);
  cJSON_ArrayForEach (indicator, cJSON_GetObjectItemCaseSensitive (json, "indicators"))
    release_add_figure (release, indicator);
  return g_steal_pointer (&release);
}

static gboolean
is_small (gint64 count, guint threshold)
{
  return count > 0 && count < (gint64)threshold;
}

static gboolean
cross_tells_small (const EvReleaseCross *cross, guint threshold)
{
  guint cells = g_strv_length (cross->rows) * g_strv_length (cross->columns);
  for (guint i = 0; i < cells; i++)
    if (is_small (cross->cells[i], threshold))
      return TRUE;
  return FALSE;
}

gboolean
ev_release_tells_small (const EvRelease *release, guint threshold)
{
  for (guint i = 0; i < release->tables->len; i++) {
    const EvReleaseTable *table = g_ptr_array_index (release->tables, i);
    gint64 rest = table->total;
    for (guint c = 0; table->codes[c] != NULL; c++) {
      rest -= table->counts[c];
      if (is_small (table->counts[c], threshold))
        return TRUE;
    }
    if (is_small (table->total, threshold) || is_small (rest, threshold))
      return TRUE;
  }
  return release->cross != NULL && cross_tells_small (release->cross, threshold);
}

void
ev_release_free (EvRelease *release)
{
  if (release == NULL)
    return;
  g_free (release->municipality);
  g_free (release->project);
  g_strfreev (release->held);
  g_strfreev (release->types);
  g_ptr_array_unref (release->tables);
  g_ptr_array_unref (release->figures);
  cross_free (release->cross);
  g_free (release);
}
