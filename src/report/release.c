/* What was published before: fixed figures that a new report must not betray by subtraction. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/release-private.h"

#include "base/error.h"
#include "report/source-private.h"

/* One table of people as its readers see it. */
typedef struct {
  EvPopulation population;
  EvDimension dimension;
  char **codes;   /* of the rows shown by themselves */
  gint64 *counts; /* beside `codes` */
  gint64 total;
} Table;

/* The two-way table: what can be seen of it. */
typedef struct {
  char **rows, **columns; /* codes, with merged lines and totals */
  gint64 *cells;          /* -1 where hidden */
} Cross;

struct _EvRelease {
  EvCivilNumber from, to;
  char *municipality, *project;
  char **types;
  GPtrArray *tables; /* Table */
  Cross *cross;      /* NULL: no two-way table was shown */
};

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
  Table *table = data;
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

static Table *
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
  Table *table = g_new0 (Table, 1);
  g_ptr_array_add (codes, NULL);
  *table = (Table){ population, dimension, (char **)g_ptr_array_steal (codes, NULL),
                    (gint64 *)(gpointer)g_array_steal (counts, NULL), total };
  return table;
}

static void
cross_free (Cross *cross)
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

static Cross *
cross_parse (const cJSON *json)
{
  Cross *cross = g_new0 (Cross, 1);
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
    Table *table = table_parse (json, people_tables[i].population, people_tables[i].dimension);
    if (table != NULL)
      g_ptr_array_add (release->tables, table);
  }
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

EvRelease *
ev_release_parse (const cJSON *json, GError **error)
{
  g_autoptr (EvRelease) release = g_new0 (EvRelease, 1);
  const cJSON *table, *tables = ev_json_array (json, "tables");
  const cJSON *types = ev_json_array (json, "event_types");
  release->tables = g_ptr_array_new_with_free_func (table_free);
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
  return g_steal_pointer (&release);
}

void
ev_release_free (EvRelease *release)
{
  if (release == NULL)
    return;
  g_free (release->municipality);
  g_free (release->project);
  g_strfreev (release->types);
  g_ptr_array_unref (release->tables);
  cross_free (release->cross);
  g_free (release);
}

/* The table in the categories of the crowd: what is not shown by itself is in the merged group. */
static EvPublishedTable *
table_in_crowd (const Table *table, const EvCrowd *crowd)
{
  EvPublishedTable *published = g_new0 (EvPublishedTable, 1);
  guint n = ev_crowd_categories (crowd, table->dimension);
  char **codes = crowd->codes[table->dimension];
  published->dimension = table->dimension;
  published->merged = g_new0 (gboolean, n + 1);
  published->count = g_new0 (gint64, n + 1);
  published->merged_sum = table->total;
  for (guint c = 0; c < n; c++) {
    guint i = 0;
    while (table->codes[i] != NULL && !g_str_equal (table->codes[i], codes[c]))
      i++;
    published->merged[c] = table->codes[i] == NULL;
    if (table->codes[i] == NULL)
      continue;
    published->count[c] = table->counts[i];
    published->merged_sum -= table->counts[i];
  }
  return published;
}

static void
published_free (gpointer data)
{
  EvPublishedTable *table = data;
  g_free (table->merged);
  g_free (table->count);
  g_free (table);
}

/* The selection, as if it were published. */
static EvRelease
release_of_filter (const EvReportFilter *filter)
{
  EvRelease release = { .from = 1, .to = G_MAXUINT32 };
  if (filter->from != NULL)
    release.from = ev_civil_number (filter->from);
  if (filter->to != NULL)
    release.to = ev_civil_number (filter->to);
  if (filter->as_of != NULL)
    release.to = MIN (release.to, ev_civil_number (filter->as_of));
  release.municipality = (char *)(gpointer)filter->municipality;
  release.project = (char *)(gpointer)filter->project;
  release.types = (char **)(gpointer)filter->event_types;
  if (release.types != NULL && release.types[0] == NULL)
    release.types = NULL;
  return release;
}

static gboolean
types_hold (char **outer, char **inner)
{
  if (outer == NULL)
    return TRUE;
  for (guint i = 0; inner != NULL && inner[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)outer, inner[i]))
      return FALSE;
  return inner != NULL;
}

