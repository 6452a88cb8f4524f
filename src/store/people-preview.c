/* What would change if two people were merged, before anybody decides. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/people-preview.h"

#include <string.h>

#include "store/attended-private.h"
#include "store/candidate-keys-private.h"
#include "store/people-list.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

void
ev_people_preview_free (EvPeoplePreview *preview)
{
  if (preview == NULL)
    return;
  ev_record_free (preview->keep);
  ev_record_free (preview->other);
  ev_record_free (preview->after);
  g_free (preview);
}

static EvRecord *
read_living (EvStore *store, const char *id, GError **error)
{
  g_autoptr (EvRecord) person = ev_people_record (store, id, error);

  if (person != NULL && ev_record_is_gone (person)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "person %s is gone", id);
    return NULL;
  }
  return g_steal_pointer (&person);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The survivor of both, filled from both classes in the order in which merging will. */
static EvRecord *
merged (EvStore *store, const EvPeoplePreview *preview, GError **error)
{
  const char *root = ev_record_id (preview->keep);
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_PERSON, root, error);
  g_autoptr (GPtrArray) members =
      record != NULL ? ev_survivor_class (store->database, root, error) : NULL;
  g_autoptr (GPtrArray) others =
      members != NULL ? ev_survivor_class (store->database, ev_record_id (preview->other), error)
                      : NULL;

  if (others == NULL)
    return NULL;
  while (others->len > 0)
    g_ptr_array_add (members, g_ptr_array_steal_index (others, 0));
  g_ptr_array_sort (members, compare_ids);
  if (!ev_survivor_fill_from (store->database, record, members, error))
    return NULL;
  return g_steal_pointer (&record);
}

/* The sessions that one person attended, as a set of ids. */
static GHashTable *
sessions_of (EvStore *store, const EvRecord *person, GError **error)
{
  g_autoptr (GHashTable) sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT a.session FROM attendance a WHERE coalesce (a.deleted, 0) = 0 AND a.person IN"
      " (SELECT ?1 UNION SELECT v.person FROM survivor v WHERE v.root = ?1)"
      " AND a.status IN " EV_ATTENDED_SQL,
      "s", ev_record_id (person));

  while (query != NULL && ev_query_next (query, error))
    g_hash_table_add (sessions, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&sessions) : NULL;
}

static gboolean
count_sessions (EvStore *store, EvPeoplePreview *preview, GError **error)
{
  g_autoptr (GHashTable) keep = sessions_of (store, preview->keep, error);
  g_autoptr (GHashTable) other = keep != NULL ? sessions_of (store, preview->other, error) : NULL;
  GHashTableIter iter;
  gpointer session;

  if (other == NULL)
    return FALSE;
  preview->keep_sessions = g_hash_table_size (keep);
  preview->other_sessions = g_hash_table_size (other);
  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    preview->both_sessions += g_hash_table_contains (keep, session);
  return TRUE;
}

EvPeoplePreview *
ev_people_preview (EvStore *store, const char *keep, const char *other, GError **error)
{
  g_autoptr (EvPeoplePreview) preview = g_new0 (EvPeoplePreview, 1);
  EvLikenessPerson a, b;

  preview->keep = read_living (store, keep, error);
  preview->other = preview->keep != NULL ? read_living (store, other, error) : NULL;
  if (preview->other == NULL)
    return NULL;
  if (strcmp (ev_record_id (preview->keep), ev_record_id (preview->other)) == 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s and %s are one person", keep, other);
    return NULL;
  }
  preview->after = merged (store, preview, error);
  if (preview->after == NULL || !count_sessions (store, preview, error))
    return NULL;
  a = ev_candidate_keys_person (preview->keep);
  b = ev_candidate_keys_person (preview->other);
  preview->likeness = ev_likeness_people (&a, &b, NULL);
  return g_steal_pointer (&preview);
}
