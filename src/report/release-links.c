/* How a new report hangs together with published ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/release-private.h"

/* The table in the categories of the crowd: what is not shown by itself is in the merged group. */
static EvPublishedTable *
table_in_crowd (const EvReleaseTable *table, const EvCrowd *crowd)
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
links_take (EvReleaseLinks *links, const EvReleaseTable *table, const EvCrowd *crowd)
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
known_add_table (GArray *sums, const EvReleaseTable *table, const EvCrowd *crowd)
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
known_add_cross (GArray *sums, const EvReleaseCross *cross, const EvCrowd *crowd)
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
    const EvReleaseTable *table = g_ptr_array_index (old->tables, i);
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

EvCivilNumber
ev_release_day_after (EvCivilNumber number)
{
  GDate day;
  if (number == G_MAXUINT32)
    return G_MAXUINT32;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)(number % 100), (GDateMonth)(number / 100 % 100),
                  (GDateYear)(number / 10000));
  g_date_add_days (&day, 1);
  return (EvCivilNumber)(g_date_get_year (&day) * 10000 + g_date_get_month (&day) * 100 +
                         g_date_get_day (&day));
}

static gboolean
same_place (const EvRelease *one, const EvRelease *other)
{
  return place_holds (one, other) && place_holds (other, one);
}

/* Where the parts of a whole are looked for. */
typedef struct {
  EvReleaseLinks *links;
  const EvCrowd *crowd;
  const EvRelease *fresh, *whole;
  const EvRelease *const *releases;
  guint n_releases;
  const EvRelease *part[EV_MOST_LINKED];
  guint n_parts;
} Chain;

static const EvReleaseTable *
find_table (const EvRelease *release, EvPopulation population, EvDimension dimension)
{
  for (guint i = 0; i < release->tables->len; i++) {
    const EvReleaseTable *table = g_ptr_array_index (release->tables, i);
    if (table->population == population && table->dimension == dimension)
      return table;
  }
  return NULL;
}

static gboolean
rules_agree (const EvRule *one, const EvRule *other)
{
  return one->measure == other->measure && one->at == other->at &&
         g_strv_equal ((const char *const *)one->types, (const char *const *)other->types);
}

static const EvReleaseFigure *
find_figure (const EvRelease *release, const EvRule *rule)
{
  for (guint i = 0; i < release->figures->len; i++) {
    const EvReleaseFigure *figure = g_ptr_array_index (release->figures, i);
    if (rules_agree (figure->rule, rule))
      return figure;
  }
  return NULL;
}

void
ev_release_links_combine (EvReleaseLinks *links, const EvReleaseCombination *one,
                          EvPopulation population, const EvCrowd *crowd)
{
  for (guint d = 0; d < EV_N_DIMENSIONS; d++) {
    EvPublishedLink link = { .population = population, .sign = one->sign };
    gboolean all = one->n > 0;
    for (guint k = 0; k < one->n && all; k++) {
      const EvReleaseTable *table =
          find_table (one->release[k], one->population[k], (EvDimension)d);
      all = table != NULL;
      link.factor[k] = one->factor[k];
      link.table[k] = all ? links_take (links, table, crowd) : NULL;
    }
    if (all)
      g_array_append_val (links->links, link);
  }
}

/* The same for each population, of all reports alike. */
static void
combine_tables (EvReleaseLinks *links, const EvReleaseCombination *one, const EvCrowd *crowd)
{
  for (guint p = 0; p < EV_N_POPULATIONS; p++) {
    EvReleaseCombination alike = *one;
    for (guint k = 0; k < one->n; k++)
      alike.population[k] = (EvPopulation)p;
    ev_release_links_combine (links, &alike, (EvPopulation)p, crowd);
  }
}

