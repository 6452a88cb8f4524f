/* The people whom a search looks at first: those of the event and of recent ones. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nearby-private.h"

#include "store/store-private.h"
#include "store/survivor-private.h"

/* How many events back people are remembered, and how many sessions are looked through for them. */
#define RECENT_EVENTS 10
#define RECENT_SESSIONS 100

#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

static void
person_free (gpointer data)
{
  EvNearbyPerson *person = data;
  g_free (person->id);
  g_free (person->words);
  g_free (person);
}

static void
nearby_free (gpointer data)
{
  EvNearby *nearby = data;
  g_free (nearby->event);
  g_ptr_array_unref (nearby->people);
  g_hash_table_unref (nearby->tiers);
  g_free (nearby);
}

static EvNearby *
nearby_new (const char *event)
{
  EvNearby *nearby = g_new0 (EvNearby, 1);
  nearby->event = g_strdup (event);
  nearby->people = g_ptr_array_new_with_free_func (person_free);
  nearby->tiers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return nearby;
}

guint
ev_nearby_tier (const EvNearby *nearby, const char *id)
{
  gpointer tier = g_hash_table_lookup (nearby->tiers, id);
  return tier != NULL ? GPOINTER_TO_UINT (tier) - 1 : 2;
}

/* The people of one event, each under every name of her class; but not those who are there. */
static gboolean
add_people (EvNearby *nearby, EvStore *store, const char *event, guint tier, GError **error)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "WITH root (id) AS (SELECT DISTINCT " EV_SURVIVOR_OF (
                        "a.person") " FROM session s"
                                    " JOIN attendance a ON a.session = s.id"
                                    " WHERE s.event = ? AND " LIVING ("s") " AND " LIVING (
                                        "a") "),"
                                             " member (root, id) AS (SELECT id, id FROM root"
                                             " UNION SELECT v.root, v.person FROM root JOIN "
                                             "survivor v ON v.root = root.id)"
                                             " SELECT member.root, i.words FROM member JOIN person "
                                             "p ON p.id = member.id"
                                             " JOIN index_text i ON i.person = p.place",
                    "s", event);

  while (query != NULL && ev_query_next (query, error)) {
    const char *id = ev_query_text (query, 0);
    EvNearbyPerson *person;
    if (ev_nearby_tier (nearby, id) <= tier && !g_hash_table_contains (here, id))
      continue;
    g_hash_table_add (here, g_strdup (id));
    person = g_new0 (EvNearbyPerson, 1);
    person->id = g_strdup (id);
    person->words = g_strdup (ev_query_text (query, 1));
    g_ptr_array_add (nearby->people, person);
    g_hash_table_insert (nearby->tiers, g_strdup (id), GUINT_TO_POINTER (tier + 1));
  }
  return query != NULL && ev_query_ended (query);
}

/* The latest events up to today, of the same team as `event` if it has one. */
static GPtrArray *
recent_events (EvStore *store, const char *event, GError **error)
{
  g_autofree char *today = ev_clock_date (ev_store_server_now (store));
  g_autoptr (GPtrArray) recent = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT s.event FROM session s JOIN event e ON e.id = s.event"
      " WHERE s.date <= ?1 AND s.event IS NOT ?2 AND " LIVING ("s") " AND " LIVING (
          "e") " AND e.team IS coalesce ((SELECT team FROM event WHERE id = ?2), e.team)"
               " ORDER BY s.date DESC LIMIT ?3",
      "ssi", today, event, (gint64)RECENT_SESSIONS);

  while (query != NULL && recent->len < RECENT_EVENTS && ev_query_next (query, error)) {
    const char *id = ev_query_text (query, 0);
    if (!g_ptr_array_find_with_equal_func (recent, id, g_str_equal, NULL))
      g_ptr_array_add (recent, g_strdup (id));
  }
  if (query == NULL || (recent->len < RECENT_EVENTS && !ev_query_ended (query)))
    return NULL;
  return g_steal_pointer (&recent);
}

static gboolean
gather (EvNearby *nearby, EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) recent = NULL;

  if (nearby->event != NULL && !add_people (nearby, store, nearby->event, 0, error))
    return FALSE;
  recent = recent_events (store, nearby->event, error);
  for (guint i = 0; recent != NULL && i < recent->len; i++)
    if (!add_people (nearby, store, recent->pdata[i], 1, error))
      return FALSE;
  return recent != NULL;
}

const EvNearby *
ev_nearby_get (EvStore *store, const char *event, GError **error)
{
  EvNearby *nearby = store->nearby;
  gint64 changes = sqlite3_total_changes64 (store->database->handle);
  gint64 version;

  if (!ev_query_number (store->database, &version, error, "PRAGMA data_version", ""))
    return NULL;
  if (nearby != NULL && nearby->version == version && nearby->changes == changes &&
      g_strcmp0 (nearby->event, event) == 0)
    return nearby;
  nearby = nearby_new (event);
  nearby->version = version;
  nearby->changes = changes;
  if (!gather (nearby, store, error)) {
    nearby_free (nearby);
    return NULL;
  }
  if (store->nearby != NULL)
    store->nearby_free (store->nearby);
  store->nearby = nearby;
  store->nearby_free = nearby_free;
  return nearby;
}
