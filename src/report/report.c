/* Assembles a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include "report/breakdown.h"
#include "report/narrative.h"
#include "report/people.h"
#include "report/publish-private.h"
#include "report/source-private.h"
#include "text/i18n.h"

#include <math.h>

/* The dimensions that every population is divided by. */
static const struct {
  EvPopulation population;
  EvDimension dimension;
} people_tables[] = {
  { EV_POPULATION_PARTICIPANTS, EV_DIMENSION_GENDER },
  { EV_POPULATION_PARTICIPANTS, EV_DIMENSION_COMMUNITY },
  { EV_POPULATION_PARTICIPANTS, EV_DIMENSION_AGE },
  { EV_POPULATION_PARTICIPANTS, EV_DIMENSION_MUNICIPALITY },
  { EV_POPULATION_TRAINING, EV_DIMENSION_GENDER },
  { EV_POPULATION_TRAINING, EV_DIMENSION_COMMUNITY },
  { EV_POPULATION_FORUM, EV_DIMENSION_GENDER },
  { EV_POPULATION_FORUM, EV_DIMENSION_COMMUNITY },
};

static EvFigure
share_of_target (const EvIndicatorValue *value)
{
  if (!value->has_target || value->target <= 0 || !value->cumulative.known)
    return (EvFigure){ 0, 1, FALSE };
  double percent = value->cumulative.value * 100 / (double)value->target;
  return (EvFigure){ floor (percent * 10 + 0.5) / 10, 1, TRUE };
}

static const EvIndicator *
find_stated (const EvReportRequest *request, const char *code)
{
  for (guint i = 0; i < request->n_indicators; i++)
    if (g_strcmp0 (request->indicators[i].code, code) == 0)
      return &request->indicators[i];
  return NULL;
}

/* What the project states, completed by the standard indicator of that code; either may be NULL. */
static EvIndicatorValue *
value_new (const EvStandardIndicator *standard, const EvIndicator *stated)
{
  EvIndicatorValue *value = g_new0 (EvIndicatorValue, 1);
  const char *title = standard == NULL ? NULL : _ (standard->title);
  const char *rule = standard == NULL ? NULL : standard->rule;
  const char *unit = standard == NULL ? NULL : standard->unit;
  value->code = g_strdup (standard == NULL ? stated->code : standard->code);
  if (stated != NULL) {
    title = stated->title == NULL || *stated->title == '\0' ? title : stated->title;
    rule = stated->rule == NULL || *stated->rule == '\0' ? rule : stated->rule;
    unit = stated->unit == NULL || *stated->unit == '\0' ? unit : stated->unit;
    value->has_baseline = stated->has_baseline;
    value->baseline = stated->baseline;
    value->has_target = stated->has_target;
    value->target = stated->target;
  }
  value->title = g_strdup (title == NULL ? value->code : title);
  value->rule = g_strdup (rule == NULL ? "" : rule);
  value->unit = g_strdup (unit);
  return value;
}

static void
value_measure (EvIndicatorValue *value, const EvTally *tally, const EvTally *cumulative)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRule) rule = ev_rule_parse (value->rule, &error);
  if (rule == NULL) {
    value->problem = g_strdup (error->message);
    value->unit = value->unit == NULL ? g_strdup ("") : value->unit;
    return;
  }
  if (value->unit == NULL)
    value->unit = g_strdup (ev_measure_unit (rule->measure));
  value->how = rule->wording;
  value->is_people = ev_measure_is_people (rule->measure);
  value->exact = ev_indicator_figure (tally, rule);
  value->cumulative = cumulative == tally ? value->exact : ev_indicator_figure (cumulative, rule);
  value->share = share_of_target (value);
  if (!value->exact.known)
    return;
  gboolean exact;
  value->spoken = value->exact;
  value->spoken.value = ev_wording_round (value->how, value->exact.value, &exact);
  value->rounded = !exact;
  value->wording =
      ev_wording_phrase (value->how, value->exact.value, value->exact.decimals, value->unit);
}

static void
report_add_indicators (EvReport *report, const EvReportRequest *request, const EvTally *tally,
                       const EvTally *cumulative)
{
  guint count;
  const EvStandardIndicator *standard = ev_indicator_standard (&count);
  for (guint i = 0; i < count; i++) {
    const EvIndicator *stated = find_stated (request, standard[i].code);
    g_ptr_array_add (report->indicators, value_new (&standard[i], stated));
  }
  for (guint i = 0; i < request->n_indicators; i++)
    if (ev_report_indicator (report, request->indicators[i].code) == NULL)
      g_ptr_array_add (report->indicators, value_new (NULL, &request->indicators[i]));
  for (guint i = 0; i < report->indicators->len; i++)
    value_measure (g_ptr_array_index (report->indicators, i), tally, cumulative);
}

