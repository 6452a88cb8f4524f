/* What a person took part in, and who changed what when. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/history.h"

#include <string.h>

#include "base/hlc.h"
#include "store/attended-private.h"
#include "store/log-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* Where she was */

static void
session_free (gpointer data)
{
  EvHistorySession *session = data;
  g_free (session->session);
  g_free (session->date);
  g_free (session->topic);
  g_free (session->status);
  g_free (session->role);
  g_free (session);
}

static void
event_free (gpointer data)
{
  EvHistoryEvent *event = data;
  g_free (event->event);
  g_free (event->title);
  g_free (event->type);
  g_free (event->municipality);
  g_ptr_array_unref (event->sessions);
  g_free (event);
}

static EvHistoryEvent *
find_event (GPtrArray *events, EvQuery *query)
{
  const char *id = ev_query_text (query, 0);
  EvHistoryEvent *event;

  for (guint i = 0; i < events->len; i++) {
    event = events->pdata[i];
    if (g_strcmp0 (event->event, id) == 0)
      return event;
  }
  event = g_new0 (EvHistoryEvent, 1);
  event->event = g_strdup (id);
  event->title = g_strdup (ev_query_text (query, 1));
  event->type = g_strdup (ev_query_text (query, 2));
  event->municipality = g_strdup (ev_query_text (query, 3));
  event->sessions = g_ptr_array_new_with_free_func (session_free);
  g_ptr_array_add (events, event);
  return event;
}

/* Rows of one session follow each other. */
static void
add_session (EvHistoryEvent *event, EvQuery *query)
{
  const char *id = ev_query_text (query, 4), *status = ev_query_text (query, 7);
  EvHistorySession *last =
      event->sessions->len > 0 ? event->sessions->pdata[event->sessions->len - 1] : NULL;

  event->attended |= ev_attended (status);
  if (last != NULL && strcmp (last->session, id) == 0) {
    if (ev_attended (last->status) || !ev_attended (status))
      return;
    g_ptr_array_remove_index (event->sessions, event->sessions->len - 1);
  }
  last = g_new0 (EvHistorySession, 1);
  last->session = g_strdup (id);
  last->date = g_strdup (ev_query_text (query, 5));
  last->topic = g_strdup (ev_query_text (query, 6));
  last->status = g_strdup (status);
  last->role = g_strdup (ev_query_text (query, 8));
  g_ptr_array_add (event->sessions, last);
}

static const char *
last_date (const EvHistoryEvent *event)
{
  const EvHistorySession *last = event->sessions->pdata[event->sessions->len - 1];
  return last->date;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const EvHistoryEvent *left = *(const EvHistoryEvent *const *)a;
  const EvHistoryEvent *right = *(const EvHistoryEvent *const *)b;
  int order = g_strcmp0 (last_date (right), last_date (left));

  return order != 0 ? order : g_strcmp0 (left->event, right->event);
}

GPtrArray *
ev_history_of_person (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  g_autofree char *root = ev_survivor_find (store->database, person, error);
  g_autoptr (EvQuery) query = NULL;

  if (root == NULL)
    return NULL;
  query = ev_query_new (
      store->database, error,
      "SELECT e.id, e.title, e.type, e.municipality, a.session, s.date, s.topic, a.status, a.role"
      " FROM attendance a LEFT JOIN session s ON s.id = a.session"
      " LEFT JOIN event e ON e.id = s.event"
      " WHERE a.person IN (SELECT ?1 UNION SELECT v.person FROM survivor v WHERE v.root = ?1)"
      " AND coalesce (a.deleted, 0) = 0 AND coalesce (s.deleted, 0) = 0"
      " AND coalesce (e.deleted, 0) = 0 ORDER BY s.date, s.start, a.session, a.person",
      "s", root);
  while (query != NULL && ev_query_next (query, error))
    add_session (find_event (events, query), query);
  if (query == NULL || !ev_query_ended (query))
    return NULL;
  g_ptr_array_sort (events, compare_events);
  return g_steal_pointer (&events);
}

/* Who changed what */

typedef struct {
  EvStore *store;
  GPtrArray *changes; /* of EvHistoryChange */
  GError **error;
} Gathering;

static void
change_free (gpointer data)
{
  EvHistoryChange *change = data;
  g_free (change->operator_name);
  ev_change_free (change->change);
  ev_change_free (change->earlier);
  g_free (change);
}

