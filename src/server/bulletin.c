/* Tells those who read a record what is new about it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/bulletin.h"

#include "server/places.h"

void
ev_bulletin_init (EvBulletin *bulletin, EvCentral *central, gint64 project)
{
  *bulletin = (EvBulletin){ central, project, g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

void
ev_bulletin_clear (EvBulletin *bulletin)
{
  g_clear_pointer (&bulletin->scopes, g_array_unref);
}

gboolean
ev_bulletin_tell (EvBulletin *bulletin, gint64 scope, gint64 cursor, const EvCentralRecord *record,
                  EvNewsKind kind, GError **error)
{
  EvNews news = { .scope = scope, .cursor = cursor, .record = record->number, .kind = kind };

  if (!ev_places_has (bulletin->scopes, scope))
    g_array_append_val (bulletin->scopes, scope);
  return bulletin->central->news_add (bulletin->central, bulletin->project, &news, error);
}

/* The scopes that read a record. */
static GArray *
scopes_of (const EvCentralRecord *record)
{
  GArray *scopes = ev_places_now (record);
  gint64 project = EV_SCOPE_PROJECT, common = EV_SCOPE_COMMON;

  g_array_append_val (scopes, project);
  if (ev_places_is_common (ev_record_kind (record->record)))
    g_array_append_val (scopes, common);
  return scopes;
}

gboolean
ev_bulletin_tell_readers (EvBulletin *bulletin, gint64 cursor, const EvCentralRecord *record,
                          EvNewsKind kind, GError **error)
{
  g_autoptr (GArray) scopes = scopes_of (record);

  for (guint i = 0; i < scopes->len; i++)
    if (!ev_bulletin_tell (bulletin, g_array_index (scopes, gint64, i), cursor, record, kind,
                           error))
      return FALSE;
  return TRUE;
}

static gboolean
withdraw (EvBulletin *bulletin, gint64 cursor, const EvCentralRecord *record, GError **error)
{
  g_autoptr (GArray) scopes = scopes_of (record);

  for (guint i = 0; i < scopes->len; i++)
    if (!bulletin->central->news_remove (bulletin->central, bulletin->project,
                                         g_array_index (scopes, gint64, i), cursor, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_marked (const EvCentralRecord *record, gint64 cursor)
{
  GHashTableIter iter;
  gpointer mark;

  g_hash_table_iter_init (&iter, record->marks);
  while (g_hash_table_iter_next (&iter, NULL, &mark))
    if (*(gint64 *)mark == cursor)
      return TRUE;
  return FALSE;
}

static gboolean
has_name (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      return TRUE;
  return FALSE;
}

/* Returns the cursors that the groups were marked with before. */
static GArray *
move_marks (EvCentralRecord *record, const GPtrArray *written, gint64 cursor)
{
  GArray *before = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer group, mark;

  g_hash_table_iter_init (&iter, record->marks);
  while (g_hash_table_iter_next (&iter, &group, &mark)) {
    gboolean gone = ev_record_version (record->record, group) == NULL;
    if (!gone && !has_name (written, group))
      continue;
    if (!ev_places_has (before, *(gint64 *)mark))
      g_array_append_vals (before, mark, 1);
    if (gone)
      g_hash_table_iter_remove (&iter);
  }
  for (guint i = 0; i < written->len; i++)
    ev_central_set_mark (record, written->pdata[i], cursor);
  return before;
}

gboolean
ev_bulletin_remark (EvBulletin *bulletin, EvCentralRecord *record, const GPtrArray *written,
                    gint64 cursor, GError **error)
{
  g_autoptr (GArray) before = move_marks (record, written, cursor);

  for (guint i = 0; i < before->len; i++) {
    gint64 old = g_array_index (before, gint64, i);
    if (!is_marked (record, old) && !withdraw (bulletin, old, record, error))
      return FALSE;
  }
  return TRUE;
}
