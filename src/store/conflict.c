/* Conflicts: what lost, kept beside the records until a person has chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/conflict-private.h"

#include "base/error.h"
#include "store/custody.h"
#include "store/store-private.h"

/* Nothing is to be kept of who is erased here, though the server does not know yet. */
static gboolean
is_of_erased (EvDatabase *database, const EvConflict *conflict, gboolean *erased, GError **error)
{
  g_autofree char *person = NULL;
  gint64 count = 0;

  if (conflict->kind == EV_KIND_PERSON)
    person = g_strdup (conflict->id);
  else if (conflict->kind == EV_KIND_ATTENDANCE && g_strcmp0 (conflict->group, "signature") == 0)
    ev_id_split (conflict->id, NULL, &person);
  if (person != NULL &&
      !ev_query_number (database, &count, error,
                        "SELECT count (*) FROM person WHERE id = ? AND erased <> 0", "s", person))
    return FALSE;
  *erased = count > 0;
  return TRUE;
}

gboolean
ev_conflict_keep (EvDatabase *database, const EvConflict *conflict, GError **error)
{
  g_autoptr (EvJson) fields = ev_change_fields_to_json (conflict->lost);
  g_autofree char *text = ev_json_print (fields);
  const EvVersion *lost = &conflict->lost_version, *kept = &conflict->kept_version;
  gboolean erased = FALSE;

  if (!is_of_erased (database, conflict, &erased, error) || erased)
    return erased;
  return ev_query_run (
      database, error,
      "INSERT OR REPLACE INTO conflict (kind, id, part, lost_device, lost_seq, lost_stamp,"
      " kept_device, kept_seq, kept_stamp, operator, fields)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "ssssiisiiss", ev_kind_name (conflict->kind), conflict->id, conflict->group, lost->device,
      lost->seq, lost->stamp, kept->device, kept->seq, kept->stamp, conflict->lost->operator_id,
      text);
}

gboolean
ev_conflict_settle (EvDatabase *database, const EvConflict *conflict, GError **error)
{
  return ev_query_run (database, error,
                       "DELETE FROM conflict WHERE kind = ? AND id = ? AND part = ?"
                       " AND lost_device = ? AND lost_seq = ?",
                       "ssssi", ev_kind_name (conflict->kind), conflict->id, conflict->group,
                       conflict->lost_version.device, conflict->lost_version.seq);
}

static void
read_version (EvQuery *query, int column, EvVersion *version)
{
  g_strlcpy (version->device, ev_query_text (query, column), sizeof version->device);
  version->seq = ev_query_integer (query, column + 1);
  version->stamp = ev_query_integer (query, column + 2);
}

static EvConflict *
read_conflict (EvQuery *query, GError **error)
{
  g_autoptr (EvConflict) conflict = g_new0 (EvConflict, 1);
  g_autoptr (EvJson) fields = cJSON_Parse (ev_query_text (query, 10));

  conflict->id = g_strdup (ev_query_text (query, 1));
  conflict->group = g_strdup (ev_query_text (query, 2));
  read_version (query, 3, &conflict->lost_version);
  read_version (query, 6, &conflict->kept_version);
  if (!ev_kind_parse (ev_query_text (query, 0), &conflict->kind)) {
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "a conflict of an unknown kind");
    return NULL;
  }
  conflict->lost = ev_change_new (conflict->kind, conflict->id);
  conflict->lost->version = conflict->lost_version;
  conflict->lost->operator_id = g_strdup (ev_query_text (query, 9));
  if (!ev_change_fields_from_json (conflict->lost, fields, error))
    return NULL;
  return g_steal_pointer (&conflict);
}

gboolean
ev_conflict_name_rivals (EvDatabase *database, EvChange *change, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (database, error,
                    "SELECT part, lost_device, lost_seq FROM conflict WHERE id = ? AND kind = ?"
                    " ORDER BY lost_stamp, lost_device, lost_seq",
                    "ss", change->id, ev_kind_name (change->kind));

  while (query != NULL && ev_query_next (query, error)) {
    const char *group = ev_query_text (query, 0);
    if (ev_change_base (change, group) != NULL)
      ev_change_add_rival (change, group, ev_query_text (query, 1), ev_query_integer (query, 2));
  }
  return query != NULL && ev_query_ended (query);
}

/* Not those that a change settles which is on its way: one that names what lost. Once the server
 * has it, the server says what is settled; should it refuse, they are open again. */
GPtrArray *
ev_custody_conflicts (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_conflict_free);
  g_autoptr (EvQuery) query = ev_query_new (
      store->database, error,
      "SELECT kind, id, part, lost_device, lost_seq, lost_stamp, kept_device, kept_seq, kept_stamp,"
      " operator, fields FROM conflict c WHERE NOT EXISTS ("
      "SELECT 1 FROM change h, json_each (h.bases) b"
      " WHERE h.id = c.id AND h.kind = c.kind AND h.state = 0"
      " AND b.value ->> 0 = c.lost_device AND b.value ->> 1 = c.lost_seq"
      " AND (b.key = c.part OR b.key GLOB c.part || '__[0-9]*'))"
      " ORDER BY c.lost_stamp, c.lost_device, c.lost_seq, c.part",
      "");

  while (query != NULL && ev_query_next (query, error)) {
    EvConflict *conflict = read_conflict (query, error);
    if (conflict == NULL)
      return NULL;
    g_ptr_array_add (list, conflict);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}