static char *
name_of (EvStore *store, const char *operator_id)
{
  g_autoptr (EvRecord) record =
      operator_id != NULL ? ev_store_read (store, EV_KIND_OPERATOR, operator_id, NULL) : NULL;

  return record != NULL ? g_strdup (ev_record_text (record, "name")) : NULL;
}

static void
add_change (Gathering *gathering, EvChange *change, gboolean here)
{
  EvHistoryChange *entry = g_new0 (EvHistoryChange, 1);
  g_autofree char *made = ev_id_new (change->version.device, change->version.seq);

  entry->first = strcmp (made, change->id) == 0;
  entry->moment = ev_hlc_milliseconds (change->version.stamp);
  entry->operator_name = name_of (gathering->store, change->operator_id);
  entry->here = here;
  entry->change = change;
  g_ptr_array_add (gathering->changes, entry);
}

/* Those of this laptop that stand, sent or not. */
static GPtrArray *
own_changes (EvStore *store, EvKind kind, const char *id, GError **error)
{
  return ev_log_read_all (ev_query_new (store->database, error,
                                        "SELECT " EV_LOG_COLUMNS
                                        " FROM change WHERE id = ? AND kind = ?"
                                        " AND state IN (0, 1) ORDER BY place",
                                        "ss", id, ev_kind_name (kind)),
                          error);
}

static gboolean
holds (const GPtrArray *changes, const EvVersion *version)
{
  for (guint i = 0; i < changes->len; i++) {
    const EvChange *change = changes->pdata[i];
    if (ev_version_same (&change->version, version->device, version->seq))
      return TRUE;
  }
  return FALSE;
}

static gboolean
gather (Gathering *gathering, const EvRecord *record)
{
  g_autoptr (GPtrArray) own = own_changes (gathering->store, ev_record_kind (record),
                                           ev_record_id (record), gathering->error);
  g_autoptr (GPtrArray) standing = ev_record_to_changes (record, NULL);

  if (own == NULL)
    return FALSE;
  while (standing->len > 0) {
    EvChange *change = g_ptr_array_steal_index (standing, 0);
    if (holds (own, &change->version))
      ev_change_free (change);
    else
      add_change (gathering, change, FALSE);
  }
  while (own->len > 0)
    add_change (gathering, g_ptr_array_steal_index (own, 0), TRUE);
  return TRUE;
}

static gboolean
gather_one (Gathering *gathering, EvKind kind, const char *id)
{
  g_autoptr (EvRecord) record = ev_store_read (gathering->store, kind, id, gathering->error);

  return record != NULL && gather (gathering, record);
}

static gboolean
gather_people (Gathering *gathering, const char *id)
{
  g_auto (GStrv) members = ev_store_merged (gathering->store, id, gathering->error);

  for (char **member = members; member != NULL && *member != NULL; member++)
    if (!gather_one (gathering, EV_KIND_PERSON, *member))
      return FALSE;
  return members != NULL;
}

/* The sessions of an event and who was registered in them, those removed included. */
static gboolean
gather_event (Gathering *gathering, const char *id)
{
  g_autoptr (EvQuery) query =
      ev_query_new (gathering->store->database, gathering->error,
                    "SELECT 0, s.id FROM session s WHERE s.event = ?1 UNION ALL"
                    " SELECT 1, a.id FROM attendance a WHERE a.session IN"
                    " (SELECT s.id FROM session s WHERE s.event = ?1)",
                    "s", id);

  while (query != NULL && ev_query_next (query, gathering->error)) {
    EvKind kind = ev_query_integer (query, 0) == 0 ? EV_KIND_SESSION : EV_KIND_ATTENDANCE;
    if (!gather_one (gathering, kind, ev_query_text (query, 1)))
      return FALSE;
  }
  return query != NULL && ev_query_ended (query);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const EvHistoryChange *left = *(const EvHistoryChange *const *)a;
  const EvHistoryChange *right = *(const EvHistoryChange *const *)b;

  return ev_version_compare (&right->change->version, &left->change->version);
}

GPtrArray *
ev_history_of_record (EvStore *store, EvKind kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);
  Gathering gathering = { store, changes, error };

  if (kind == EV_KIND_PERSON ? !gather_people (&gathering, id) : !gather_one (&gathering, kind, id))
    return NULL;
  if (kind == EV_KIND_EVENT && !gather_event (&gathering, id))
    return NULL;
  g_ptr_array_sort (changes, compare_changes);
  return g_steal_pointer (&changes);
}
