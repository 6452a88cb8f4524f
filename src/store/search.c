/* Finding people as their names are typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/search.h"

#include <string.h>

#include "store/nearby-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"
#include "store/terms-private.h"
#include "store/words-private.h"

/* Of those who are not near, so many are looked at for each that is shown, and at least LEAST: the
 * best of them come first, since whole words lead the index. */
#define LOOKED_AT 4
#define LEAST 200

/* Ranges up to this length are told apart by length. */
#define MEASURED 2000

/* One who is found. */
typedef struct {
  char *id; /* the survivor's */
  char *words;
  guint tier;    /* 0 in the event, 1 in recent ones, 2 elsewhere */
  int closeness; /* the sum over all terms; 0 is best */
} Hit;

typedef struct {
  EvStore *store;
  const EvNearby *nearby;
  GPtrArray *terms;
  GPtrArray *hits;   /* of Hit */
  GHashTable *found; /* id -> Hit, borrowed */
} Search;

static void
hit_free (gpointer data)
{
  Hit *hit = data;
  g_free (hit->id);
  g_free (hit->words);
  g_free (hit);
}

static int
closeness_of (const EvTerm *term, const char *words)
{
  int best = -1;

  for (guint i = 0; i < G_N_ELEMENTS (term->forms) && term->forms[i] != NULL; i++) {
    int closeness = ev_words_closeness (words, term->forms[i]);
    if (closeness >= 0)
      best = best < 0 ? closeness : MIN (best, closeness);
  }
  return best;
}

/* The sum over all terms; -1 if one is not found. */
static int
closeness_of_all (GPtrArray *terms, const char *words)
{
  int sum = 0;

  for (guint i = 0; i < terms->len; i++) {
    int closeness = closeness_of (terms->pdata[i], words);
    if (closeness < 0)
      return -1;
    sum += closeness;
  }
  return sum;
}

/* A survivor may be found by the words of several; the closest count. */
static void
add_hit (Search *search, const char *id, const char *words, int closeness)
{
  Hit *hit = g_hash_table_lookup (search->found, id);

  if (hit == NULL) {
    hit = g_new0 (Hit, 1);
    hit->id = g_strdup (id);
    hit->tier = ev_nearby_tier (search->nearby, id);
    hit->closeness = G_MAXINT;
    g_ptr_array_add (search->hits, hit);
    g_hash_table_insert (search->found, hit->id, hit);
  }
  if (closeness >= hit->closeness)
    return;
  hit->closeness = closeness;
  g_free (hit->words);
  hit->words = g_strdup (words);
}

static void
look_nearby (Search *search)
{
  for (guint i = 0; i < search->nearby->people->len; i++) {
    const EvNearbyPerson *person = search->nearby->people->pdata[i];
    int closeness = closeness_of_all (search->terms, person->words);
    if (closeness >= 0)
      add_hit (search, person->id, person->words, closeness);
  }
}

/* The first text after all that begin with `form`. */
static char *
end_of (const char *form)
{
  return g_strconcat (form, "\xf4\x8f\xbf\xbf", NULL);
}

/* How many index entries begin with the term's forms, up to MEASURED. */
static gboolean
measure (Search *search, const EvTerm *term, gint64 *count, GError **error)
{
  *count = 0;
  for (guint i = 0; i < G_N_ELEMENTS (term->forms) && term->forms[i] != NULL; i++) {
    g_autofree char *end = end_of (term->forms[i]);
    gint64 some;
    if (!ev_query_number (search->store->database, &some, error,
                          "SELECT count (*) FROM (SELECT 1 FROM word WHERE part IN (0, 1)"
                          " AND word >= ? AND word < ? LIMIT ?)",
                          "ssi", term->forms[i], end, (gint64)MEASURED))
      return FALSE;
    *count += some;
  }
  return TRUE;
}

/* The term that fewest people have leads; of those that many have, the longest. */
static const EvTerm *
leading_term (Search *search, GError **error)
{
  const EvTerm *leading = search->terms->pdata[0];
  gint64 least = G_MAXINT64;

  for (guint i = 0; search->terms->len > 1 && i < search->terms->len; i++) {
    const EvTerm *term = search->terms->pdata[i];
    gint64 count;
    if (!measure (search, term, &count, error))
      return NULL;
    if (count < least || (count >= MEASURED && least >= MEASURED &&
                          strlen (term->forms[0]) > strlen (leading->forms[0]))) {
      leading = term;
      least = MIN (count, least);
    }
  }
  return leading;
}

