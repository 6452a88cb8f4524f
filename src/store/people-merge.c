/* Saying that two records are one person, and taking it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people-merge.h"

#include <string.h>

#include "store/row-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* Whether the two have one survivor; FALSE with error too. */
static gboolean
are_one (EvStore *store, const char *a, const char *b, GError **error)
{
  g_autofree char *root_a = ev_survivor_find (store->database, a, error);
  g_autofree char *root_b = root_a != NULL ? ev_survivor_find (store->database, b, error) : NULL;

  return root_b != NULL && strcmp (root_a, root_b) == 0;
}

/* Whether there are two people who are, or are not, one. */
static gboolean
check_two (EvStore *store, const char *keep, const char *other, gboolean one, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean found;

  if (strcmp (keep, other) == 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s and %s are the same record", keep, other);
    return FALSE;
  }
  if (!ev_survivor_check_person (store, keep, error) ||
      !ev_survivor_check_person (store, other, error))
    return FALSE;
  found = are_one (store, keep, other, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (found != one)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 one ? "%s and %s are not merged" : "%s and %s are one person already", keep,
                 other);
  return found == one;
}

static gboolean
point (EvStore *store, const char *person, const char *into, GError **error)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, person);
  g_autofree char *written = NULL;

  if (into != NULL)
    ev_change_set_text (wish, "merged_into", into);
  else
    ev_change_take (wish, "merged_into", NULL);
  written = ev_store_write (store, wish, NULL, error);
  return written != NULL;
}

/* The records from `person` up the edges, herself first, to the root or once round a cycle. */
static GPtrArray *
way_up (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_record_free);
  g_autoptr (GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);
  const char *at = person;

  while (at != NULL && !g_hash_table_contains (passed, at)) {
    EvRecord *record = NULL;
    if (!ev_row_load (store->database, EV_KIND_PERSON, at, &record, error))
      return NULL;
    if (record == NULL)
      break;
    g_ptr_array_add (way, record);
    g_hash_table_add (passed, (gpointer)ev_record_id (record));
    at = ev_record_text (record, "merged_into");
  }
  return g_steal_pointer (&way);
}

static guint
index_in (const GPtrArray *way, const char *person)
{
  guint index = 0;

  while (index < way->len && strcmp (ev_record_id (way->pdata[index]), person) != 0)
    index++;
  return index;
}

/* Of the first `count` records of a way the one whose edge is younger than `youngest`'s. */
static const EvRecord *
youngest_of (const GPtrArray *way, guint count, const EvRecord *youngest)
{
  for (guint i = 0; i < count; i++) {
    const EvRecord *record = way->pdata[i];
    if (youngest == NULL || ev_version_compare (ev_record_version (record, "merged_into"),
                                                ev_record_version (youngest, "merged_into")) > 0)
      youngest = record;
  }
  return youngest;
}

/* Clears the youngest edge on the way from one to the other, which leads up to where their ways
 * meet and down again. */
static gboolean
cut_youngest (EvStore *store, const char *a, const char *b, GError **error)
{
  g_autoptr (GPtrArray) way_a = way_up (store, a, error);
  g_autoptr (GPtrArray) way_b = way_a != NULL ? way_up (store, b, error) : NULL;
  const EvRecord *youngest;
  guint meet = 0;

  if (way_b == NULL)
    return FALSE;
  while (meet < way_a->len && index_in (way_b, ev_record_id (way_a->pdata[meet])) == way_b->len)
    meet++;
  if (meet == way_a->len) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "%s and %s are one without a way", a, b);
    return FALSE;
  }
  youngest = youngest_of (way_a, meet, NULL);
  youngest = youngest_of (way_b, index_in (way_b, ev_record_id (way_a->pdata[meet])), youngest);
  return youngest != NULL && point (store, ev_record_id (youngest), NULL, error);
}

/* `done` FALSE undoes all, unless the caller has a transaction of its own, which is his to end. */
static char *
finish (EvStore *store, gboolean own, gboolean done, const char *keep, GError **error)
{
  g_autofree char *survivor = done ? ev_survivor_find (store->database, keep, error) : NULL;

  if (own && survivor == NULL)
    ev_store_rollback (store);
  else if (own && !ev_store_commit (store, error))
    return NULL;
  return g_steal_pointer (&survivor);
}

char *
ev_people_merge (EvStore *store, const char *keep, const char *other, GError **error)
{
  gboolean own = !store->in_batch;
  gboolean done = FALSE;

  if (own && !ev_store_begin (store, error))
    return NULL;
  if (check_two (store, keep, other, FALSE, error)) {
    g_autofree char *root = ev_survivor_find (store->database, other, error);
    done = root != NULL && point (store, root, keep, error);
  }
  return finish (store, own, done, keep, error);
}

char *
ev_people_unmerge (EvStore *store, const char *keep, const char *other, GError **error)
{
  gboolean own = !store->in_batch;
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (own && !ev_store_begin (store, error))
    return NULL;
  done = check_two (store, keep, other, TRUE, error);
  while (done && are_one (store, keep, other, &failure))
    done = cut_youngest (store, keep, other, error);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    done = FALSE;
  }
  return finish (store, own, done, keep, error);
}
