/* Likely pairs over the whole register, by blocks of people who share a key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/candidate.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* In a block up to this size all are compared with all; in a larger one, each with so many of those
 * who follow her in the order of names, or under one name of years (the sorted neighbourhood of
 * Hernández and Stolfo, 1995). */
#define BLOCK 150
#define NEIGHBOURS 60

/* How many pairs there were when they were counted last, and in what state of the register. */
#define SETTING_COUNT "candidate.count"

typedef struct {
  char *id;
  gint64 place;
  gint64 root; /* the place of her survivor */
  EvLikenessProfile *profile;
  int birth_year;
  guint name_order; /* the number of her name among all names in order */
} Person;

typedef struct {
  EvStore *store;
  GArray *people;    /* of Person, by place */
  GHashTable *pairs; /* EvCandidatePair-to-be (Pair *), a set */
  GHashTable *apart; /* who were said to be two (Pair *), a set */
  GPtrArray *block;  /* of Person, borrowed: those under the key at hand */
  gboolean is_name;  /* the key at hand is a name */
  guint names;
} Sweep;

/* Two survivors by their places, a first. */
typedef struct {
  gint64 a, b;
  EvLikeness likeness;
} Pair;

void
ev_candidate_pair_free (EvCandidatePair *pair)
{
  if (pair == NULL)
    return;
  g_free (pair->a);
  g_free (pair->b);
  g_free (pair);
}

static void
person_clear (gpointer data)
{
  Person *person = data;
  g_free (person->id);
  ev_likeness_profile_free (person->profile);
}

static guint
pair_hash (gconstpointer data)
{
  const Pair *pair = data;
  return g_int64_hash (&pair->a) * 31 + g_int64_hash (&pair->b);
}

static gboolean
pair_equal (gconstpointer left, gconstpointer right)
{
  const Pair *a = left, *b = right;
  return a->a == b->a && a->b == b->b;
}

static void
sweep_clear (Sweep *sweep)
{
  g_array_unref (sweep->people);
  g_hash_table_unref (sweep->pairs);
  g_hash_table_unref (sweep->apart);
  g_ptr_array_unref (sweep->block);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sweep, sweep_clear)

static gboolean
load_people (Sweep *sweep, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      sweep->store->database, error,
      "SELECT p.place, coalesce (r.place, p.place), p.id, p.given_name, p.family_name,"
      " p.birth_year, p.phone, p.municipality FROM person p"
      " LEFT JOIN survivor v ON v.person = p.id LEFT JOIN person r ON r.id = v.root"
      " WHERE coalesce (p.deleted, 0) = 0 AND coalesce (p.erased, 0) = 0 ORDER BY p.place",
      "");

  while (query != NULL && ev_query_next (query, error)) {
    EvLikenessPerson compared = { ev_query_text (query, 3), ev_query_text (query, 4),
                                  (int)ev_query_integer (query, 5), ev_query_text (query, 6),
                                  ev_query_text (query, 7) };
    Person person = { .id = g_strdup (ev_query_text (query, 2)),
                      .place = ev_query_integer (query, 0),
                      .root = ev_query_integer (query, 1),
                      .profile = ev_likeness_profile_new (&compared),
                      .birth_year = compared.birth_year };
    g_array_append_val (sweep->people, person);
  }
  return query != NULL && ev_query_ended (query);
}

#define ROOT_PLACE(end) "(SELECT place FROM person WHERE person.id = " EV_SURVIVOR_OF ("t." end) ")"

/* What is said of two holds for all who are one with either. */
static gboolean
load_apart (Sweep *sweep, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (sweep->store->database, error,
                    "SELECT " ROOT_PLACE ("other") ", " ROOT_PLACE (
                        "person") " FROM apart t WHERE coalesce (t.deleted, 0) = 0",
                    "");

  while (query != NULL && ev_query_next (query, error)) {
    gint64 one = ev_query_integer (query, 0), other = ev_query_integer (query, 1);
    Pair pair = { MIN (one, other), MAX (one, other), { 0 } };
    g_hash_table_add (sweep->apart, g_memdup2 (&pair, sizeof pair));
  }
  return query != NULL && ev_query_ended (query);
}

static int
compare_place (const void *key, const void *element)
{
  gint64 place = *(const gint64 *)key, other = ((const Person *)element)->place;
  return (place > other) - (place < other);
}

/* NULL for one who is gone. */
static Person *
find_person (Sweep *sweep, gint64 place)
{
  return bsearch (&place, sweep->people->data, sweep->people->len, sizeof (Person), compare_place);
}

static void
compare_two (Sweep *sweep, const Person *left, const Person *right)
{
  Pair pair = { MIN (left->root, right->root), MAX (left->root, right->root), { 0 } };
  Pair *held;

  if (pair.a == pair.b)
    return;
  pair.likeness = ev_likeness_compare (left->profile, right->profile, NULL);
  if (pair.likeness.score < EV_LIKENESS_PROPOSE)
    return;
  held = g_hash_table_lookup (sweep->pairs, &pair);
  if (held == NULL)
    g_hash_table_add (sweep->pairs, g_memdup2 (&pair, sizeof pair));
  else if (pair.likeness.score > held->likeness.score)
    held->likeness = pair.likeness;
}

