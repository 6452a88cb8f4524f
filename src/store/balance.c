/* Counts of those who attended an event. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "store/attended-private.h"
#include "store/roster.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* Law 03/L-145 on Empowerment and Participation of Youth: 15 to 24. */
#define YOUTH_FROM 15
#define YOUTH_TO 24

#define LIVING(alias) "coalesce (" alias ".deleted, 0) = 0"

static void
count_free (gpointer data)
{
  EvRosterCount *count = data;
  g_free (count->code);
  g_free (count);
}

void
ev_roster_balance_free (EvRosterBalance *balance)
{
  if (balance == NULL)
    return;
  g_ptr_array_unref (balance->communities);
  g_free (balance);
}

static void
count_community (EvRosterBalance *balance, const char *code)
{
  const char *community = code != NULL ? code : "not_stated";
  EvRosterCount *count;

  for (guint i = 0; i < balance->communities->len; i++) {
    count = balance->communities->pdata[i];
    if (strcmp (count->code, community) == 0) {
      count->count++;
      return;
    }
  }
  count = g_new0 (EvRosterCount, 1);
  count->code = g_strdup (community);
  count->count = 1;
  g_ptr_array_add (balance->communities, count);
}

static void
count_person (EvRosterBalance *balance, const EvRecord *person, gint64 year)
{
  const char *gender = ev_record_text (person, "gender");
  gint64 born = ev_record_integer (person, "birth_year");

  balance->people++;
  if (g_strcmp0 (gender, "female") == 0)
    balance->women++;
  else if (g_strcmp0 (gender, "male") == 0)
    balance->men++;
  else
    balance->others++;
  if (born != 0) {
    balance->age_known++;
    balance->youth += year - born >= YOUTH_FROM && year - born <= YOUTH_TO;
  }
  count_community (balance, ev_record_text (person, "community"));
}

/* The year of the event's first session, else the present one. */
static gboolean
year_of (EvStore *store, const char *event, gint64 *year, GError **error)
{
  g_autofree char *today = ev_clock_date (ev_store_server_now (store));

  return ev_query_number (store->database, year, error,
                          "SELECT cast (substr (coalesce (min (s.date), ?2), 1, 4) AS INTEGER)"
                          " FROM session s WHERE s.event = ?1 AND " LIVING ("s"),
                          "ss", event, today);
}

/* The survivors of those who attended; deleted people are not counted, erased ones are. */
static GPtrArray *
attended_people (EvStore *store, const char *event, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT DISTINCT coalesce (v.root, a.person) FROM session s"
                    " JOIN attendance a ON a.session = s.id"
                    " LEFT JOIN survivor v ON v.person = a.person"
                    " LEFT JOIN person p ON p.id = coalesce (v.root, a.person)"
                    " WHERE s.event = ? AND a.status IN " EV_ATTENDED_SQL
                    " AND " LIVING ("s") " AND " LIVING ("a") " AND " LIVING ("p"),
                    "s", event);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (people, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&people) : NULL;
}

/* Somebody who is not known here counts as an empty record. */
static EvRecord *
person_of (EvStore *store, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EvRecord) person = ev_store_read (store, EV_KIND_PERSON, id, &failure);

  if (g_error_matches (failure, EV_ERROR, EV_ERROR_NOT_FOUND))
    return ev_record_new (EV_KIND_PERSON, id);
  if (person == NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return ev_survivor_fill (store->database, person, error) ? g_steal_pointer (&person) : NULL;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const EvRosterCount *left = *(const EvRosterCount *const *)a;
  const EvRosterCount *right = *(const EvRosterCount *const *)b;

  if (left->count != right->count)
    return left->count > right->count ? -1 : 1;
  return strcmp (left->code, right->code);
}

EvRosterBalance *
ev_roster_balance (EvStore *store, const char *event, GError **error)
{
  g_autoptr (EvRosterBalance) balance = g_new0 (EvRosterBalance, 1);
  g_autoptr (GPtrArray) people = attended_people (store, event, error);
  gint64 year;

  balance->communities = g_ptr_array_new_with_free_func (count_free);
  if (people == NULL || !year_of (store, event, &year, error))
    return NULL;
  for (guint i = 0; i < people->len; i++) {
    g_autoptr (EvRecord) person = person_of (store, people->pdata[i], error);
    if (person == NULL)
      return NULL;
    count_person (balance, person, year);
  }
  g_ptr_array_sort (balance->communities, compare_counts);
  return g_steal_pointer (&balance);
}

int
ev_roster_aim (EvStore *store, const char *code)
{
  g_autoptr (EvRecord) project = ev_store_read (store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  const char *text = project ? ev_record_text (project, "balance_targets") : NULL;
  g_autoptr (EvJson) targets = text ? cJSON_Parse (text) : NULL;
  const cJSON *target = cJSON_GetObjectItemCaseSensitive (targets, code);
  gint64 aim = cJSON_IsNumber (target)   ? target->valueint
               : cJSON_IsString (target) ? g_ascii_strtoll (target->valuestring, NULL, 10)
                                         : -1;

  return aim >= 0 && aim <= 100 ? (int)aim : -1;
}
