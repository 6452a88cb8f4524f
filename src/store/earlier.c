/* What stood in an event when it was approved. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/earlier-private.h"

#include <string.h>

#include "record/merge.h"
#include "store/row-private.h"

gboolean
ev_earlier_approved (EvDatabase *database, const char *event, gint64 *stamp, GError **error)
{
  g_autoptr (EvRecord) record = NULL;
  const EvVersion *version;
  g_autofree char *made = NULL;

  *stamp = 0;
  if (!ev_row_load (database, EV_KIND_EVENT, event, &record, error))
    return FALSE;
  version = record != NULL ? ev_record_version (record, "review") : NULL;
  if (version == NULL || g_strcmp0 (ev_record_text (record, "state"), "approved") != 0)
    return TRUE;
  made = ev_id_new (version->device, version->seq);
  *stamp = strcmp (made, event) == 0 ? G_MAXINT64 : version->stamp;
  return TRUE;
}

/* The approved event that a record belongs to, owned; NULL for none. */
static gboolean
event_of (EvDatabase *database, const EvRecord *record, char **event, GError **error)
{
  EvKind kind = ev_record_kind (record);
  gboolean hangs = kind == EV_KIND_ATTENDANCE;
  const char *id = kind == EV_KIND_EVENT ? ev_record_id (record)
                                         : ev_record_text (record, hangs ? "session" : "event");
  g_autoptr (EvQuery) query =
      ev_query_new (database, error,
                    hangs ? "SELECT e.id FROM session s JOIN event e ON e.id = s.event"
                            " WHERE s.id = ? AND e.state = 'approved'"
                          : "SELECT id FROM event WHERE id = ? AND state = 'approved'",
                    "s", id);

  *event = NULL;
  if (query != NULL && ev_query_next (query, error)) {
    *event = g_strdup (ev_query_text (query, 0));
    return TRUE;
  }
  return query != NULL && ev_query_ended (query);
}

static gboolean
keep_group (EvDatabase *database, const EvRecord *before, const char *group, GError **error)
{
  const char *const groups[] = { group, NULL };
  g_autoptr (GPtrArray) changes = ev_record_to_changes (before, groups);
  EvChange *change = changes->pdata[0];
  g_autoptr (EvJson) fields = NULL;
  g_autofree char *text = NULL;

  for (guint i = change->fields->len; i > 0; i--) {
    const EvAssignment *assignment = change->fields->pdata[i - 1];
    if (ev_field_guard (change->kind, assignment->name) != EV_CLASS_PLAIN)
      g_ptr_array_remove_index (change->fields, i - 1);
  }
  if (change->fields->len == 0)
    return TRUE;
  fields = ev_change_fields_to_json (change);
  text = ev_json_print (fields);
  return ev_query_run (database, error,
                       "INSERT OR REPLACE INTO earlier (kind, id, part, fields)"
                       " VALUES (?, ?, ?, ?)",
                       "ssss", ev_kind_name (change->kind), change->id, group, text);
}

static gboolean
is_replaced (const EvRecord *before, const EvRecord *after, const char *group)
{
  const EvVersion *now = ev_record_version (after, group);

  return strcmp (group, "review") != 0 && now != NULL &&
         ev_version_compare (ev_record_version (before, group), now) != 0;
}

static gboolean
forget (EvDatabase *database, const EvRecord *record, GError **error)
{
  return ev_query_run (database, error, "DELETE FROM earlier WHERE id = ? AND kind = ?", "ss",
                       ev_record_id (record), ev_kind_name (ev_record_kind (record)));
}

/* What was written after the approval is not of the approval. */
static gboolean
keep_replaced (EvDatabase *database, const EvRecord *before, const EvRecord *after,
               char *const *groups, GError **error)
{
  g_autofree char *event = NULL;
  gint64 approved;

  if (!event_of (database, before, &event, error))
    return FALSE;
  if (event == NULL)
    return TRUE;
  if (!ev_earlier_approved (database, event, &approved, error))
    return FALSE;
  for (; *groups != NULL; groups++)
    if (is_replaced (before, after, *groups) &&
        ev_record_version (before, *groups)->stamp <= approved &&
        !keep_group (database, before, *groups, error))
      return FALSE;
  return TRUE;
}

gboolean
ev_earlier_keep (EvDatabase *database, const EvRecord *before, const EvRecord *after,
                 GError **error)
{
  EvKind kind = ev_record_kind (after);
  g_auto (GStrv) groups = NULL, left = NULL;

  if (before == NULL ||
      (kind != EV_KIND_EVENT && kind != EV_KIND_SESSION && kind != EV_KIND_ATTENDANCE))
    return TRUE;
  left = ev_record_groups (after);
  if (*left == NULL)
    return forget (database, before, error);
  groups = ev_record_groups (before);
  for (guint i = 0; groups[i] != NULL; i++)
    if (is_replaced (before, after, groups[i]))
      return keep_replaced (database, before, after, groups + i, error);
  return TRUE;
}

gboolean
ev_earlier_find (EvDatabase *database, const EvChange *change, EvChange **earlier, GError **error)
{
  g_autoptr (EvChange) found = ev_change_new (change->kind, change->id);
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT fields FROM earlier WHERE id = ? AND kind = ?", "ss",
                    change->id, ev_kind_name (change->kind));

  *earlier = NULL;
  while (query != NULL && ev_query_next (query, error)) {
    g_autoptr (EvJson) fields = cJSON_Parse (ev_query_text (query, 0));
    if (!ev_change_fields_from_json (found, fields, error))
      return FALSE;
  }
  if (query == NULL || !ev_query_ended (query))
    return FALSE;
  for (guint i = found->fields->len; i > 0; i--)
    if (ev_change_find (change, ((EvAssignment *)found->fields->pdata[i - 1])->name) == NULL)
      g_ptr_array_remove_index (found->fields, i - 1);
  if (found->fields->len > 0)
    *earlier = g_steal_pointer (&found);
  return TRUE;
}