/* Whether everything that `inner` selects, `outer` selects too, the periods aside. */
static gboolean
place_holds (const EvRelease *outer, const EvRelease *inner)
{
  return (outer->municipality == NULL ||
          g_strcmp0 (outer->municipality, inner->municipality) == 0) &&
         (outer->project == NULL || g_strcmp0 (outer->project, inner->project) == 0) &&
         types_hold (outer->types, inner->types);
}

static gboolean
release_holds (const EvRelease *outer, const EvRelease *inner)
{
  return place_holds (outer, inner) && outer->from <= inner->from && outer->to >= inner->to;
}

static gboolean
population_holds (EvPopulation outer, EvPopulation inner)
{
  return outer == inner || outer == EV_POPULATION_PARTICIPANTS;
}

static const EvPublishedTable *
links_take (EvReleaseLinks *links, const Table *table, const EvCrowd *crowd)
{
  EvPublishedTable *published = table_in_crowd (table, crowd);
  g_ptr_array_add (links->tables, published);
  return published;
}

/* The categories that a line stands for: its own; of the total, all; of the merged line, those that
 * have no line. */
static gboolean *
line_categories (const EvCrowd *crowd, EvDimension dimension, char **lines, const char *line)
{
  guint n = ev_crowd_categories (crowd, dimension);
  gboolean *has = g_new0 (gboolean, n + 1);
  for (guint c = 0; c < n; c++) {
    const char *code = crowd->codes[dimension][c];
    has[c] =
        g_str_equal (line, EV_LINE_TOTAL) || g_str_equal (line, code) ||
        (g_str_equal (line, EV_LINE_OTHER) && !g_strv_contains ((const char *const *)lines, code));
  }
  return has;
}

static void
known_add (GArray *sums, const EvCrowd *crowd, EvPopulation population, char **rows,
           const char *row, char **columns, const char *column, gint64 sum)
{
  EvKnownSum known = { .population = population,
                       .rows = line_categories (crowd, EV_DIMENSION_COMMUNITY, rows, row),
                       .columns = line_categories (crowd, EV_DIMENSION_GENDER, columns, column),
                       .sum = sum };
  g_array_append_val (sums, known);
}

static void
known_add_table (GArray *sums, const Table *table, const EvCrowd *crowd)
{
  gboolean of_rows = table->dimension == EV_DIMENSION_COMMUNITY;
  char **rows = of_rows ? table->codes : NULL, **columns = of_rows ? NULL : table->codes;
  gint64 rest = table->total;
  if (!of_rows && table->dimension != EV_DIMENSION_GENDER)
    return;
  for (guint i = 0; table->codes[i] != NULL; i++) {
    known_add (sums, crowd, table->population, rows, of_rows ? rows[i] : EV_LINE_TOTAL, columns,
               of_rows ? EV_LINE_TOTAL : columns[i], table->counts[i]);
    rest -= table->counts[i];
  }
  known_add (sums, crowd, table->population, rows, of_rows ? EV_LINE_OTHER : EV_LINE_TOTAL, columns,
             of_rows ? EV_LINE_TOTAL : EV_LINE_OTHER, rest);
}

static void
known_add_cross (GArray *sums, const Cross *cross, const EvCrowd *crowd)
{
  guint width = g_strv_length (cross->columns);
  for (guint r = 0; cross->rows[r] != NULL; r++)
    for (guint c = 0; c < width; c++)
      if (cross->cells[r * width + c] >= 0)
        known_add (sums, crowd, EV_POPULATION_PARTICIPANTS, cross->rows, cross->rows[r],
                   cross->columns, cross->columns[c], cross->cells[r * width + c]);
}

static void
known_sum_clear (gpointer data)
{
  EvKnownSum *known = data;
  g_free (known->rows);
  g_free (known->columns);
}

/* Everything the published report says of communities and genders. */
static void
links_add_known (EvReleaseLinks *links, const EvRelease *old, gboolean holds, const EvCrowd *crowd)
{
  EvKnownRelease known = { holds, g_array_new (FALSE, FALSE, sizeof (EvKnownSum)) };
  g_array_set_clear_func (known.sums, known_sum_clear);
  for (guint i = 0; i < old->tables->len; i++)
    known_add_table (known.sums, g_ptr_array_index (old->tables, i), crowd);
  if (old->cross != NULL)
    known_add_cross (known.sums, old->cross, crowd);
  g_array_append_val (links->known, known);
}

