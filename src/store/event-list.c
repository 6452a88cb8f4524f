/* Events as lists show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/event-list.h"

#include <string.h>

#include "store/attended-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

void
ev_event_row_free (EvEventRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->title);
  g_free (row->type);
  g_free (row->municipality);
  g_free (row->venue);
  g_free (row->state);
  g_free (row->first_date);
  g_free (row->last_date);
  g_free (row);
}

static EvEventRow *
read_row (EvQuery *query)
{
  EvEventRow *row = g_new0 (EvEventRow, 1);

  row->id = g_strdup (ev_query_text (query, 0));
  row->title = g_strdup (ev_query_text (query, 1));
  row->type = g_strdup (ev_query_text (query, 2));
  row->municipality = g_strdup (ev_query_text (query, 3));
  row->venue = g_strdup (ev_query_text (query, 4));
  row->state = g_strdup (ev_query_text (query, 5));
  row->expected = (int)ev_query_integer (query, 6);
  row->cancelled = ev_query_integer (query, 7) != 0;
  row->first_date = g_strdup (ev_query_text (query, 8));
  row->last_date = g_strdup (ev_query_text (query, 9));
  row->sessions = (guint)ev_query_integer (query, 10);
  return row;
}

/* Events with their sessions; `which` limits them and may have one parameter. */
static GPtrArray *
load_events (EvStore *store, const char *which, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_event_row_free);
  g_autofree char *sql = g_strdup_printf (
      "SELECT e.id, e.title, e.type, e.municipality, e.venue, e.state, e.expected, e.cancelled,"
      " min (s.date), max (s.date), count (s.id)"
      " FROM event e LEFT JOIN session s ON s.event = e.id AND " LIVING (
          "s") " WHERE %s GROUP BY e.place ORDER BY e.place",
      which);
  g_autoptr (EvQuery) query = ev_query_new (store->database, error, sql, id != NULL ? "s" : "", id);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (rows, read_row (query));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&rows) : NULL;
}

/* The ids of deleted people, who count no more. */
static GHashTable *
deleted_people (EvStore *store, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error, "SELECT id FROM person WHERE deleted = 1", "");

  while (query != NULL && ev_query_next (query, error))
    g_hash_table_add (people, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&people) : NULL;
}

/* The people of one event while its attendances go by: id -> whether she attended. */
static void
count_one (EvEventRow *row, GHashTable *seen, const char *person, gboolean attended)
{
  gpointer before;
  gboolean known = g_hash_table_lookup_extended (seen, person, NULL, &before);

  row->people += !known;
  row->attended += attended && !(known && GPOINTER_TO_INT (before));
  if (!known || (attended && !GPOINTER_TO_INT (before)))
    g_hash_table_insert (seen, g_strdup (person), GINT_TO_POINTER (attended));
}

/* Counts people once, merged or not. Rows come event by event, in the order of an index, so that
 * nothing is sorted. */
static gboolean
count_people (EvStore *store, GHashTable *rows, const char *which, const char *id, GError **error)
{
  g_autoptr (GHashTable) deleted = deleted_people (store, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sql =
      g_strdup_printf ("SELECT s.event, " EV_SURVIVOR_OF (
                           "a.person") ", a.status IN " EV_ATTENDED_SQL
                                       " FROM session s JOIN attendance a ON a.session = s.id"
                                       " WHERE %s AND s.event IS NOT NULL AND " LIVING (
                                           "s") " AND " LIVING ("a") " ORDER BY s.event",
                       which);
  g_autoptr (EvQuery) query = ev_query_new (store->database, error, sql, id != NULL ? "s" : "", id);
  EvEventRow *row = NULL;

  while (deleted != NULL && query != NULL && ev_query_next (query, error)) {
    const char *event = ev_query_text (query, 0), *person = ev_query_text (query, 1);
    if (row == NULL || strcmp (row->id, event) != 0) {
      row = g_hash_table_lookup (rows, event);
      g_hash_table_remove_all (seen);
    }
    if (row != NULL && !g_hash_table_contains (deleted, person))
      count_one (row, seen, person, ev_query_integer (query, 2) != 0);
  }
  return query != NULL && ev_query_ended (query);
}

static GHashTable *
by_id (GPtrArray *rows)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++) {
    EvEventRow *row = rows->pdata[i];
    g_hash_table_insert (table, row->id, row);
  }
  return table;
}

/* 0 on now, 1 to come, 2 past, 3 without date. An event is on from its first to its last day only
 * where a session is on the day; between them it is to come. */
static int
time_of (const EvEventRow *row, GHashTable *on, const char *today)
{
  if (row->first_date == NULL)
    return 3;
  if (g_hash_table_contains (on, row->id))
    return 0;
  return strcmp (row->last_date, today) > 0 ? 1 : 2;
}

typedef struct {
  GHashTable *on; /* ids of the events with a session today */
  const char *today;
} Order;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const EvEventRow *left = *(const EvEventRow *const *)a;
  const EvEventRow *right = *(const EvEventRow *const *)b;
  const Order *order = data;
  int left_time = time_of (left, order->on, order->today);
  int right_time = time_of (right, order->on, order->today);
  int dates;

  if (left_time != right_time)
    return left_time - right_time;
  dates = left_time == 2 ? strcmp (right->last_date, left->last_date)
                         : g_strcmp0 (left->first_date, right->first_date);
  if (dates != 0)
    return dates;
  dates = g_strcmp0 (left->title, right->title);
  return dates != 0 ? dates : strcmp (left->id, right->id);
}

static GHashTable *
events_on (EvStore *store, const char *today, GError **error)
{
  g_autoptr (GHashTable) on = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT s.event FROM session s WHERE s.date = ? AND " LIVING ("s"), "s", today);

  while (query != NULL && ev_query_next (query, error))
    if (ev_query_text (query, 0) != NULL)
      g_hash_table_add (on, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&on) : NULL;
}

GPtrArray *
ev_event_list (EvStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = ev_event_list_uncounted (store, today, error);
  g_autoptr (GHashTable) table = rows != NULL ? by_id (rows) : NULL;

  if (rows == NULL || !count_people (store, table, "1", NULL, error))
    return NULL;
  return g_steal_pointer (&rows);
}

GPtrArray *
ev_event_list_uncounted (EvStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) rows = load_events (store, LIVING ("e"), NULL, error);
  g_autoptr (GHashTable) on = rows != NULL ? events_on (store, today, error) : NULL;
  Order order;

  if (on == NULL)
    return NULL;
  order = (Order){ on, today };
  g_ptr_array_sort_with_data (rows, compare_rows, &order);
  return g_steal_pointer (&rows);
}

EvEventRow *
ev_event_list_one (EvStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = load_events (store, "e.id = ?", id, error);
  g_autoptr (GHashTable) table = rows != NULL ? by_id (rows) : NULL;

  if (rows == NULL || !count_people (store, table, "s.event = ?", id, error))
    return NULL;
  if (rows->len == 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no event %s", id);
    return NULL;
  }
  return g_ptr_array_steal_index (rows, 0);
}
