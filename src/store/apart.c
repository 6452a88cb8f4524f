/* Pairs of people who were looked at and are two. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/apart-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

/* How earlier versions kept them: apart/ID/ID. */
#define OLD_SETTING "apart/"

/* Living records with an end in the class whose survivor is ?1, and the other end's survivor. */
#define OF_CLASS(end, other)                                                                       \
  "SELECT t.id, " EV_SURVIVOR_OF (                                                                 \
      "t." other) " AS root FROM apart t WHERE coalesce (t.deleted, 0) = 0"                        \
                  " AND t." end                                                                    \
                  " IN (SELECT ?1 UNION SELECT person FROM survivor WHERE root = ?1)"

GHashTable *
ev_apart_from (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *root = ev_survivor_find (store->database, person, error);
  g_autoptr (EvQuery) query = NULL;

  if (root == NULL)
    return NULL;
  query = ev_query_new (store->database, error,
                        OF_CLASS ("other", "person") " UNION ALL " OF_CLASS ("person", "other"),
                        "s", root);
  while (query != NULL && ev_query_next (query, error))
    g_hash_table_add (ids, g_strdup (ev_query_text (query, 1)));
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
take_ids (EvQuery *query, GPtrArray *ids, GError **error)
{
  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (ids, g_strdup (ev_query_text (query, 0)));
  return query != NULL && ev_query_ended (query);
}

GPtrArray *
ev_apart_records (EvStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query = ev_query_new (store->database, error,
                                            "SELECT id FROM apart WHERE ?1 IN (other, person)"
                                            " AND coalesce (deleted, 0) = 0",
                                            "s", person);

  return take_ids (query, ids, error) ? g_steal_pointer (&ids) : NULL;
}

/* What is said of any two of the classes of `a` and `b`. */
static GPtrArray *
records_between (EvStore *store, const char *a, const char *b, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT id FROM (" OF_CLASS (
                        "other", "person") " UNION ALL"
                                           " " OF_CLASS ("person", "other") ") WHERE root = ?2",
                    "ss", a, b);

  return take_ids (query, ids, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
write_one (EvStore *store, const char *id, gboolean apart, GError **error)
{
  g_autoptr (EvChange) change = ev_change_new (EV_KIND_APART, id);
  g_autofree char *written = NULL;

  ev_change_set_integer (change, "deleted", apart ? 0 : 1);
  written = ev_store_write (store, change, NULL, error);
  return written != NULL;
}

static gboolean
take_back (EvStore *store, const char *a, const char *b, GError **error)
{
  g_autofree char *root_a = ev_survivor_find (store->database, a, error);
  g_autofree char *root_b = root_a != NULL ? ev_survivor_find (store->database, b, error) : NULL;
  g_autoptr (GPtrArray) ids =
      root_b != NULL ? records_between (store, root_a, root_b, error) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!write_one (store, ids->pdata[i], FALSE, error))
      return FALSE;
  return ids != NULL;
}

static gboolean
check_two (EvStore *store, const char *a, const char *b, GError **error)
{
  g_autofree char *root_a = NULL;
  g_autofree char *root_b = NULL;

  if (!ev_survivor_check_person (store, a, error) || !ev_survivor_check_person (store, b, error))
    return FALSE;
  root_a = ev_survivor_find (store->database, a, error);
  root_b = root_a != NULL ? ev_survivor_find (store->database, b, error) : NULL;
  if (root_b != NULL && strcmp (root_a, root_b) == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s and %s are one person", a, b);
  return root_b != NULL && strcmp (root_a, root_b) != 0;
}

char *
ev_apart_set (EvStore *store, const char *a, const char *b, gboolean apart, GError **error)
{
  g_autofree char *id = ev_id_pair (a, b);

  if (!check_two (store, a, b, error) || !ev_store_begin (store, error))
    return NULL;
  if (apart ? !write_one (store, id, TRUE, error) : !take_back (store, a, b, error)) {
    ev_store_rollback (store);
    return NULL;
  }
  return ev_store_commit (store, error) ? g_steal_pointer (&id) : NULL;
}

/* One that is no pair of ids was never one. */
static gboolean
adopt_one (EvStore *store, const char *key, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (key + strlen (OLD_SETTING), "/", 2);
  gboolean pair = g_strv_length (ids) == 2 && ev_id_parse (ids[0], NULL, NULL) &&
                  ev_id_parse (ids[1], NULL, NULL) && strcmp (ids[0], ids[1]) != 0;
  g_autofree char *id = pair ? ev_id_pair (ids[0], ids[1]) : NULL;

  return (!pair || write_one (store, id, TRUE, error)) &&
         ev_store_set_setting (store, key, NULL, error);
}

gboolean
ev_apart_adopt (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error, "SELECT key FROM setting WHERE key GLOB '" OLD_SETTING "*'", "");

  if (!take_ids (query, keys, error))
    return FALSE;
  if (keys->len == 0)
    return TRUE;
  if (!ev_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (!adopt_one (store, keys->pdata[i], error)) {
      ev_store_rollback (store);
      return FALSE;
    }
  return ev_store_commit (store, error);
}