static int
by_year (gconstpointer a, gconstpointer b)
{
  const Person *left = *(const Person *const *)a, *right = *(const Person *const *)b;
  return (left->birth_year > right->birth_year) - (left->birth_year < right->birth_year);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  const Person *left = *(const Person *const *)a, *right = *(const Person *const *)b;
  if (left->name_order != right->name_order)
    return left->name_order < right->name_order ? -1 : 1;
  return by_year (a, b);
}

static void
compare_block (Sweep *sweep)
{
  GPtrArray *block = sweep->block;
  guint reach = block->len;

  if (block->len > BLOCK) {
    g_ptr_array_sort (block, sweep->is_name ? by_year : by_name);
    reach = NEIGHBOURS;
  }
  for (guint i = 0; i < block->len; i++)
    for (guint k = i + 1; k < block->len && k - i <= reach; k++)
      compare_two (sweep, block->pdata[i], block->pdata[k]);
  g_ptr_array_set_size (block, 0);
}

/* Keys of names begin with n and so come before all others: by then everyone's name has its number
 * in the order of names. */
static gboolean
compare_blocks (Sweep *sweep, GError **error)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (EvQuery) query =
      ev_query_new (sweep->store->database, error,
                    "SELECT key, person FROM candidate_key ORDER BY key, person", "");

  while (query != NULL && ev_query_next (query, error)) {
    const char *next = ev_query_text (query, 0);
    Person *person = find_person (sweep, ev_query_integer (query, 1));
    if (strcmp (next, key->str) != 0) {
      compare_block (sweep);
      g_string_assign (key, next);
      sweep->is_name = *next == 'n';
      sweep->names += sweep->is_name;
    }
    if (person == NULL)
      continue;
    if (sweep->is_name)
      person->name_order = sweep->names;
    g_ptr_array_add (sweep->block, person);
  }
  compare_block (sweep);
  return query != NULL && ev_query_ended (query);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = *(const Pair *const *)a, *right = *(const Pair *const *)b;

  if (left->likeness.score != right->likeness.score)
    return left->likeness.score > right->likeness.score ? -1 : 1;
  if (left->a != right->a)
    return left->a < right->a ? -1 : 1;
  return (left->b > right->b) - (left->b < right->b);
}

/* A survivor who is gone is not shown, nor two who were said to be two. */
static GPtrArray *
best_of (Sweep *sweep, guint limit)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *best = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_candidate_pair_free);
  GHashTableIter iter;
  gpointer pair;

  g_hash_table_iter_init (&iter, sweep->pairs);
  while (g_hash_table_iter_next (&iter, &pair, NULL))
    g_ptr_array_add (all, pair);
  g_ptr_array_sort (all, compare_pairs);
  for (guint i = 0; i < all->len && best->len < limit; i++) {
    const Pair *found = all->pdata[i];
    const Person *a = find_person (sweep, found->a), *b = find_person (sweep, found->b);
    EvCandidatePair *shown;
    if (a == NULL || b == NULL || g_hash_table_contains (sweep->apart, found))
      continue;
    shown = g_new0 (EvCandidatePair, 1);
    shown->a = g_strdup (a->id);
    shown->b = g_strdup (b->id);
    shown->likeness = found->likeness;
    g_ptr_array_add (best, shown);
  }
  return best;
}

GPtrArray *
ev_candidate_pairs (EvStore *store, guint limit, GError **error)
{
  g_auto (Sweep) sweep = { .store = store,
                           .people = g_array_new (FALSE, FALSE, sizeof (Person)),
                           .pairs = g_hash_table_new_full (pair_hash, pair_equal, g_free, NULL),
                           .apart = g_hash_table_new_full (pair_hash, pair_equal, g_free, NULL),
                           .block = g_ptr_array_new () };

  g_array_set_clear_func (sweep.people, person_clear);
  if (!load_people (&sweep, error) || !load_apart (&sweep, error) ||
      !compare_blocks (&sweep, error))
    return NULL;
  return best_of (&sweep, limit);
}

/* What tells whether people may have changed since they were counted: where the register is. */
static char *
state_of (EvStore *store, guint limit, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT device || ' ' || seq || ' ' || coalesce (epoch, '-') || ' ' || cursor ||"
      " ' ' || ?"
      " FROM standing",
      "i", (gint64)limit);

  return query != NULL && ev_query_next (query, error) ? g_strdup (ev_query_text (query, 0)) : NULL;
}

gboolean
ev_candidate_count (EvStore *store, guint limit, guint *count, GError **error)
{
  g_autofree char *state = state_of (store, limit, error);
  g_autofree char *known = ev_store_setting (store, SETTING_COUNT);
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) pairs = NULL;
  const char *number = known != NULL && state != NULL && g_str_has_prefix (known, state)
                           ? known + strlen (state)
                           : "";

  if (state == NULL)
    return FALSE;
  if (*number == '=') {
    *count = (guint)g_ascii_strtoull (number + 1, NULL, 10);
    return TRUE;
  }
  pairs = ev_candidate_pairs (store, limit, error);
  if (pairs == NULL)
    return FALSE;
  *count = pairs->len;
  found = g_strdup_printf ("%s=%u", state, *count);
  ev_store_set_setting (store, SETTING_COUNT, found, NULL);
  return TRUE;
}
