/* Who is at an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/roster.h"

#include <string.h>

#include "store/attended-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* Columns of load_attendances(). */
enum { MERGED = 4, GIVEN_NAME = 5 };

#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

static void
session_free (gpointer data)
{
  EvRosterSession *session = data;
  g_free (session->id);
  g_free (session->date);
  g_free (session->start);
  g_free (session->end);
  g_free (session->topic);
  g_free (session);
}

typedef struct {
  EvRoster *roster;
  EvStore *store;
  GHashTable *sessions; /* id -> index + 1 */
  GHashTable *rows;     /* id -> EvRosterRow, borrowed */
} Loading;

/* EvRosterRow.statuses has a NULL for each missing attendance, so that its length is the roster's.
 */
static void
row_free (EvRosterRow *row, guint sessions)
{
  EvPersonRow *person = g_memdup2 (&row->person, sizeof row->person);

  ev_person_row_free (person);
  for (guint i = 0; i < sessions; i++)
    g_free (row->statuses[i]);
  g_free (row->statuses);
  g_free (row->arrivals);
  g_free (row);
}

void
ev_roster_free (EvRoster *roster)
{
  if (roster == NULL)
    return;
  for (guint i = 0; i < roster->rows->len; i++)
    row_free (roster->rows->pdata[i], roster->sessions->len);
  g_ptr_array_unref (roster->rows);
  g_ptr_array_unref (roster->sessions);
  g_free (roster);
}

static gboolean
load_sessions (Loading *loading, const char *event, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (loading->store->database, error,
                    "SELECT s.id, s.date, s.start, s.\"end\", s.topic FROM session s"
                    " WHERE s.event = ? AND " LIVING ("s") " ORDER BY s.date, s.start, s.place",
                    "s", event);

  while (query != NULL && ev_query_next (query, error)) {
    EvRosterSession *session = g_new0 (EvRosterSession, 1);
    session->id = g_strdup (ev_query_text (query, 0));
    session->date = g_strdup (ev_query_text (query, 1));
    session->start = g_strdup (ev_query_text (query, 2));
    session->end = g_strdup (ev_query_text (query, 3));
    session->topic = g_strdup (ev_query_text (query, 4));
    g_ptr_array_add (loading->roster->sessions, session);
    g_hash_table_insert (loading->sessions, session->id,
                         GUINT_TO_POINTER (loading->roster->sessions->len));
  }
  return query != NULL && ev_query_ended (query);
}

static gboolean
is_consent (const char *consent)
{
  return consent != NULL && strcmp (consent, "withdrawn") != 0;
}

/* Somebody who is one with others: her blanks are filled from theirs. */
static gboolean
fill_merged (Loading *loading, EvRosterRow *row, const char *id, GError **error)
{
  EvPersonRow *person = ev_search_person (loading->store, id, error);
  g_autoptr (EvRecord) record = NULL;

  if (person == NULL)
    return FALSE;
  row->person = *person;
  g_free (person);
  record = ev_store_read (loading->store, EV_KIND_PERSON, id, error);
  if (record == NULL || !ev_survivor_fill (loading->store->database, record, error))
    return FALSE;
  row->consent = is_consent (ev_record_text (record, "consent"));
  return TRUE;
}

/* The columns are those of load_attendances(). */
static void
fill_single (EvRosterRow *row, EvQuery *query)
{
  const char *given = ev_query_text (query, GIVEN_NAME);
  const char *family = ev_query_text (query, GIVEN_NAME + 1);

  row->person = (EvPersonRow){
    .id = g_strdup (ev_query_text (query, 0)),
    .given_name = g_strdup (given != NULL ? given : ""),
    .family_name = g_strdup (family != NULL ? family : ""),
    .gender = g_strdup (ev_query_text (query, GIVEN_NAME + 2)),
    .municipality = g_strdup (ev_query_text (query, GIVEN_NAME + 3)),
    .institution = g_strdup (ev_query_text (query, GIVEN_NAME + 4)),
    .phone = g_strdup (ev_query_text (query, GIVEN_NAME + 5)),
    .birth_year = (int)ev_query_integer (query, GIVEN_NAME + 6),
  };
  row->consent = is_consent (ev_query_text (query, GIVEN_NAME + 7));
}

static EvRosterRow *
row_of (Loading *loading, EvQuery *query, GError **error)
{
  const char *id = ev_query_text (query, 0);
  guint sessions = loading->roster->sessions->len;
  EvRosterRow *row = g_hash_table_lookup (loading->rows, id);

  if (row != NULL)
    return row;
  row = g_new0 (EvRosterRow, 1);
  row->statuses = g_new0 (char *, sessions + 1);
  row->arrivals = g_new0 (gint64, sessions + 1);
  g_ptr_array_add (loading->roster->rows, row);
  if (ev_query_text (query, MERGED) == NULL)
    fill_single (row, query);
  else if (!fill_merged (loading, row, id, error))
    return NULL;
  row->person.in_event = TRUE;
  g_hash_table_insert (loading->rows, row->person.id, row);
  return row;
}

/* Of two attendances of merged people in one session, attended beats not, and the first arrival
 * counts. */
static void
note_attendance (EvRosterRow *row, guint session, const char *status, gint64 arrived)
{
  char **held = &row->statuses[session];

  if (arrived != 0 && (row->arrivals[session] == 0 || arrived < row->arrivals[session]))
    row->arrivals[session] = arrived;
  if (arrived != 0 && (row->arrived_at == 0 || arrived < row->arrived_at))
    row->arrived_at = arrived;
  if (*held != NULL && (ev_attended (*held) || !ev_attended (status)))
    return;
  g_free (*held);
  *held = g_strdup (status);
}

/* Somebody who is on her way here, or was refused, is a row without a name. */
static gboolean
load_attendances (Loading *loading, const char *event, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      loading->store->database, error,
      "SELECT coalesce (v.root, a.person), a.session, a.status, a.arrived_at, v.root,"
      " p.given_name, p.family_name, p.gender, p.municipality, p.institution, p.phone,"
      " p.birth_year, p.consent"
      " FROM session s JOIN attendance a ON a.session = s.id"
      " LEFT JOIN survivor v ON v.person = a.person"
      " LEFT JOIN person p ON p.id = coalesce (v.root, a.person)"
      " WHERE s.event = ? AND " LIVING ("s") " AND " LIVING ("a") " AND " LIVING (
          "p") " ORDER BY a.place",
      "s", event);

  while (query != NULL && ev_query_next (query, error)) {
    EvRosterRow *row = row_of (loading, query, error);
    gpointer session = g_hash_table_lookup (loading->sessions, ev_query_text (query, 1));
    if (row == NULL)
      return FALSE;
    note_attendance (row, GPOINTER_TO_UINT (session) - 1, ev_query_text (query, 2),
                     ev_query_integer (query, 3));
  }
  return query != NULL && ev_query_ended (query);
}

EvRoster *
ev_roster_load (EvStore *store, const char *event, GError **error)
{
  g_autoptr (EvRoster) roster = g_new0 (EvRoster, 1);
  g_autoptr (GHashTable) sessions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  Loading loading = { roster, store, sessions, rows };

  roster->sessions = g_ptr_array_new_with_free_func (session_free);
  roster->rows = g_ptr_array_new ();
  if (!load_sessions (&loading, event, error) || !load_attendances (&loading, event, error))
    return NULL;
  return g_steal_pointer (&roster);
}
