/* What was achieved: rules evaluated over a selection. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/indicator.h"

#include <math.h>

/* Who benefits directly unless a rule says otherwise: trainings, forums, conference, start-ups. */
static const char *const direct_types[] = { "training",   "vocational_training", "cfpi_meeting",
                                            "conference", "startup_supported",   NULL };

static const char *const indirect_types[] = { "indirect_beneficiaries", NULL };

void
ev_indicator_value_free (EvIndicatorValue *value)
{
  if (value == NULL)
    return;
  g_free (value->code);
  g_free (value->title);
  g_free (value->rule);
  g_free (value->unit);
  g_free (value->wording);
  g_free (value->problem);
  g_free (value);
}

static EvFigure
figure (double value, guint decimals)
{
  double scale = pow (10, decimals);
  return (EvFigure){ floor (value * scale + 0.5) / scale, decimals, TRUE };
}

static EvFigure
quotient (double part, double whole, double times)
{
  return whole > 0 ? figure (part * times / whole, 1) : (EvFigure){ 0, 1, FALSE };
}

static EvFigure
euro (gint64 cents)
{
  return figure ((double)cents / 100, cents % 100 == 0 ? 0 : 2);
}

static const char *const *
rule_types (const EvRule *rule)
{
  const char *const *types = (const char *const *)rule->types;
  gboolean direct = rule->measure == EV_MEASURE_DIRECT || rule->measure == EV_MEASURE_BENEFICIARIES;
  if (types[0] != NULL)
    return types;
  if (rule->measure == EV_MEASURE_INDIRECT)
    return indirect_types;
  return direct ? direct_types : types;
}

EvPeople *
ev_indicator_people (const EvTally *tally, const EvRule *rule)
{
  const char *const *types = rule_types (rule);
  g_autoptr (EvPeople) people = ev_people_new (ev_tally_source (tally));
  switch (rule->measure) {
  case EV_MEASURE_UNIQUE_PEOPLE:
  case EV_MEASURE_WOMEN_SHARE:
    ev_tally_add_participants (tally, types, people);
    return g_steal_pointer (&people);
  case EV_MEASURE_ACTIVE_PEOPLE:
    ev_tally_add_active (tally, types, rule->at, people);
    return g_steal_pointer (&people);
  case EV_MEASURE_DIRECT:
  case EV_MEASURE_BENEFICIARIES:
    ev_tally_add_participants (tally, types, people);
    ev_tally_add_beneficiaries (tally, types, people);
    return g_steal_pointer (&people);
  case EV_MEASURE_COUNT_EVENTS:
  case EV_MEASURE_PARTICIPATIONS:
  case EV_MEASURE_ATTENDANCES:
  case EV_MEASURE_AVERAGE_ATTENDANCE:
  case EV_MEASURE_COMPLETION:
  case EV_MEASURE_MUNICIPALITIES:
  case EV_MEASURE_COUNT:
  case EV_MEASURE_SUM:
  case EV_MEASURE_SUM_AMOUNT:
  case EV_MEASURE_SUM_COFUNDING:
  case EV_MEASURE_INDIRECT:
  case EV_N_MEASURES:
  default:
    return NULL;
  }
}

static EvFigure
people_figure (const EvTally *tally, const EvRule *rule, const EvPeople *people)
{
  double count = people->count;
  if (rule->measure == EV_MEASURE_WOMEN_SHARE) {
    EvGenderCount genders = ev_tally_genders (tally, people);
    return quotient (genders.women, genders.women + genders.men, 100);
  }
  if (rule->measure == EV_MEASURE_BENEFICIARIES)
    count += (double)ev_tally_results (tally, indirect_types).quantity;
  return figure (count, 0);
}

EvFigure
ev_indicator_figure (const EvTally *tally, const EvRule *rule)
{
  const char *const *types = rule_types (rule);
  switch (rule->measure) {
  case EV_MEASURE_COUNT_EVENTS:
    return figure (ev_tally_events (tally, types), 0);
  case EV_MEASURE_PARTICIPATIONS:
    return figure (ev_tally_participations (tally, types), 0);
  case EV_MEASURE_ATTENDANCES:
    return figure (ev_tally_attendances (tally, types), 0);
  case EV_MEASURE_AVERAGE_ATTENDANCE:
    return quotient (ev_tally_participations (tally, types), ev_tally_events (tally, types), 1);
  case EV_MEASURE_COMPLETION:
    return quotient (ev_tally_completed (tally, types, rule->at),
                     ev_tally_participations (tally, types), 100);
  case EV_MEASURE_MUNICIPALITIES:
    return figure (ev_tally_municipalities (tally, types), 0);
  case EV_MEASURE_COUNT:
    return figure (ev_tally_results (tally, types).count, 0);
  case EV_MEASURE_SUM:
  case EV_MEASURE_INDIRECT:
    return figure ((double)ev_tally_results (tally, types).quantity, 0);
  case EV_MEASURE_SUM_AMOUNT:
    return euro (ev_tally_results (tally, types).amount);
  case EV_MEASURE_SUM_COFUNDING:
    return euro (ev_tally_results (tally, types).cofunding);
  case EV_MEASURE_UNIQUE_PEOPLE:
  case EV_MEASURE_ACTIVE_PEOPLE:
  case EV_MEASURE_WOMEN_SHARE:
  case EV_MEASURE_DIRECT:
  case EV_MEASURE_BENEFICIARIES:
  case EV_N_MEASURES:
  default: {
    g_autoptr (EvPeople) people = ev_indicator_people (tally, rule);
    return people_figure (tally, rule, people);
  }
  }
}
