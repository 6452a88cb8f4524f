/* A register's records as the rows of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/register.h"

#include <string.h>

#include "store/published.h"
#include "store/report-rows.h"

typedef struct {
  EvReportSource *source;
  const EvRegisterWatch *watch; /* may be NULL */
  GHashTable *deleted;          /* ids of people who count nowhere */
  char *session;                /* the last session's id; those of one follow one another */
  guint session_row;
  gboolean session_known;
} Filling;

static void
add_person (const EvRowsPerson *row, gpointer data)
{
  Filling *filling = data;
  EvReportPerson person = {
    .id = row->id,
    .gender = row->gender,
    .community = row->community,
    .municipality = row->municipality,
    .birth_year = (gint)row->birth_year,
    .age_band = row->age_band,
  };

  if (row->deleted)
    g_hash_table_add (filling->deleted, g_strdup (row->id));
  else
    ev_report_source_add_person (filling->source, &person);
}

static void
add_merged (const char *id, const char *survivor, gpointer data)
{
  Filling *filling = data;
  guint row;

  if (ev_report_source_find_person (filling->source, survivor, &row))
    ev_report_source_alias_person (filling->source, id, row);
  else
    g_hash_table_add (filling->deleted, g_strdup (id));
}

static void
add_event (const EvRowsEvent *row, gpointer data)
{
  EvReportEvent event = {
    .id = row->id,
    .type = row->type,
    .municipality = row->municipality,
    .series = row->series,
    .state = row->state,
    .cancelled = row->cancelled,
  };

  ev_report_source_add_event (((Filling *)data)->source, &event);
}

static void
add_session (const char *id, const char *event, const char *date, gpointer data)
{
  Filling *filling = data;
  guint row;

  if (ev_report_source_find_event (filling->source, event, &row))
    ev_report_source_add_session (filling->source, id, row, date);
}

/* Her row; who has not reached this laptop yet gets one with nothing but an id. FALSE for whoever
 * was deleted. */
static gboolean
find_person (Filling *filling, const char *id, guint *row)
{
  EvReportPerson nobody = { .id = id };

  if (ev_report_source_find_person (filling->source, id, row))
    return TRUE;
  if (g_hash_table_contains (filling->deleted, id))
    return FALSE;
  *row = ev_report_source_add_person (filling->source, &nobody);
  return TRUE;
}

static void
add_attendance (const char *session, const char *person, const char *status, const char *role,
                gpointer data)
{
  Filling *filling = data;
  guint row;

  if (g_strcmp0 (session, filling->session) != 0) {
    g_free (filling->session);
    filling->session = g_strdup (session);
    filling->session_known =
        ev_report_source_find_session (filling->source, session, &filling->session_row);
  }
  if (filling->session_known && find_person (filling, person, &row))
    ev_report_source_add_attendance (filling->source, filling->session_row, row, status, role);
}

static void
add_result (const EvRowsResult *row, gpointer data)
{
  EvReportResult result = {
    .id = row->id,
    .type = row->type,
    .date = row->date,
    .municipality = row->municipality,
    .event = row->event,
    .status = row->status,
    .quantity = row->quantity,
    .amount = row->amount,
    .cofunding = row->cofunding,
  };

  ev_report_source_add_result (((Filling *)data)->source, &result);
}

static void
add_beneficiary (const char *result, const char *person, gpointer data)
{
  Filling *filling = data;
  guint result_row, person_row;

  if (ev_report_source_find_result (filling->source, result, &result_row) &&
      find_person (filling, person, &person_row))
    ev_report_source_add_beneficiary (filling->source, result_row, person_row);
}

static gboolean
go_on (guint64 done, guint64 all, gpointer data)
{
  const EvRegisterWatch *watch = ((Filling *)data)->watch;

  if (watch == NULL)
    return TRUE;
  if (watch->progress != NULL)
    watch->progress (MIN (done, all), all, watch->data);
  return !g_cancellable_is_cancelled (watch->cancellable);
}

EvReportSource *
ev_register_rows_watched (EvStore *store, const EvLists *lists, const EvRegisterWatch *watch,
                          GError **error)
{
  static const EvRowsTaker taker = { add_person,     add_merged, add_event,       add_session,
                                     add_attendance, add_result, add_beneficiary, go_on };
  g_autoptr (EvReportSource) source = ev_report_source_new (lists);
  g_autoptr (GHashTable) deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Filling filling = { .source = source, .watch = watch, .deleted = deleted };
  gboolean done = ev_report_rows_read (store, &taker, &filling, error);

  g_free (filling.session);
  return done ? g_steal_pointer (&source) : NULL;
}

EvReportSource *
ev_register_rows (EvStore *store, const EvLists *lists, GError **error)
{
  return ev_register_rows_watched (store, lists, NULL, error);
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

/* What was published, as its readers have it, and the newest of it (owned; NULL if there is none).
 * Array of EvRelease, owned; NULL with error. */
static GPtrArray *
register_releases (EvStore *store, char **newest, GError **error)
{
  g_autoptr (GPtrArray) published = ev_published_list (store, error);
  g_autoptr (GPtrArray) releases = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_release_free);

  for (guint i = 0; published != NULL && i < published->len; i++) {
    const EvPublished *one = published->pdata[i];
    g_autoptr (EvJson) json = NULL;
    EvRelease *release;
    if (ev_published_state (one) == EV_PUBLISHED_REFUSED)
      continue;
    json = cJSON_Parse (one->report);
    release = ev_release_parse (json, error);
    if (release == NULL)
      return NULL;
    g_ptr_array_add (releases, release);
    if (one->refusal != NULL)
      continue;
    g_free (*newest);
    *newest = g_strdup (one->id);
  }
  return published != NULL ? g_steal_pointer (&releases) : NULL;
}

EvReport *
ev_register_report (EvStore *store, const EvLists *lists, const EvRegisterWish *wish,
                    const EvRegisterWatch *watch, GError **error)
{
  EvReportRequest request = { .filter = wish->filter, .audience = wish->audience };
  g_autoptr (EvReportSource) source = ev_register_rows_watched (store, lists, watch, error);
  g_autoptr (GArray) indicators = source != NULL ? ev_register_indicators (store, error) : NULL;
  g_autofree char *newest = NULL;
  g_autoptr (GPtrArray) releases =
      indicators != NULL ? register_releases (store, &newest, error) : NULL;
  g_autoptr (EvRecord) project =
      releases != NULL ? ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL) : NULL;
  g_autoptr (EvReport) report = NULL;

  if (releases == NULL)
    return NULL;
  ev_report_source_set_open_duplicates (source, wish->open_duplicates);
  request.indicators = (const EvIndicator *)(gpointer)indicators->data;
  request.n_indicators = indicators->len;
  request.releases = (const EvRelease *const *)(gpointer)releases->pdata;
  request.n_releases = releases->len;
  if (project != NULL) {
    request.project_name = ev_record_text (project, "name");
    request.threshold = (guint)ev_record_integer (project, "small_cell");
  }
  report = ev_report_new (source, &request, error);
  if (report != NULL && wish->audience == EV_AUDIENCE_PUBLIC)
    report->after = g_steal_pointer (&newest);
  return g_steal_pointer (&report);
}
