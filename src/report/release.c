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

struct _EvRelease {
  EvCivilNumber from, to;
  char *municipality, *project;
  char **types;
  GPtrArray *tables; /* Table */
  gboolean has_cross;
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
  if (g_strcmp0 (code, "community_gender") == 0 && !ev_json_true (json, "withheld"))
    release->has_cross = TRUE;
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
  links->cross_betrays |= (within || around) && old->has_cross;
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
  g_free (links);
}