void
ev_release_links_combine_figures (EvReleaseLinks *links, const EvReleaseCombination *one)
{
  for (guint i = 0; i < one->release[0]->figures->len; i++) {
    const EvReleaseFigure *first = g_ptr_array_index (one->release[0]->figures, i);
    EvReleaseTotal total = { first->rule, one->sign, 0 };
    gboolean all = TRUE;
    for (guint k = 0; k < one->n && all; k++) {
      const EvReleaseFigure *figure = find_figure (one->release[k], first->rule);
      all = figure != NULL;
      total.rest += all ? one->factor[k] * figure->exact : 0;
    }
    if (all)
      g_array_append_val (links->totals, total);
  }
}

/* The parts minus the whole: how often people are in more than one. */
static void
chain_take (Chain *chain)
{
  EvReleaseCombination one = { 0 };
  gint sign = 0;
  for (guint i = 0; i < chain->n_parts; i++) {
    if (chain->part[i] == chain->fresh) {
      sign = 1;
      continue;
    }
    one.factor[one.n] = 1;
    one.release[one.n++] = chain->part[i];
  }
  if (chain->whole == chain->fresh) {
    sign = -1;
  } else {
    one.factor[one.n] = -1;
    one.release[one.n++] = chain->whole;
  }
  one.sign = sign;
  if (sign == 0 || one.n < 2)
    return;
  combine_tables (chain->links, &one, chain->crowd);
  ev_release_links_combine_figures (chain->links, &one);
}

static gboolean
chain_has (const Chain *chain, const EvRelease *release)
{
  for (guint i = 0; i < chain->n_parts; i++)
    if (chain->part[i] == release)
      return TRUE;
  return FALSE;
}

/* Whether the next part goes on where the parts so far end; of two, it may overlap. */
static gboolean
chain_goes_on (const Chain *chain, const EvRelease *next, EvCivilNumber from)
{
  if (next == chain->whole || next->to > chain->whole->to || chain_has (chain, next) ||
      !same_place (next, chain->whole))
    return FALSE;
  if (chain->n_parts == 1 && next->to == chain->whole->to)
    return next->from <= from && next->from > chain->part[0]->from;
  return next->from == from;
}

/* Goes on from a day with each part that fits; a whole of at most EV_MOST_LINKED parts. */
static void
chain_extend (Chain *chain, EvCivilNumber from)
{
  for (guint i = 0; i <= chain->n_releases; i++) {
    const EvRelease *next = i < chain->n_releases ? chain->releases[i] : chain->fresh;
    if (!chain_goes_on (chain, next, from))
      continue;
    if (chain->links->links->len > EV_MOST_COMBINED || chain->n_parts == EV_MOST_LINKED - 1) {
      chain->links->unchecked = TRUE;
      return;
    }
    chain->part[chain->n_parts++] = next;
    if (next->to == chain->whole->to)
      chain_take (chain);
    else
      chain_extend (chain, ev_release_day_after (next->to));
    chain->n_parts--;
  }
}

/* Periods side by side, or two that overlap, which make up a longer one. */
static void
links_add_chains (EvReleaseLinks *links, const EvRelease *fresh, const EvRelease *const *releases,
                  guint n_releases, const EvCrowd *crowd)
{
  for (guint i = 0; i <= n_releases; i++) {
    Chain chain = { .links = links,
                    .crowd = crowd,
                    .fresh = fresh,
                    .whole = i < n_releases ? releases[i] : fresh,
                    .releases = releases,
                    .n_releases = n_releases };
    chain_extend (&chain, chain.whole->from);
  }
}

/* Whether both are of the same time, project and event types, wherever it was. */
static gboolean
same_but_place (const EvRelease *one, const EvRelease *other)
{
  return one->from == other->from && one->to == other->to &&
         g_strcmp0 (one->project, other->project) == 0 && types_hold (one->types, other->types) &&
         types_hold (other->types, one->types);
}

