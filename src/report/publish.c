/* What a report for the public may show of its figures. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/publish-private.h"

#include "report/breakdown.h"
#include "report/people.h"
#include "report/release-private.h"

/* The figures of one indicator and the people behind them. */
typedef struct {
  EvIndicatorValue *value;
  EvRule *rule;
  gint population; /* -1: no set of people */
} Shown;

typedef struct {
  const EvPublishing *publishing;
  const EvTally *tally;
  EvCrowd *crowd;
  EvPublication publication;
  GArray *shown; /* Shown */
  const EvReleaseLinks *links;
} Publisher;

static void
shown_clear (gpointer data)
{
  Shown *shown = data;
  ev_rule_free (shown->rule);
}

/* The population that is exactly these people; -1 if none is. */
static gint
publisher_find (const Publisher *publisher, const EvPeople *people)
{
  for (guint p = 0; p < publisher->publication.populations; p++) {
    guint i = 0;
    while (i < people->length &&
           (publisher->crowd->member[i] >> p & 1) == (guint32)(people->has[i] != 0))
      i++;
    if (i == people->length)
      return (gint)p;
  }
  return -1;
}

/* Gives an indicator's people a population, shared where the people are the same. A set that has no
 * place any more is as good as small: its figures are not shown. */
static void
publisher_add_people (Publisher *publisher, Shown *shown, const EvPeople *people)
{
  EvPublication *publication = &publisher->publication;
  shown->population = publisher_find (publisher, people);
  if (shown->population < 0 && publication->populations < EV_MAX_POPULATIONS) {
    shown->population =
        (gint)ev_people_add_population (publisher->crowd, publication->populations++, people);
    if (shown->rule->measure == EV_MEASURE_ACTIVE_PEOPLE)
      publication->apart |= (guint32)1 << shown->population;
  }
  if (shown->population >= 0 && shown->rule->measure == EV_MEASURE_WOMEN_SHARE)
    publication->dimensions[shown->population] |= (guint32)1 << EV_DIMENSION_GENDER;
}

static void
publisher_add_indicator (Publisher *publisher, EvIndicatorValue *value)
{
  Shown shown = { value, ev_rule_parse (value->rule, NULL), -1 };
  if (shown.rule != NULL && value->how.kind != EV_WORDING_INTERNAL) {
    g_autoptr (EvPeople) people = ev_indicator_people (publisher->tally, shown.rule);
    if (people != NULL)
      publisher_add_people (publisher, &shown, people);
  }
  g_array_append_val (publisher->shown, shown);
}

static gboolean
publisher_is_small (const Publisher *publisher, double count)
{
  return count > 0 && count < publisher->publication.threshold;
}

