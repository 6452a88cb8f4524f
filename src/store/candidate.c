/* People like one who is being written down. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/candidate.h"

#include <string.h>

#include "store/apart.h"
#include "store/candidate-keys-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* So many are compared at most under one key. */
#define COMPARED 1000

/* A class of people, or somebody merged into nobody, with the best score of them all. */
typedef struct {
  char *root;
  EvLikeness likeness;
} Hit;

typedef struct {
  EvStore *store;
  const EvLikenessProfile *wanted;
  GHashTable *excluded; /* survivors' ids, a set */
  GHashTable *places;   /* gint64 *: compared already */
  GPtrArray *hits;      /* of Hit */
  GHashTable *found;    /* root -> Hit, borrowed */
} Look;

void
ev_candidate_free (EvCandidate *candidate)
{
  if (candidate == NULL)
    return;
  ev_person_row_free (candidate->person);
  g_free (candidate);
}

static void
hit_free (gpointer data)
{
  Hit *hit = data;
  g_free (hit->root);
  g_free (hit);
}

static void
note_hit (Look *look, const char *root, EvLikeness likeness)
{
  Hit *hit = g_hash_table_lookup (look->found, root);

  if (hit == NULL) {
    hit = g_new0 (Hit, 1);
    hit->root = g_strdup (root);
    g_ptr_array_add (look->hits, hit);
    g_hash_table_insert (look->found, hit->root, hit);
  }
  if (likeness.score > hit->likeness.score)
    hit->likeness = likeness;
}

/* The columns are those of look_under(). */
static void
compare_row (Look *look, EvQuery *query)
{
  EvLikenessPerson person = { ev_query_text (query, 2), ev_query_text (query, 3),
                              (int)ev_query_integer (query, 4), ev_query_text (query, 5),
                              ev_query_text (query, 6) };
  const char *root = ev_query_text (query, 1);
  gint64 place = ev_query_integer (query, 0);
  g_autoptr (EvLikenessProfile) profile = NULL;
  EvLikeness likeness;

  if (g_hash_table_contains (look->excluded, root) ||
      !g_hash_table_add (look->places, g_memdup2 (&place, sizeof place)))
    return;
  profile = ev_likeness_profile_new (&person);
  likeness = ev_likeness_compare (look->wanted, profile, NULL);
  if (likeness.score >= EV_CANDIDATE_LEAST)
    note_hit (look, root, likeness);
}

static gboolean
look_under (Look *look, const char *key, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (look->store->database, error,
                    "SELECT p.place, " EV_SURVIVOR_OF (
                        "p.id") ", p.given_name, p.family_name, p.birth_year, p.phone,"
                                " p.municipality FROM candidate_key k"
                                " JOIN person p ON p.place = k.person"
                                " WHERE k.key = ? ORDER BY k.person LIMIT ?",
                    "si", key, (gint64)COMPARED);

  while (query != NULL && ev_query_next (query, error))
    compare_row (look, query);
  return query != NULL && ev_query_ended (query);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *left = *(const Hit *const *)a;
  const Hit *right = *(const Hit *const *)b;

  if (left->likeness.score != right->likeness.score)
    return left->likeness.score > right->likeness.score ? -1 : 1;
  return strcmp (left->root, right->root);
}

static gboolean
is_living (EvStore *store, const char *person, gboolean *living, GError **error)
{
  gint64 number;
  gboolean done = ev_query_number (store->database, &number, error,
                                   "SELECT coalesce (deleted, 0) = 0 AND coalesce (erased, 0) = 0"
                                   " FROM person WHERE id = ?",
                                   "s", person);
  *living = done && number != 0;
  return done;
}

static GPtrArray *
best_of (Look *look, guint limit, GError **error)
{
  g_autoptr (GPtrArray) best = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_candidate_free);

  g_ptr_array_sort (look->hits, compare_hits);
  for (guint i = 0; i < look->hits->len && best->len < limit; i++) {
    const Hit *hit = look->hits->pdata[i];
    EvCandidate *candidate;
    gboolean living;
    if (!is_living (look->store, hit->root, &living, error))
      return NULL;
    if (!living)
      continue;
    candidate = g_new0 (EvCandidate, 1);
    g_ptr_array_add (best, candidate);
    candidate->likeness = hit->likeness;
    candidate->person = ev_search_person (look->store, hit->root, error);
    if (candidate->person == NULL)
      return NULL;
  }
  return g_steal_pointer (&best);
}

static GHashTable *
who_is_not_meant (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GHashTable) ids = NULL;
  char *root;

  if (person == NULL)
    return g_hash_table_new (g_str_hash, g_str_equal);
  ids = ev_apart_from (store, person, error);
  root = ids != NULL ? ev_survivor_find (store->database, person, error) : NULL;
  if (root == NULL)
    return NULL;
  g_hash_table_add (ids, root);
  return g_steal_pointer (&ids);
}

GPtrArray *
ev_candidate_for (EvStore *store, const EvLikenessPerson *person, const char *exclude, guint limit,
                  GError **error)
{
  g_autoptr (EvLikenessProfile) wanted = ev_likeness_profile_new (person);
  g_auto (GStrv) keys = ev_candidate_keys_of (person);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) excluded = who_is_not_meant (store, exclude, error);
  Look look = { store, wanted, excluded, places, hits, found };

  if (excluded == NULL)
    return NULL;
  for (char **key = keys; *key != NULL; key++)
    if (!look_under (&look, *key, error))
      return NULL;
  return best_of (&look, limit, error);
}
