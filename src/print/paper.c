/* What the papers of an event have in common: the event, its people, and words in a language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-private.h"

#include "text/date.h"

gboolean
ev_paper_load (EvPaper *paper, EvStore *store, const EvLists *lists, const char *event,
               GError **error)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);

  *paper = (EvPaper){ .store = store, .lists = lists };
  paper->event = ev_store_read (store, EV_KIND_EVENT, event, error);
  paper->roster = paper->event != NULL ? ev_roster_load (store, event, error) : NULL;
  paper->project = g_strdup (project != NULL ? ev_record_text (project, "name") : NULL);
  if (paper->roster != NULL && paper->roster->sessions->len == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "the event has no session yet");
  if (paper->roster != NULL && paper->roster->sessions->len > 0)
    return TRUE;
  ev_paper_clear (paper);
  return FALSE;
}

void
ev_paper_clear (EvPaper *paper)
{
  g_clear_pointer (&paper->event, ev_record_free);
  g_clear_pointer (&paper->roster, ev_roster_free);
  g_clear_pointer (&paper->project, g_free);
}

char *
ev_paper_name (const EvRosterRow *row)
{
  g_autofree char *name = g_strjoin (" ", row->person.given_name, row->person.family_name, NULL);
  return g_strdup (g_strstrip (name));
}

char *
ev_paper_when_and_where (const EvPaper *paper)
{
  const GPtrArray *sessions = paper->roster->sessions;
  const EvRosterSession *first = sessions->pdata[0];
  const EvRosterSession *last = sessions->pdata[sessions->len - 1];
  const char *code = ev_record_text (paper->event, "municipality");
  const char *venue = ev_record_text (paper->event, "venue");
  g_autofree char *days = ev_date_range (first->date, last->date);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, days);
  if (venue != NULL)
    g_ptr_array_add (parts, (gpointer)venue);
  if (code != NULL)
    g_ptr_array_add (
        parts, (gpointer)ev_lists_name (paper->lists, "municipality", code, ev_language_get ()));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **)parts->pdata);
}

guint
ev_paper_attended (const EvPaper *paper, const EvRosterRow *row)
{
  guint attended = 0;

  for (guint i = 0; i < paper->roster->sessions->len; i++)
    attended += row->statuses[i] != NULL && ev_lists_flag (paper->lists, "attendance_status",
                                                           row->statuses[i], "counts_as_attended");
  return attended;
}

gboolean
ev_paper_takes_part (const EvPaper *paper, const EvRosterRow *row)
{
  for (guint i = 0; i < paper->roster->sessions->len; i++) {
    const EvRosterSession *session = paper->roster->sessions->pdata[i];
    g_autofree char *id = ev_id_derive (session->id, row->person.id);
    g_autoptr (EvRecord) attendance = ev_store_read (paper->store, EV_KIND_ATTENDANCE, id, NULL);
    const char *role = attendance != NULL ? ev_record_text (attendance, "role") : NULL;
    if (role != NULL)
      return ev_lists_flag (paper->lists, "role", role, "counts_as_participant");
  }
  return TRUE;
}
