/* The keys under which people who may be one meet, kept beside their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/candidate-keys-private.h"

#include <string.h>

EvLikenessPerson
ev_candidate_keys_person (const EvRecord *person)
{
  return (EvLikenessPerson){
    .given_name = ev_record_text (person, "given_name"),
    .family_name = ev_record_text (person, "family_name"),
    .birth_year = (int)ev_record_integer (person, "birth_year"),
    .phone = ev_record_text (person, "phone"),
    .municipality = ev_record_text (person, "municipality"),
  };
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char **
ev_candidate_keys_of (const EvLikenessPerson *person)
{
  g_autoptr (EvLikenessProfile) profile = ev_likeness_profile_new (person);
  g_autofree char **found = ev_likeness_keys (profile);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GPtrArray *distinct = g_ptr_array_new ();

  for (guint i = 0; found[i] != NULL; i++)
    g_ptr_array_add (keys, found[i]);
  g_ptr_array_sort (keys, compare_texts);
  for (guint i = 0; i < keys->len; i++)
    if (i > 0 && strcmp (keys->pdata[i], distinct->pdata[distinct->len - 1]) == 0)
      g_free (keys->pdata[i]);
    else
      g_ptr_array_add (distinct, keys->pdata[i]);
  g_ptr_array_add (distinct, NULL);
  return (char **)g_ptr_array_free (distinct, FALSE);
}

static char **
keys_of_record (const EvRecord *person)
{
  EvLikenessPerson compared = ev_candidate_keys_person (person);
  return ev_record_is_gone (person) ? g_new0 (char *, 1) : ev_candidate_keys_of (&compared);
}

/* The keys in the table, sorted. NULL with error. */
static char **
held_keys (EvDatabase *database, gint64 place, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EvQuery) query = ev_query_new (
      database, error, "SELECT key FROM candidate_key WHERE person = ? ORDER BY key", "i", place);

  while (query != NULL && ev_query_next (query, error))
    g_ptr_array_add (keys, g_strdup (ev_query_text (query, 0)));
  if (query == NULL || !ev_query_ended (query))
    return NULL;
  g_ptr_array_set_free_func (keys, NULL);
  g_ptr_array_add (keys, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

gboolean
ev_candidate_keys_agree (EvDatabase *database, gint64 place, const EvRecord *person,
                         gboolean *agree, GError **error)
{
  g_auto (GStrv) keys = keys_of_record (person);
  g_auto (GStrv) held = held_keys (database, place, error);

  *agree = held != NULL && g_strv_equal ((const char *const *)keys, (const char *const *)held);
  return held != NULL;
}

static gboolean
add_keys (EvDatabase *database, gint64 place, char **keys, GError **error)
{
  for (char **key = keys; *key != NULL; key++)
    if (!ev_query_run (database, error, "INSERT INTO candidate_key (key, person) VALUES (?, ?)",
                       "si", *key, place))
      return FALSE;
  return TRUE;
}

gboolean
ev_candidate_keys_save (EvDatabase *database, gint64 place, gboolean is_new, const EvRecord *person,
                        GError **error)
{
  g_auto (GStrv) keys = keys_of_record (person);
  g_auto (GStrv) held = is_new ? g_new0 (char *, 1) : held_keys (database, place, error);

  if (held == NULL)
    return FALSE;
  if (g_strv_equal ((const char *const *)keys, (const char *const *)held))
    return TRUE;
  if (*held != NULL && !ev_candidate_keys_remove (database, place, error))
    return FALSE;
  return add_keys (database, place, keys, error);
}

gboolean
ev_candidate_keys_remove (EvDatabase *database, gint64 place, GError **error)
{
  return ev_query_run (database, error, "DELETE FROM candidate_key WHERE person = ?", "i", place);
}