static gboolean
look_in_range (Search *search, gint64 part, const char *form, guint wanted, GError **error)
{
  g_autofree char *end = end_of (form);
  g_autoptr (EvQuery) query = ev_query_new (search->store->database, error,
                                            "SELECT w.words, w.person FROM word w"
                                            " WHERE w.part = ? AND w.word >= ? AND w.word < ?"
                                            " ORDER BY w.part, w.word, w.words, w.person",
                                            "iss", part, form, end);

  while (query != NULL && search->hits->len < wanted && ev_query_next (query, error)) {
    const char *words = ev_query_text (query, 0);
    int closeness = closeness_of_all (search->terms, words);
    g_autoptr (EvQuery) person = NULL;
    if (closeness < 0)
      continue;
    person = ev_query_new (search->store->database, error,
                           "SELECT " EV_SURVIVOR_OF ("p.id") " FROM person p WHERE p.place = ?",
                           "i", ev_query_integer (query, 1));
    if (person == NULL)
      return FALSE;
    if (ev_query_next (person, error))
      add_hit (search, ev_query_text (person, 0), words, closeness);
    else if (!ev_query_ended (person))
      return FALSE;
  }
  return query != NULL && (ev_query_ended (query) || search->hits->len >= wanted);
}

/* Everybody, by the index: names first, then institutions and phones. */
static gboolean
look_everywhere (Search *search, guint limit, GError **error)
{
  const EvTerm *leading = leading_term (search, error);
  guint wanted = search->hits->len + MAX (limit * LOOKED_AT, LEAST);

  if (leading == NULL)
    return FALSE;
  for (gint64 part = 0; part < 2; part++)
    for (guint i = 0; i < G_N_ELEMENTS (leading->forms) && leading->forms[i] != NULL; i++)
      if (!look_in_range (search, part, leading->forms[i], wanted, error))
        return FALSE;
  return TRUE;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *left = *(const Hit *const *)a;
  const Hit *right = *(const Hit *const *)b;
  int order;

  if (left->tier != right->tier)
    return left->tier < right->tier ? -1 : 1;
  if (left->closeness != right->closeness)
    return left->closeness < right->closeness ? -1 : 1;
  order = strcmp (left->words, right->words);
  return order != 0 ? order : strcmp (left->id, right->id);
}

/* The rows of the best hits. A survivor who is gone is not shown. */
static GPtrArray *
rows_of (Search *search, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_person_row_free);

  g_ptr_array_sort (search->hits, compare_hits);
  for (guint i = 0; i < search->hits->len && rows->len < limit; i++) {
    const Hit *hit = search->hits->pdata[i];
    gint64 living;
    EvPersonRow *row;
    if (!ev_query_number (search->store->database, &living, error,
                          "SELECT coalesce (deleted, 0) = 0 AND coalesce (erased, 0) = 0"
                          " FROM person WHERE id = ?",
                          "s", hit->id))
      return NULL;
    if (living == 0)
      continue;
    row = ev_search_person (search->store, hit->id, error);
    if (row == NULL)
      return NULL;
    row->in_event = hit->tier == 0;
    g_ptr_array_add (rows, row);
  }
  return g_steal_pointer (&rows);
}

/* A whole id, read from a badge or over the phone. */
static gboolean
look_by_id (Search *search, const char *text, GError **error)
{
  g_autofree char *typed = ev_id_normalise (text);
  g_autofree char *root = NULL;

  if (!ev_id_parse (typed, NULL, NULL))
    return TRUE;
  root = ev_survivor_find (search->store->database, typed, error);
  if (root != NULL)
    add_hit (search, root, "", -1);
  return root != NULL;
}

GPtrArray *
ev_search_people (EvStore *store, const char *text, const char *event, guint limit, GError **error)
{
  g_autoptr (GPtrArray) terms = ev_terms_new (text);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  Search search = { store, ev_nearby_get (store, event, error), terms, hits, found };

  if (search.nearby == NULL || !look_by_id (&search, text, error))
    return NULL;
  if (terms->len > 0 && hits->len == 0) {
    look_nearby (&search);
    if (!look_everywhere (&search, limit, error))
      return NULL;
  }
  return rows_of (&search, limit, error);
}
