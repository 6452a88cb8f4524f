/* Records that are this laptop's no more. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/leaving-private.h"

#include <string.h>

#include "base/error.h"
#include "store/replica-private.h"
#include "store/row-private.h"

typedef struct {
  EvKind kind;
  char *id;
} Leaver;

static void
leaver_clear (gpointer data)
{
  g_free (((Leaver *)data)->id);
}

gboolean
ev_leaving_note (EvDatabase *database, const char *name, GError **error)
{
  const char *slash = strchr (name, '/');
  g_autofree char *kind = g_strndup (name, (gsize)(slash - name));

  return ev_query_run (database, error, "INSERT OR IGNORE INTO leaving (kind, id) VALUES (?, ?)",
                       "ss", kind, slash + 1);
}

gboolean
ev_leaving_forget (EvDatabase *database, EvKind kind, const char *id, GError **error)
{
  return ev_query_run (database, error, "DELETE FROM leaving WHERE id = ? AND kind = ?", "ss", id,
                       ev_kind_name (kind));
}

gboolean
ev_leaving_has (EvDatabase *database, EvKind kind, const char *id, gboolean *has, GError **error)
{
  gint64 count;

  if (!ev_query_number (database, &count, error,
                        "SELECT count (*) FROM leaving WHERE id = ? AND kind = ?", "ss", id,
                        ev_kind_name (kind)))
    return FALSE;
  *has = count > 0;
  return TRUE;
}

static GArray *
load (EvDatabase *database, GError **error)
{
  g_autoptr (GArray) leavers = g_array_new (FALSE, FALSE, sizeof (Leaver));
  g_autoptr (EvQuery) query = ev_query_new (database, error, "SELECT kind, id FROM leaving", "");

  g_array_set_clear_func (leavers, leaver_clear);
  while (query != NULL && ev_query_next (query, error)) {
    Leaver leaver = { EV_KIND_PROJECT, NULL };
    if (!ev_kind_parse (ev_query_text (query, 0), &leaver.kind))
      continue;
    leaver.id = g_strdup (ev_query_text (query, 1));
    g_array_append_val (leavers, leaver);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&leavers) : NULL;
}

/* The ids that unfinished changes speak of: their own, and the halves of derived ones. */
static GHashTable *
ids_in_hand (EvDatabase *database, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT id FROM change WHERE state IN (0, 2)", "");

  while (query != NULL && ev_query_next (query, error)) {
    const char *id = ev_query_text (query, 0);
    char *left, *right;
    g_hash_table_add (ids, g_strdup (id));
    if (!ev_id_split (id, &left, &right))
      continue;
    g_hash_table_add (ids, left);
    g_hash_table_add (ids, right);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
remove_one (EvDatabase *database, EvStanding *standing, const Leaver *leaver, GError **error)
{
  const char *kind = ev_kind_name (leaver->kind);
  g_autoptr (EvRecord) held = NULL;
  g_autoptr (EvRecord) nothing = ev_record_new (leaver->kind, leaver->id);

  if (!ev_row_load (database, leaver->kind, leaver->id, &held, error) ||
      (held != NULL && !ev_replica_put (database, standing, held, nothing, error)))
    return FALSE;
  database->purged = TRUE;
  return ev_query_run (database, error, "DELETE FROM change WHERE id = ? AND kind = ?", "ss",
                       leaver->id, kind) &&
         ev_query_run (database, error, "DELETE FROM conflict WHERE id = ? AND kind = ?", "ss",
                       leaver->id, kind) &&
         ev_leaving_forget (database, leaver->kind, leaver->id, error);
}

gboolean
ev_leaving_settle (EvDatabase *database, EvStanding *standing, GPtrArray *touched, GError **error)
{
  g_autoptr (GArray) leavers = load (database, error);
  g_autoptr (GHashTable) in_hand = NULL;

  if (leavers == NULL || leavers->len == 0)
    return leavers != NULL;
  in_hand = ids_in_hand (database, error);
  for (guint i = 0; in_hand != NULL && i < leavers->len; i++) {
    const Leaver *leaver = &g_array_index (leavers, Leaver, i);
    if (g_hash_table_contains (in_hand, leaver->id))
      continue;
    if (!remove_one (database, standing, leaver, error))
      return FALSE;
    if (touched != NULL)
      g_ptr_array_add (touched, g_strconcat (ev_kind_name (leaver->kind), "/", leaver->id, NULL));
  }
  return in_hand != NULL;
}

gboolean
ev_leaving_subtract (EvDatabase *database, EvDigest *digest, GError **error)
{
  g_autoptr (GArray) leavers = load (database, error);

  for (guint i = 0; leavers != NULL && i < leavers->len; i++) {
    const Leaver *leaver = &g_array_index (leavers, Leaver, i);
    g_autoptr (EvRecord) held = NULL;
    if (!ev_row_load (database, leaver->kind, leaver->id, &held, error))
      return FALSE;
    if (held != NULL)
      ev_digest_subtract (digest, held);
  }
  return leavers != NULL;
}