static void
known_release_clear (gpointer data)
{
  g_array_unref (((EvKnownRelease *)data)->sums);
}

/* New and old, where one holds the other. */
static void
links_add_pairs (EvReleaseLinks *links, const EvRelease *fresh, const EvRelease *old,
                 const EvCrowd *crowd)
{
  gboolean within = release_holds (old, fresh), around = release_holds (fresh, old);
  for (guint i = 0; i < old->tables->len; i++) {
    const Table *table = g_ptr_array_index (old->tables, i);
    for (guint p = 0; p < EV_N_POPULATIONS; p++) {
      gboolean inner = within && population_holds (table->population, (EvPopulation)p);
      gboolean outer = around && population_holds ((EvPopulation)p, table->population);
      if (!inner && !outer)
        continue;
      EvPublishedLink link = { .population = p,
                               .sign = outer ? 1 : -1,
                               .factor = { outer ? -1 : 1, 0 },
                               .table = { links_take (links, table, crowd), NULL } };
      g_array_append_val (links->links, link);
    }
  }
  if (within || around)
    links_add_known (links, old, within, crowd);
}

/* Whether the second period begins the day after the first ends. */
static gboolean
follows (const EvRelease *first, const EvRelease *second)
{
  GDate day;
  if (first->to == G_MAXUINT32 || second->from <= first->to)
    return FALSE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)(first->to % 100), (GDateMonth)(first->to / 100 % 100),
                  (GDateYear)(first->to / 10000));
  g_date_add_days (&day, 1);
  return second->from == (EvCivilNumber)(g_date_get_year (&day) * 10000 +
                                         g_date_get_month (&day) * 100 + g_date_get_day (&day));
}

static gboolean
makes_up (const EvRelease *one, const EvRelease *other, const EvRelease *whole)
{
  const EvRelease *first = one->from <= other->from ? one : other;
  const EvRelease *second = first == one ? other : one;
  return follows (first, second) && first->from == whole->from && second->to == whole->to &&
         place_holds (one, other) && place_holds (other, one) && place_holds (one, whole) &&
         place_holds (whole, one);
}

/* Three releases of which two make up the third: the people in both of the two. */
static void
links_add_triple (EvReleaseLinks *links, const EvRelease *fresh, const EvRelease *one,
                  const EvRelease *other, const EvCrowd *crowd)
{
  gint sign, factor, last;
  if (makes_up (one, other, fresh))
    sign = -1, factor = 1, last = 1;
  else if (makes_up (fresh, one, other))
    sign = 1, factor = 1, last = -1;
  else if (makes_up (fresh, other, one))
    sign = 1, factor = -1, last = 1;
  else
    return;
  for (guint i = 0; i < one->tables->len; i++)
    for (guint k = 0; k < other->tables->len; k++) {
      const Table *first = g_ptr_array_index (one->tables, i);
      const Table *second = g_ptr_array_index (other->tables, k);
      if (first->population != second->population || first->dimension != second->dimension)
        continue;
      EvPublishedLink link = { .population = first->population,
                               .sign = sign,
                               .factor = { factor, last },
                               .table = { links_take (links, first, crowd),
                                          links_take (links, second, crowd) } };
      g_array_append_val (links->links, link);
    }
}

EvReleaseLinks *
ev_release_links_new (const EvReportFilter *filter, const EvRelease *const *releases,
                      guint n_releases, const EvCrowd *crowd)
{
  EvReleaseLinks *links = g_new0 (EvReleaseLinks, 1);
  EvRelease fresh = release_of_filter (filter);
  links->links = g_array_new (FALSE, FALSE, sizeof (EvPublishedLink));
  links->tables = g_ptr_array_new_with_free_func (published_free);
  links->known = g_array_new (FALSE, FALSE, sizeof (EvKnownRelease));
  g_array_set_clear_func (links->known, known_release_clear);
  for (guint i = 0; i < n_releases; i++) {
    links_add_pairs (links, &fresh, releases[i], crowd);
    for (guint k = i + 1; k < n_releases; k++)
      links_add_triple (links, &fresh, releases[i], releases[k], crowd);
  }
  return links;
}

void
ev_release_links_free (EvReleaseLinks *links)
{
  if (links == NULL)
    return;
  g_array_unref (links->links);
  g_ptr_array_unref (links->tables);
  g_array_unref (links->known);
  g_free (links);
}
