/* Prepares a selection: which events are held in it, and who took part in each. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/count-private.h"

#include "base/error.h"

#include <string.h>

/* Rows grouped by a key: those of key k are order[start[k]] up to order[start[k + 1]]. */
typedef struct {
  guint32 *start;
  guint32 *order;
} Groups;

static void
groups_clear (Groups *groups)
{
  g_free (groups->start);
  g_free (groups->order);
}

/* A counting sort; `key` reads the key of row `i`. */
static Groups
groups_new (const GArray *rows, guint keys, guint32 (*key) (const GArray *rows, guint i))
{
  Groups groups = { g_new0 (guint32, keys + 2), g_new (guint32, MAX (rows->len, 1)) };
  for (guint i = 0; i < rows->len; i++)
    groups.start[key (rows, i) + 2]++;
  for (guint k = 2; k < keys + 2; k++)
    groups.start[k] += groups.start[k - 1];
  for (guint i = 0; i < rows->len; i++)
    groups.order[groups.start[key (rows, i) + 1]++] = i;
  return groups;
}

static guint32
attendance_session (const GArray *rows, guint i)
{
  return g_array_index (rows, EvAttendanceRow, i).session;
}

static guint32
session_event (const GArray *rows, guint i)
{
  return g_array_index (rows, EvSessionRow, i).event;
}

static gboolean
filter_date (const char *text, EvCivilNumber open, EvCivilNumber *date, GError **error)
{
  *date = text == NULL ? open : ev_civil_number (text);
  if (*date != 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "not a date: %s", text);
  return FALSE;
}

static gboolean
tally_read_filter (EvTally *tally, const EvReportFilter *filter, GError **error)
{
  const EvReportSource *source = tally->source;
  if (!filter_date (filter->from, 1, &tally->from, error) ||
      !filter_date (filter->to, G_MAXUINT32, &tally->to, error) ||
      !filter_date (filter->as_of, G_MAXUINT32, &tally->as_of, error))
    return FALSE;
  if (tally->to < tally->from) {
    g_set_error_literal (error, EV_ERROR, EV_ERROR_INVALID, "the period ends before it begins");
    return FALSE;
  }
  tally->open_ended = filter->from == NULL && filter->to == NULL;
  tally->municipality = G_MAXUINT;
  tally->project = G_MAXUINT;
  /* A code that no row has matches no row: a number past the last one. */
  if (filter->municipality != NULL)
    tally->municipality = MIN (ev_codes_find (source->municipalities, filter->municipality),
                               ev_codes_count (source->municipalities));
  if (filter->project != NULL)
    tally->project =
        MIN (ev_codes_find (source->projects, filter->project), ev_codes_count (source->projects));
  tally->types = ev_codes_choose (source->event_types, filter->event_types);
  tally->by_type = filter->event_types != NULL && filter->event_types[0] != NULL;
  return TRUE;
}

static gboolean
tally_has_place (const EvTally *tally, guint municipality, guint project)
{
  return (tally->municipality == G_MAXUINT || tally->municipality == municipality) &&
         (tally->project == G_MAXUINT || project == 0 || tally->project == project);
}

static gboolean
tally_has_date (const EvTally *tally, EvCivilNumber date)
{
  if (date == 0)
    return tally->open_ended;
  return date >= tally->from && date <= tally->to && date <= tally->as_of;
}

gboolean
ev_tally_has_result (const EvTally *tally, const EvResultRow *result)
{
  if (tally->by_type &&
      (result->event == EV_NO_ROW ||
       !tally->types[EV_ROW (tally->source, events, EvEventRow, result->event)->type]))
    return FALSE;
  return result->achieved && tally_has_place (tally, result->municipality, result->project) &&
         tally_has_date (tally, result->date);
}

/* Scratch by person: her place in the event at hand, and the last session she was counted in. */
typedef struct {
  guint32 *place;
  guint32 *session;
} Marks;

/* Counts one session's people into the participations that begin at `start`. Whoever has only been
 * outside the period so far has sessions = 0. */
