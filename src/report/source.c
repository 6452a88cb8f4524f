/* What a report counts, as plain rows: filled by whoever has the data, read by the counting. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/source-private.h"

#include "report/age.h"

#include <string.h>

/* States of a result that is asked for, but not achieved. */
static const char *const unachieved[] = { "raised", "addressed", "refused", NULL };

static EvFlagged
flagged_new (const EvLists *lists, const char *list, const char *flag)
{
  EvFlagged flagged = { g_hash_table_new (g_str_hash, g_str_equal), NULL };
  const char *const *codes = ev_lists_codes (lists, list);
  for (guint i = 0; codes[i] != NULL; i++)
    if (ev_lists_flag (lists, list, codes[i], flag))
      g_hash_table_add (flagged.codes, (gpointer)codes[i]);
  return flagged;
}

static gboolean
flagged_has (EvFlagged *flagged, const char *code)
{
  if (flagged->last != NULL && strcmp (flagged->last, code) == 0)
    return TRUE;
  gpointer known;
  if (!g_hash_table_lookup_extended (flagged->codes, code, &known, NULL))
    return FALSE;
  flagged->last = known;
  return TRUE;
}

EvReportSource *
ev_report_source_new (const EvLists *lists)
{
  EvReportSource *source = g_new0 (EvReportSource, 1);
  source->lists = lists;
  source->attended = flagged_new (lists, "attendance_status", "counts_as_attended");
  source->participating = flagged_new (lists, "role", "counts_as_participant");
  source->genders = ev_codes_new (ev_lists_codes (lists, "gender"));
  source->communities = ev_codes_new (ev_lists_codes (lists, "community"));
  source->municipalities = ev_codes_new (NULL);
  source->event_types = ev_codes_new (NULL);
  source->result_types = ev_codes_new (NULL);
  source->projects = ev_codes_new (NULL);
  source->series = ev_codes_new (NULL);
  source->people = g_array_new (FALSE, FALSE, sizeof (EvPersonRow));
  source->events = g_array_new (FALSE, FALSE, sizeof (EvEventRow));
  source->sessions = g_array_new (FALSE, FALSE, sizeof (EvSessionRow));
  source->attendances = g_array_new (FALSE, FALSE, sizeof (EvAttendanceRow));
  source->results = g_array_new (FALSE, FALSE, sizeof (EvResultRow));
  source->beneficiaries = g_array_new (FALSE, FALSE, sizeof (EvBeneficiaryRow));
  source->ids = g_string_chunk_new (1 << 16);
  source->person_rows = g_hash_table_new (g_str_hash, g_str_equal);
  source->event_rows = g_hash_table_new (g_str_hash, g_str_equal);
  source->session_rows = g_hash_table_new (g_str_hash, g_str_equal);
  source->result_rows = g_hash_table_new (g_str_hash, g_str_equal);
  return source;
}

