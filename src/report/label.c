/* What a person reads at a table's head and sides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/label.h"

#include "report/codes.h"
#include "text/i18n.h"

#include <string.h>

/* Titles of the tables by code, whole, so that languages can decline them. */
static const struct {
  const char *code, *title;
} titles[] = {
  { "gender", N_ ("All participants, by gender") },
  { "community", N_ ("All participants, by community") },
  { "age", N_ ("All participants, by age group") },
  { "municipality", N_ ("All participants, by municipality of residence") },
  { "training_gender", N_ ("Training participants, by gender") },
  { "training_community", N_ ("Training participants, by community") },
  { "forum_gender", N_ ("Forum participants, by gender") },
  { "forum_community", N_ ("Forum participants, by community") },
  { "community_gender", N_ ("All participants, by community and gender") },
  { "forums", N_ ("Forums, by municipality") },
  { "events_by_type", N_ ("Events held, by type") },
  { "events_by_month", N_ ("Events held, by month") },
};

static const struct {
  EvDimension dimension;
  const char *heading, *list, *merged;
} dimensions[] = {
  { EV_DIMENSION_GENDER, N_ ("Gender"), "gender", N_ ("Other, or not stated") },
  { EV_DIMENSION_COMMUNITY, N_ ("Community"), "community", N_ ("Other communities") },
  { EV_DIMENSION_AGE, N_ ("Age group"), "age_group", N_ ("Other age groups") },
  { EV_DIMENSION_MUNICIPALITY, N_ ("Municipality"), "municipality", N_ ("Other municipalities") },
  { EV_DIMENSION_FORUM, N_ ("Municipality"), "municipality", N_ ("Other municipalities") },
  { EV_DIMENSION_EVENT_TYPE, N_ ("Event type"), "event_type", NULL },
  { EV_DIMENSION_MONTH, N_ ("Month"), NULL, NULL },
};

static const struct {
  const char *code, *label;
} measures[] = {
  { "people", N_ ("People") },           { "participants", N_ ("Participants") },
  { "active", N_ ("Active") },           { "meetings", N_ ("Meetings") },
  { "attendances", N_ ("Attendances") }, { "average", N_ ("Average attendance") },
  { "events", N_ ("Events") },           { "participations", N_ ("Participations") },
};

static const struct {
  const char *code, *label;
} units[] = {
  { "people", NC_ ("unit", "people") },
  { "events", NC_ ("unit", "events") },
  { "participations", NC_ ("unit", "participations") },
  { "attendances", NC_ ("unit", "attendances") },
  { "responses", NC_ ("unit", "responses") },
  { "startups", NC_ ("unit", "startups") },
  { "projects", NC_ ("unit", "projects") },
  { "videos", NC_ ("unit", "videos") },
  { "reach", NC_ ("unit", "reach") },
  { "reports", NC_ ("unit", "reports") },
  { "accesses", NC_ ("unit", "accesses") },
  { "municipalities", NC_ ("unit", "municipalities") },
  { "results", NC_ ("unit", "results") },
};

char *
ev_label_table (const EvGrid *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].code, table->code))
      return g_strdup (_ (titles[i].title));
  return g_strdup (table->code);
}

char *
ev_label_rows (const EvGrid *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (dimensions[i].dimension == table->rows)
      return g_strdup (_ (dimensions[i].heading));
  return g_strdup ("");
}

static char *
label_month (const char *code)
{
  if (strlen (code) != 7)
    return g_strdup (code);
  return g_strdup_printf ("%.2s/%.4s", code + 5, code);
}

static char *
label_line (EvDimension dimension, const char *code, const EvLists *lists)
{
  if (g_str_equal (code, EV_LINE_TOTAL))
    return g_strdup (_ ("Total"));
  if (g_str_equal (code, EV_NOT_STATED))
    return g_strdup (_ ("Not stated"));
  if (g_str_equal (code, EV_LINE_OUTSIDE))
    return g_strdup (_ ("Other ages"));
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++) {
    if (dimensions[i].dimension != dimension)
      continue;
    if (g_str_equal (code, EV_LINE_OTHER))
      return g_strdup (_ (dimensions[i].merged));
    if (dimensions[i].list != NULL)
      return g_strdup (ev_lists_name (lists, dimensions[i].list, code, ev_language_get ()));
  }
  return label_month (code);
}

char *
ev_label_row (const EvGrid *table, guint row, const EvLists *lists)
{
  return label_line (table->rows, table->row_codes[row], lists);
}

char *
ev_label_column (const EvGrid *table, guint column, const EvLists *lists)
{
  const char *code = table->column_codes[column];
  for (guint i = 0; table->columns == EV_DIMENSION_MEASURE && i < G_N_ELEMENTS (measures); i++)
    if (g_str_equal (measures[i].code, code))
      return g_strdup (_ (measures[i].label));
  return label_line (table->columns, code, lists);
}

char *
ev_label_unit (const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].code, unit))
      return g_strdup (C_ ("unit", units[i].label));
  return g_strdup (unit);
}