static void
tally_add_session (EvTally *tally, guint32 session, gboolean inside, const Groups *by_session,
                   guint32 start, Marks *marks)
{
  for (guint32 i = by_session->start[session]; i < by_session->start[session + 1]; i++) {
    guint32 person =
        EV_ROW (tally->source, attendances, EvAttendanceRow, by_session->order[i])->person;
    if (marks->session[person] == session + 1)
      continue;
    marks->session[person] = session + 1;
    guint32 place = marks->place[person];
    if (place < start || place >= tally->participations->len ||
        g_array_index (tally->participations, EvParticipation, place).person != person) {
      EvParticipation fresh = { .person = person };
      place = marks->place[person] = tally->participations->len;
      g_array_append_val (tally->participations, fresh);
    }
    EvParticipation *participation = &g_array_index (tally->participations, EvParticipation, place);
    participation->whole++;
    participation->sessions += inside;
  }
}

/* Drops the people who were there only outside the period. */
static void
tally_drop_outside (EvTally *tally, guint32 start)
{
  guint32 kept = start;
  for (guint32 i = start; i < tally->participations->len; i++) {
    EvParticipation one = g_array_index (tally->participations, EvParticipation, i);
    if (one.sessions > 0)
      g_array_index (tally->participations, EvParticipation, kept++) = one;
  }
  g_array_set_size (tally->participations, kept);
}

static void
tally_add_event (EvTally *tally, guint32 event, const Groups *by_event, const Groups *by_session,
                 Marks *marks)
{
  const EvEventRow *row = EV_ROW (tally->source, events, EvEventRow, event);
  EvHeld held = { .event = event, .start = tally->participations->len };
  gboolean any = FALSE;
  if (row->cancelled || !tally->types[row->type] ||
      !tally_has_place (tally, row->municipality, row->project))
    return;
  for (guint32 i = by_event->start[event]; i < by_event->start[event + 1]; i++) {
    guint32 session = by_event->order[i];
    EvCivilNumber date = EV_ROW (tally->source, sessions, EvSessionRow, session)->date;
    gboolean inside = tally_has_date (tally, date);
    any |= inside;
    if (inside && date != 0 && (held.first == 0 || date < held.first))
      held.first = date;
    tally->undated.sessions += date == 0 && !inside;
    tally_add_session (tally, session, inside, by_session, held.start, marks);
  }
  gboolean nobody = tally->participations->len == held.start;
  tally_drop_outside (tally, held.start);
  held.count = tally->participations->len - held.start;
  if (any && !(row->planned && nobody)) {
    g_array_append_val (tally->held, held);
    tally->selected[event] = TRUE;
  }
}

EvTally *
ev_tally_new (const EvReportSource *source, const EvReportFilter *filter, GError **error)
{
  g_autoptr (EvTally) tally = g_new0 (EvTally, 1);
  tally->source = source;
  tally->held = g_array_new (FALSE, FALSE, sizeof (EvHeld));
  tally->participations = g_array_new (FALSE, FALSE, sizeof (EvParticipation));
  if (!tally_read_filter (tally, filter, error))
    return NULL;
  tally->selected = g_new0 (guint8, source->events->len + 1);

  Groups by_session = groups_new (source->attendances, source->sessions->len, attendance_session);
  Groups by_event = groups_new (source->sessions, source->events->len, session_event);
  Marks marks = { g_new0 (guint32, source->people->len + 1),
                  g_new0 (guint32, source->people->len + 1) };
  for (guint32 event = 0; event < source->events->len; event++)
    tally_add_event (tally, event, &by_event, &by_session, &marks);
  for (guint i = 0; i < source->results->len; i++)
    tally->undated.results +=
        EV_ROW (source, results, EvResultRow, i)->date == 0 && !tally->open_ended;
  g_free (marks.place);
  g_free (marks.session);
  groups_clear (&by_session);
  groups_clear (&by_event);
  return g_steal_pointer (&tally);
}

void
ev_tally_free (EvTally *tally)
{
  if (tally == NULL)
    return;
  g_free (tally->types);
  g_free (tally->selected);
  g_array_unref (tally->held);
  g_array_unref (tally->participations);
  g_free (tally);
}

EvUndated
ev_tally_undated (const EvTally *tally)
{
  return tally->undated;
}