/* Whether a municipality is among those combined already. */
static gboolean
combination_has (const EvReleaseCombination *one, const char *municipality)
{
  for (guint k = 0; k < one->n; k++)
    if (g_strcmp0 (one->release[k]->municipality, municipality) == 0)
      return TRUE;
  return FALSE;
}

/* The whole country without the municipalities that have reports of their own: who is left, as long
 * as few go to several. */
static void
links_add_places (EvReleaseLinks *links, const EvRelease *fresh, const EvRelease *whole,
                  const EvRelease *const *releases, guint n_releases, const EvCrowd *crowd)
{
  EvReleaseCombination one = { .sign = whole == fresh ? 1 : -1 };
  if (whole->municipality != NULL || !same_but_place (fresh, whole))
    return;
  if (whole != fresh) {
    one.factor[one.n] = 1;
    one.release[one.n++] = whole;
  }
  for (guint i = 0; i < n_releases; i++) {
    const EvRelease *part = releases[i];
    if (part->municipality == NULL || !same_but_place (part, whole) ||
        g_strcmp0 (part->municipality, fresh->municipality) == 0 ||
        combination_has (&one, part->municipality))
      continue;
    if (one.n == EV_MOST_LINKED) {
      links->unchecked = TRUE;
      return;
    }
    one.factor[one.n] = -1;
    one.release[one.n++] = part;
  }
  if (one.n < 2)
    return;
  combine_tables (links, &one, crowd);
  ev_release_links_combine_figures (links, &one);
}

/* Numbers of people in the new report and an old one of which one holds the other. */
static void
links_add_figures (EvReleaseLinks *links, const EvRelease *fresh, const EvRelease *old)
{
  EvReleaseCombination one = { .sign = 1, .n = 1, .factor = { -1 }, .release = { old } };
  if (release_holds (old, fresh) || release_holds (fresh, old))
    ev_release_links_combine_figures (links, &one);
}

gboolean
ev_release_links_betray (const EvReleaseLinks *links, const EvRule *rule, double exact,
                         guint threshold)
{
  for (guint i = 0; i < links->totals->len; i++) {
    const EvReleaseTotal *total = &g_array_index (links->totals, EvReleaseTotal, i);
    double difference = total->sign * exact + total->rest;
    if (!rules_agree (total->rule, rule) || difference == 0)
      continue;
    /* Beside numbers that are shown, another share says how many of the others are women. */
    if (rule->measure == EV_MEASURE_WOMEN_SHARE)
      return TRUE;
    if (difference > -(double)threshold && difference < threshold)
      return TRUE;
  }
  return FALSE;
}

EvReleaseLinks *
ev_release_links_new (const EvReportFilter *filter, const char *const *held,
                      const EvRelease *const *releases, guint n_releases, const EvCrowd *crowd)
{
  EvReleaseLinks *links = g_new0 (EvReleaseLinks, 1);
  EvRelease fresh = release_of_filter (filter);
  fresh.held = (char **)(gpointer)held;
  links->links = g_array_new (FALSE, FALSE, sizeof (EvPublishedLink));
  links->tables = g_ptr_array_new_with_free_func (published_free);
  links->known = g_array_new (FALSE, FALSE, sizeof (EvKnownRelease));
  g_array_set_clear_func (links->known, known_release_clear);
  links->totals = g_array_new (FALSE, FALSE, sizeof (EvReleaseTotal));
  for (guint i = 0; i < n_releases; i++) {
    links_add_pairs (links, &fresh, releases[i], crowd);
    links_add_figures (links, &fresh, releases[i]);
  }
  links_add_chains (links, &fresh, releases, n_releases, crowd);
  ev_release_links_add_kinds (links, &fresh, releases, n_releases, crowd);
  for (guint i = 0; i <= n_releases; i++)
    links_add_places (links, &fresh, i < n_releases ? releases[i] : &fresh, releases, n_releases,
                      crowd);
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
  g_array_unref (links->totals);
  g_free (links);
}
