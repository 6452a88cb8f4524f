/* What is still missing before an event is handed in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/event-check.h"

#include <string.h>

#include "store/candidate.h"
#include "store/roster.h"

static void
likely_free (gpointer data)
{
  EvEventLikely *likely = data;

  g_free (likely->person);
  g_free (likely->name);
  g_free (likely->other_name);
  g_free (likely);
}

void
ev_event_check_free (EvEventCheck *check)
{
  if (!check)
    return;
  g_ptr_array_unref (check->no_consent);
  g_ptr_array_unref (check->unsaid);
  g_ptr_array_unref (check->likely);
  g_free (check);
}

static char *
name_of (const EvPersonRow *person)
{
  g_autofree char *name = g_strjoin (" ", person->given_name, person->family_name, NULL);

  return g_strdup (g_strstrip (name));
}

static void
look_for_double (EvEventCheck *check, EvStore *store, const EvPersonRow *person,
                 GHashTable *answered)
{
  const EvLikenessPerson asked = { .given_name = person->given_name,
                                   .family_name = person->family_name,
                                   .birth_year = person->birth_year,
                                   .phone = person->phone,
                                   .municipality = person->municipality };
  g_autoptr (GPtrArray) found = ev_candidate_for (store, &asked, person->id, 1, NULL);
  const EvCandidate *best = found && found->len > 0 ? found->pdata[0] : NULL;
  EvEventLikely *likely;

  g_hash_table_add (answered, g_strdup (person->id));
  if (!best || best->likeness.score < EV_LIKENESS_PROPOSE ||
      g_hash_table_contains (answered, best->person->id))
    return;
  likely = g_new0 (EvEventLikely, 1);
  likely->person = g_strdup (person->id);
  likely->name = name_of (person);
  likely->other_name = name_of (best->person);
  g_ptr_array_add (check->likely, likely);
}

/* Whether a status says that the person came, and whether any says that she did or did not. */
static void
count_statuses (const EvRosterRow *row, guint sessions, const EvLists *lists, gboolean *attended,
                gboolean *decided)
{
  *attended = *decided = FALSE;
  for (guint i = 0; i < sessions; i++) {
    const char *status = row->statuses[i];
    *decided |= status && strcmp (status, "registered") != 0;
    *attended |= status && ev_lists_flag (lists, "attendance_status", status, "counts_as_attended");
  }
}

static gboolean
is_unsaid (const EvPersonRow *person)
{
  return !person->gender || person->birth_year == 0;
}

static void
look_at_people (EvEventCheck *check, EvStore *store, const EvLists *lists, const EvRoster *roster)
{
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < roster->rows->len; i++) {
    const EvRosterRow *row = roster->rows->pdata[i];
    gboolean attended, decided;

    count_statuses (row, roster->sessions->len, lists, &attended, &decided);
    check->undecided += !decided;
    check->attended += attended;
    if (!attended)
      continue;
    if (!row->consent)
      g_ptr_array_add (check->no_consent, name_of (&row->person));
    if (is_unsaid (&row->person))
      g_ptr_array_add (check->unsaid, name_of (&row->person));
    look_for_double (check, store, &row->person, answered);
  }
}

EvEventCheck *
ev_event_check_new (EvStore *store, const EvLists *lists, const char *event, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_EVENT, event, error);
  g_autoptr (EvRoster) roster = record ? ev_roster_load (store, event, error) : NULL;
  EvEventCheck *check;

  if (!roster)
    return NULL;
  check = g_new0 (EvEventCheck, 1);
  check->no_consent = g_ptr_array_new_with_free_func (g_free);
  check->unsaid = g_ptr_array_new_with_free_func (g_free);
  check->likely = g_ptr_array_new_with_free_func (likely_free);
  check->sessions = roster->sessions->len;
  check->people = roster->rows->len;
  check->no_municipality = ev_record_text (record, "municipality") == NULL;
  for (guint i = 0; i < roster->sessions->len; i++) {
    const EvRosterSession *session = roster->sessions->pdata[i];
    check->without_times += !session->start || !session->end;
  }
  look_at_people (check, store, lists, roster);
  return check;
}