void
ev_report_source_free (EvReportSource *source)
{
  if (source == NULL)
    return;
  EvCodes *codes[] = { source->genders,     source->communities,  source->municipalities,
                       source->event_types, source->result_types, source->projects,
                       source->series };
  GArray *rows[] = { source->people,      source->events,  source->sessions,
                     source->attendances, source->results, source->beneficiaries };
  GHashTable *tables[] = {
    source->person_rows, source->event_rows,     source->session_rows,
    source->result_rows, source->attended.codes, source->participating.codes
  };
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    ev_codes_free (codes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_array_unref (rows[i]);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_hash_table_unref (tables[i]);
  g_string_chunk_free (source->ids);
  g_free (source);
}

EvCivilNumber
ev_civil_number (const char *text)
{
  guint digits[8];
  guint count = 0;
  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return 0;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7) {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      digits[count++] = (guint)(text[i] - '0');
    }
  guint year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
  guint month = digits[4] * 10 + digits[5];
  guint day = digits[6] * 10 + digits[7];
  if (year == 0 || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return 0;
  return year * 10000 + month * 100 + day;
}

static void
source_name_row (EvReportSource *source, GHashTable *rows, const char *id, guint row)
{
  if (id != NULL)
    g_hash_table_insert (rows, g_string_chunk_insert (source->ids, id), GUINT_TO_POINTER (row));
}

static gboolean
source_find (GHashTable *rows, const char *id, guint *row)
{
  gpointer value;
  if (id == NULL || !g_hash_table_lookup_extended (rows, id, NULL, &value))
    return FALSE;
  *row = GPOINTER_TO_UINT (value);
  return TRUE;
}

guint
ev_report_source_add_person (EvReportSource *source, const EvReportPerson *person)
{
  EvPersonRow row = {
    .gender = (guint16)ev_codes_intern (source->genders, person->gender),
    .community = (guint16)ev_codes_intern (source->communities, person->community),
    .municipality = (guint16)ev_codes_intern (source->municipalities, person->municipality),
    .birth_year = (gint16)CLAMP (person->birth_year, 0, G_MAXINT16),
    .age_min = -1,
    .age_max = -1,
  };
  if (row.birth_year == 0)
    ev_age_group_range (source->lists, person->age_band, &row.age_min, &row.age_max);
  g_array_append_val (source->people, row);
  source_name_row (source, source->person_rows, person->id, source->people->len - 1);
  return source->people->len - 1;
}

void
ev_report_source_alias_person (EvReportSource *source, const char *id, guint person)
{
  g_return_if_fail (person < source->people->len);
  source_name_row (source, source->person_rows, id, person);
}

/* Municipalities and series share one numbering, kept apart by the lowest bit. */
static guint32
event_forum (EvReportSource *source, const EvEventRow *row, const char *series)
{
  if (row->municipality != 0)
    return (guint32)row->municipality << 1;
  return ev_codes_intern (source->series, series) << 1 | 1;
}

guint
ev_report_source_add_event (EvReportSource *source, const EvReportEvent *event)
{
  EvEventRow row = {
    .type = (guint16)ev_codes_intern (source->event_types, event->type),
    .municipality = (guint16)ev_codes_intern (source->municipalities, event->municipality),
    .project = (guint16)ev_codes_intern (source->projects, event->project),
    .cancelled = event->cancelled,
    .planned =
        event->state == NULL || *event->state == '\0' || g_str_equal (event->state, "planned"),
  };
  row.forum = event_forum (source, &row, event->series);
  g_array_append_val (source->events, row);
  source_name_row (source, source->event_rows, event->id, source->events->len - 1);
  return source->events->len - 1;
}

guint
ev_report_source_add_session (EvReportSource *source, const char *id, guint event, const char *date)
{
  g_return_val_if_fail (event < source->events->len, 0);
  EvSessionRow row = { .event = event, .date = ev_civil_number (date) };
  EV_ROW (source, events, EvEventRow, event)->sessions++;
  g_array_append_val (source->sessions, row);
  source_name_row (source, source->session_rows, id, source->sessions->len - 1);
  return source->sessions->len - 1;
}

void
ev_report_source_add_attendance (EvReportSource *source, guint session, guint person,
                                 const char *status, const char *role)
{
  g_return_if_fail (session < source->sessions->len && person < source->people->len);
  if (status == NULL || !flagged_has (&source->attended, status))
    return;
  if (role != NULL && *role != '\0' && !flagged_has (&source->participating, role))
    return;
  EvAttendanceRow row = { .session = session, .person = person };
  g_array_append_val (source->attendances, row);
}

guint
ev_report_source_add_result (EvReportSource *source, const EvReportResult *result)
{
  guint event = EV_NO_ROW;
  EvResultRow row = {
    .type = (guint16)ev_codes_intern (source->result_types, result->type),
    .municipality = (guint16)ev_codes_intern (source->municipalities, result->municipality),
    .project = (guint16)ev_codes_intern (source->projects, result->project),
    .date = ev_civil_number (result->date),
    .quantity = result->quantity,
    .amount = result->amount,
    .cofunding = result->cofunding,
    .achieved = result->status == NULL || !g_strv_contains (unachieved, result->status),
  };
  if (source_find (source->event_rows, result->event, &event) && row.municipality == 0)
    row.municipality = EV_ROW (source, events, EvEventRow, event)->municipality;
  row.event = event;
  g_array_append_val (source->results, row);
  source_name_row (source, source->result_rows, result->id, source->results->len - 1);
  return source->results->len - 1;
}

void
ev_report_source_add_beneficiary (EvReportSource *source, guint result, guint person)
{
  g_return_if_fail (result < source->results->len && person < source->people->len);
  EvBeneficiaryRow row = { .result = result, .person = person };
  g_array_append_val (source->beneficiaries, row);
}

gboolean
ev_report_source_find_person (EvReportSource *source, const char *id, guint *row)
{
  return source_find (source->person_rows, id, row);
}

gboolean
ev_report_source_find_event (EvReportSource *source, const char *id, guint *row)
{
  return source_find (source->event_rows, id, row);
}

gboolean
ev_report_source_find_session (EvReportSource *source, const char *id, guint *row)
{
  return source_find (source->session_rows, id, row);
}

gboolean
ev_report_source_find_result (EvReportSource *source, const char *id, guint *row)
{
  return source_find (source->result_rows, id, row);
}

void
ev_report_source_set_open_duplicates (EvReportSource *source, guint count)
{
  source->open_duplicates = count;
}
