/* A register's records as the rows of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/register.h"

typedef struct {
  EvStore *store;
  EvReportSource *source;
} Filling;

static gboolean
add_person (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  EvReportPerson person = {
    .id = ev_record_id (record),
    .gender = ev_record_text (record, "gender"),
    .community = ev_record_text (record, "community"),
    .municipality = ev_record_text (record, "municipality"),
    .birth_year = (int)ev_record_integer (record, "birth_year"),
    .age_band = ev_record_text (record, "age_band"),
  };

  ev_report_source_add_person (filling->source, &person);
  return TRUE;
}

static gboolean
add_event (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  EvReportEvent event = {
    .id = ev_record_id (record),
    .type = ev_record_text (record, "type"),
    .municipality = ev_record_text (record, "municipality"),
    .series = ev_record_text (record, "series"),
    .state = ev_record_text (record, "state"),
    .cancelled = ev_record_integer (record, "cancelled") != 0,
  };

  ev_report_source_add_event (filling->source, &event);
  return TRUE;
}

static gboolean
add_session (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  const char *event = ev_record_text (record, "event");
  guint row;

  if (event != NULL && ev_report_source_find_event (filling->source, event, &row))
    ev_report_source_add_session (filling->source, ev_record_id (record), row,
                                  ev_record_text (record, "date"));
  return TRUE;
}

/* The row of a person who is no living record of her own: she was merged, erased, or is not here
 * yet. FALSE for one who was deleted. */
static gboolean
find_hidden (Filling *filling, const char *id, guint *row)
{
  g_autofree char *survivor = ev_store_survivor (filling->store, id, NULL);
  g_autoptr (EvRecord) record = ev_store_read (filling->store, EV_KIND_PERSON, id, NULL);
  EvReportPerson nobody = { .id = id };

  if (survivor != NULL && ev_report_source_find_person (filling->source, survivor, row)) {
    ev_report_source_alias_person (filling->source, id, *row);
    return TRUE;
  }
  if (record != NULL && ev_record_integer (record, "deleted") != 0)
    return FALSE;
  *row = ev_report_source_add_person (filling->source, &nobody);
  return TRUE;
}

static gboolean
find_person (Filling *filling, const char *id, guint *row)
{
  return ev_report_source_find_person (filling->source, id, row) || find_hidden (filling, id, row);
}

static gboolean
add_attendance (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  guint session, person;

  if (ev_report_source_find_session (filling->source, ev_record_text (record, "session"),
                                     &session) &&
      find_person (filling, ev_record_text (record, "person"), &person))
    ev_report_source_add_attendance (filling->source, session, person,
                                     ev_record_text (record, "status"),
                                     ev_record_text (record, "role"));
  return TRUE;
}

static gboolean
add_result (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  EvReportResult result = {
    .id = ev_record_id (record),
    .type = ev_record_text (record, "type"),
    .date = ev_record_text (record, "date"),
    .municipality = ev_record_text (record, "municipality"),
    .event = ev_record_text (record, "event"),
    .status = ev_record_text (record, "status"),
    .quantity = ev_record_integer (record, "quantity"),
    .amount = ev_record_integer (record, "amount"),
    .cofunding = ev_record_integer (record, "cofunding"),
  };

  ev_report_source_add_result (filling->source, &result);
  return TRUE;
}

static gboolean
add_beneficiary (const EvRecord *record, gpointer data)
{
  Filling *filling = data;
  guint result, person;

  if (ev_report_source_find_result (filling->source, ev_record_text (record, "result"), &result) &&
      find_person (filling, ev_record_text (record, "person"), &person))
    ev_report_source_add_beneficiary (filling->source, result, person);
  return TRUE;
}

EvReportSource *
ev_register_rows (EvStore *store, const EvLists *lists, GError **error)
{
  static const struct {
    EvKind kind;
    EvStoreVisit visit;
  } steps[] = {
    { EV_KIND_PERSON, add_person },   { EV_KIND_EVENT, add_event },
    { EV_KIND_SESSION, add_session }, { EV_KIND_ATTENDANCE, add_attendance },
    { EV_KIND_RESULT, add_result },   { EV_KIND_BENEFICIARY, add_beneficiary },
  };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists);
  Filling filling = { store, source };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!ev_store_each (store, steps[i].kind, NULL, steps[i].visit, &filling, error))
      return NULL;
  return g_steal_pointer (&source);
}

static void
indicator_clear (gpointer data)
{
  EvIndicator *indicator = data;
  g_free ((char *)indicator->code);
  g_free ((char *)indicator->title);
  g_free ((char *)indicator->rule);
  g_free ((char *)indicator->unit);
}

/* The title in the present language; NULL if the record has none. */
static char *
title_of (const EvRecord *record)
{
  const char *titles = ev_record_text (record, "titles");
  g_autoptr (EvJson) map = titles != NULL ? cJSON_Parse (titles) : NULL;
  return g_strdup (ev_json_text (map, ev_language_code (ev_language_get ())));
}

static gboolean
add_indicator (const EvRecord *record, gpointer data)
{
  EvIndicator indicator = {
    .code = g_strdup (ev_record_text (record, "code")),
    .title = title_of (record),
    .rule = g_strdup (ev_record_text (record, "rule")),
    .unit = g_strdup (ev_record_text (record, "unit")),
    .has_baseline = ev_record_value (record, "baseline") != NULL,
    .has_target = ev_record_value (record, "target") != NULL,
    .baseline = ev_record_integer (record, "baseline"),
    .target = ev_record_integer (record, "target"),
  };

  g_array_append_val ((GArray *)data, indicator);
  return TRUE;
}

GArray *
ev_register_indicators (EvStore *store, GError **error)
{
  g_autoptr (GArray) indicators = g_array_new (FALSE, FALSE, sizeof (EvIndicator));

  g_array_set_clear_func (indicators, indicator_clear);
  if (!ev_store_each (store, EV_KIND_INDICATOR, NULL, add_indicator, indicators, error))
    return NULL;
  return g_steal_pointer (&indicators);
}