/* Women and men must both be shown, or the share says how many they are. */
static gboolean
share_is_shown (const Publisher *publisher, const EvSuppression *plan, const Shown *shown)
{
  static const char *const sides[] = { "female", "male" };
  char **codes = publisher->crowd->codes[EV_DIMENSION_GENDER];
  if (shown->population < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (guint c = 0; codes[c] != NULL; c++)
      if (g_str_equal (codes[c], sides[i]) &&
          !ev_suppression_shows (plan, (guint)shown->population, EV_DIMENSION_GENDER, c))
        return FALSE;
  return TRUE;
}

static gboolean
completion_is_shown (const Publisher *publisher, const EvRule *rule)
{
  const char *const *types = (const char *const *)rule->types;
  guint all = ev_tally_participations (publisher->tally, types);
  guint completed = ev_tally_completed (publisher->tally, types, rule->at);
  return !publisher_is_small (publisher, completed) &&
         !publisher_is_small (publisher, all - completed);
}

static gboolean
exact_is_shown (const Publisher *publisher, const EvSuppression *plan, const Shown *shown)
{
  const EvPublication *publication = &publisher->publication;
  const EvIndicatorValue *value = shown->value;
  if (!value->is_people)
    return TRUE;
  /* A table's people are compared by the table. */
  if (value->exact.known && (shown->population < 0 || shown->population >= EV_N_POPULATIONS) &&
      ev_release_links_betray (publisher->links, shown->rule, value->exact.value,
                               publication->threshold))
    return FALSE;
  if (shown->rule->measure == EV_MEASURE_WOMEN_SHARE)
    return share_is_shown (publisher, plan, shown);
  if (shown->rule->measure == EV_MEASURE_COMPLETION)
    return completion_is_shown (publisher, shown->rule);
  if (publisher_is_small (publisher, value->exact.value))
    return FALSE;
  if (shown->rule->measure == EV_MEASURE_PARTICIPATIONS ||
      shown->rule->measure == EV_MEASURE_ATTENDANCES)
    return TRUE;
  return shown->population >= 0 && !plan->withheld[shown->population];
}

/* Takes from an indicator what must not be shown. A number rounded in steps no smaller than the
 * threshold may still be spoken where the exact one is not known. */
static void
publisher_hide (const Publisher *publisher, const EvSuppression *plan, const Shown *shown)
{
  EvIndicatorValue *value = shown->value;
  gboolean same = value->cumulative.known && publisher->publishing->filter->from == NULL;
  if (value->is_people && !same) {
    value->cumulative.known = FALSE;
    value->share.known = FALSE;
  }
  if (exact_is_shown (publisher, plan, shown))
    return;
  gboolean coarse = value->rounded && value->how.step >= publisher->publication.threshold &&
                    !publisher_is_small (publisher, value->exact.value);
  value->exact = value->cumulative = value->share = (EvFigure){ .decimals = value->exact.decimals };
  if (!coarse) {
    value->spoken = value->exact;
    g_clear_pointer (&value->wording, g_free);
  }
}

static void
drop_internal (GPtrArray *indicators)
{
  for (guint i = indicators->len; i > 0; i--) {
    const EvIndicatorValue *value = g_ptr_array_index (indicators, i - 1);
    if (value->how.kind == EV_WORDING_INTERNAL)
      g_ptr_array_remove_index (indicators, i - 1);
  }
}

/* The tables as they are wanted: every population by its dimensions, forums beside their active
 * people, and all participants by community and gender. */
static EvPublication
publication_of (const EvPublishing *publishing)
{
  EvPublication publication = {
    .threshold = publishing->threshold,
    .populations = publishing->active + 1,
    .apart = (guint32)1 << publishing->active,
    .companion = (gint)publishing->active,
    .companion_of = EV_POPULATION_FORUM,
    .cross = EV_POPULATION_PARTICIPANTS,
    .cross_rows = EV_DIMENSION_COMMUNITY,
    .cross_columns = EV_DIMENSION_GENDER,
  };
  for (guint p = 0; p < EV_N_POPULATIONS; p++)
    publication.dimensions[p] = publishing->dimensions[p];
  publication.dimensions[EV_POPULATION_FORUM] |= (guint32)1 << EV_DIMENSION_FORUM;
  return publication;
}

/* The types of the events counted, as the table of events tells them. */
static char **
held_types (const EvTally *tally)
{
  g_autoptr (EvGrid) events = ev_breakdown_types (tally, FALSE);
  char **types = g_new0 (char *, events->n_rows);
  for (guint r = 0; r + 1 < events->n_rows; r++)
    types[r] = g_strdup (events->row_codes[r]);
  return types;
}

EvSuppression *
ev_publish_plan (const EvPublishing *publishing, GPtrArray *indicators, const EvTally *tally,
                 EvCrowd *crowd, GError **error)
{
  Publisher publisher = { .publishing = publishing, .tally = tally, .crowd = crowd };
  EvPublication *publication = &publisher.publication;
  *publication = publication_of (publishing);
  publisher.shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  g_array_set_clear_func (publisher.shown, shown_clear);
  drop_internal (indicators);
  for (guint i = 0; i < indicators->len; i++)
    publisher_add_indicator (&publisher, g_ptr_array_index (indicators, i));

  g_auto (GStrv) held = held_types (tally);
  g_autoptr (EvReleaseLinks) links =
      ev_release_links_new (publishing->filter, (const char *const *)held, publishing->releases,
                            publishing->n_releases, crowd);
  publisher.links = links;
  publication->whole = links->known->len > 1 || links->entangled;
  publication->links = (const EvPublishedLink *)(gpointer)links->links->data;
  publication->n_links = links->links->len;
  publication->releases = (const EvKnownRelease *)(gpointer)links->known->data;
  publication->n_releases = links->known->len;
  if (links->unchecked) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_UNCHECKED,
                         "more published reports than can be checked together");
    g_array_unref (publisher.shown);
    return NULL;
  }
  EvSuppression *plan = ev_suppression_plan (crowd, publication);
  for (guint i = 0; i < publisher.shown->len; i++)
    publisher_hide (&publisher, plan, &g_array_index (publisher.shown, Shown, i));
  g_array_unref (publisher.shown);
  return plan;
}