static void
report_add_tables (EvReport *report, const EvTally *tally, const EvCrowd *crowd, guint active,
                   const EvSuppression *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (people_tables); i++)
    g_ptr_array_add (report->tables, ev_breakdown_people (crowd, people_tables[i].population,
                                                          people_tables[i].dimension, plan));
  g_ptr_array_add (report->tables,
                   ev_breakdown_cross (crowd, EV_POPULATION_PARTICIPANTS, EV_DIMENSION_COMMUNITY,
                                       EV_DIMENSION_GENDER, plan));
  g_ptr_array_add (report->tables, ev_breakdown_forums (tally, crowd, active, plan));
  g_ptr_array_add (report->tables, ev_breakdown_types (tally, plan == NULL));
  g_ptr_array_add (report->tables, ev_breakdown_months (tally, plan == NULL));
}

static guint32
table_dimensions (EvPopulation population)
{
  guint32 dimensions = 0;
  for (guint i = 0; i < G_N_ELEMENTS (people_tables); i++)
    if (people_tables[i].population == population)
      dimensions |= (guint32)1 << people_tables[i].dimension;
  return dimensions;
}

/* Counts indicators and tables; for the public, hides what is small. */
static gboolean
report_fill (EvReport *report, const EvReportRequest *request, const EvTally *tally,
             const EvTally *cumulative, GError **error)
{
  static const double half = 50;
  g_autoptr (EvCrowd) crowd = ev_people_crowd (tally, request->age_scheme, error);
  g_autoptr (EvPeople) active = ev_people_new (ev_tally_source (tally));
  g_autoptr (EvSuppression) plan = NULL;
  if (crowd == NULL)
    return FALSE;
  ev_tally_add_active (tally, ev_population_types (EV_POPULATION_FORUM), half, active);
  guint active_population = ev_people_add_population (crowd, EV_N_POPULATIONS, active);
  report_add_indicators (report, request, tally, cumulative);
  if (report->audience == EV_AUDIENCE_PUBLIC) {
    guint32 dimensions[EV_N_POPULATIONS];
    for (guint p = 0; p < EV_N_POPULATIONS; p++)
      dimensions[p] = table_dimensions ((EvPopulation)p);
    EvPublishing publishing = { .filter = &request->filter,
                                .threshold = report->threshold,
                                .releases = request->releases,
                                .n_releases = request->n_releases,
                                .dimensions = dimensions,
                                .active = active_population };
    plan = ev_publish_plan (&publishing, report->indicators, tally, crowd, error);
    if (plan == NULL)
      return FALSE;
  }
  report_add_tables (report, tally, crowd, active_population, plan);
  return TRUE;
}

static EvReport *
report_from_request (const EvReportSource *source, const EvReportRequest *request)
{
  const EvReportFilter *filter = &request->filter;
  EvReport *report = g_new0 (EvReport, 1);
  report->audience = request->audience;
  report->threshold = request->threshold == 0 ? EV_SMALL_CELL_DEFAULT : request->threshold;
  report->from = g_strdup (filter->from);
  report->to = g_strdup (filter->to);
  report->municipality = g_strdup (filter->municipality);
  report->project = g_strdup (filter->project);
  report->as_of = g_strdup (filter->as_of);
  report->event_types = g_strdupv ((char **)(gpointer)filter->event_types);
  report->project_name = g_strdup (request->project_name);
  report->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_indicator_value_free);
  report->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_grid_free);
  report->open_duplicates = source->open_duplicates;
  return report;
}

EvReport *
ev_report_new (const EvReportSource *source, const EvReportRequest *request, GError **error)
{
  g_autoptr (EvTally) tally = ev_tally_new (source, &request->filter, error);
  g_autoptr (EvTally) earlier = NULL;
  if (tally == NULL)
    return NULL;
  if (request->filter.from != NULL) {
    EvReportFilter filter = request->filter;
    filter.from = NULL;
    earlier = ev_tally_new (source, &filter, error);
    if (earlier == NULL)
      return NULL;
  }
  g_autoptr (EvReport) report = report_from_request (source, request);
  report->undated = ev_tally_undated (tally);
  if (!report_fill (report, request, tally, earlier == NULL ? tally : earlier, error))
    return NULL;
  report->narrative = ev_narrative_build (report->indicators);
  return g_steal_pointer (&report);
}

void
ev_report_free (EvReport *report)
{
  if (report == NULL)
    return;
  g_free (report->from);
  g_free (report->to);
  g_free (report->municipality);
  g_free (report->project);
  g_free (report->as_of);
  g_strfreev (report->event_types);
  g_free (report->project_name);
  g_ptr_array_unref (report->indicators);
  g_ptr_array_unref (report->tables);
  g_free (report->after);
  g_free (report->narrative);
  g_free (report);
}

const EvIndicatorValue *
ev_report_indicator (const EvReport *report, const char *code)
{
  for (guint i = 0; i < report->indicators->len; i++) {
    const EvIndicatorValue *value = g_ptr_array_index (report->indicators, i);
    if (g_strcmp0 (value->code, code) == 0)
      return value;
  }
  return NULL;
}

const EvGrid *
ev_report_table (const EvReport *report, const char *code)
{
  for (guint i = 0; i < report->tables->len; i++) {
    const EvGrid *table = g_ptr_array_index (report->tables, i);
    if (g_str_equal (table->code, code))
      return table;
  }
  return NULL;
}
