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

gboolean
ev_bulletin_remark (EvBulletin *bulletin, EvCentralRecord *record, const GPtrArray *written,
                    gint64 cursor, GError **error)
{
  g_autoptr (GArray) before = ev_central_set_marks (record, written, cursor);

  for (guint i = 0; i < before->len; i++) {
    gint64 old = g_array_index (before, gint64, i);
    if (!ev_central_is_marked (record, old) && !withdraw (bulletin, old, record, error))
      return FALSE;
  }
  return TRUE;
}
