/* Teams granted to devices and taken from them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/grant.h"

#include "server/access.h"
#include "server/places.h"

#define PAGE 1000

/* One device's rights as they were and as they are to be. */
typedef struct {
  EvCentral *central;
  const EvCentralDevice *before, *after;
  EvShelf *shelf;
  GHashTable *seen; /* numbers of records that were looked at */
  gint64 cursor;
} Grant;

static gboolean
tell (Grant *grant, gint64 record, EvNewsKind kind, GError **error)
{
  const EvNews news = { EV_SCOPE_DEVICE (grant->after->number), ++grant->cursor, record, kind };
  return grant->central->news_add (grant->central, grant->after->project, &news, error);
}

static gboolean
look_at_record (Grant *grant, gint64 number, GError **error)
{
  EvCentralRecord *record;
  gboolean read, reads;

  if (!g_hash_table_add (grant->seen, g_memdup2 (&number, sizeof number)))
    return TRUE;
  ev_shelf_trim (grant->shelf);
  if (!ev_shelf_get (grant->shelf, number, &record, error))
    return FALSE;
  if (record == NULL)
    return TRUE;
  read = ev_access_reads (grant->before, record);
  reads = ev_access_reads (grant->after, record);
  return read == reads || tell (grant, number, reads ? EV_NEWS_ENTERED : EV_NEWS_LEFT, error);
}

/* Whatever a team has, its feed once told of. */
static gboolean
look_at_team (Grant *grant, gint64 team, GError **error)
{
  gint64 after = 0;

  for (;;) {
    g_autoptr (GArray) news = NULL;
    if (!grant->central->news (grant->central, grant->after->project, team, after, PAGE, &news,
                               error))
      return FALSE;
    if (news->len == 0)
      return TRUE;
    for (guint i = 0; i < news->len; i++) {
      const EvNews *item = &g_array_index (news, EvNews, i);
      after = item->cursor;
      if (!look_at_record (grant, item->record, error))
        return FALSE;
    }
  }
}

static gboolean
look_at_teams (Grant *grant, const GArray *teams, const GArray *others, GError **error)
{
  for (guint i = 0; i < teams->len; i++) {
    gint64 team = g_array_index (teams, gint64, i);
    if (!ev_places_has (others, team) && !look_at_team (grant, team, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
carry_out (Grant *grant, EvCentralDevice *after, GError **error)
{
  return grant->central->cursor (grant->central, after->project, &grant->cursor, error) &&
         tell (grant, 0, EV_NEWS_RIGHTS, error) &&
         look_at_teams (grant, after->teams, grant->before->teams, error) &&
         look_at_teams (grant, grant->before->teams, after->teams, error) &&
         grant->central->set_cursor (grant->central, after->project, grant->cursor, error) &&
         grant->central->device_save (grant->central, after, error);
}

static void
set_teams (EvCentralDevice *device, const GArray *granted, const GArray *denied)
{
  for (guint i = 0; i < granted->len; i++)
    if (!ev_places_has (device->teams, g_array_index (granted, gint64, i)))
      g_array_append_val (device->teams, g_array_index (granted, gint64, i));
  for (guint i = device->teams->len; i > 0; i--)
    if (ev_places_has (denied, g_array_index (device->teams, gint64, i - 1)))
      g_array_remove_index (device->teams, i - 1);
}

static gboolean
change_one (EvCentral *central, const EvCentralDevice *before, const GArray *granted,
            const GArray *denied, GError **error)
{
  g_autoptr (EvCentralDevice) after = ev_central_device_copy (before);
  g_autoptr (EvShelf) shelf = ev_shelf_new (central, before->project);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Grant grant = { central, before, after, shelf, seen, 0 };

  set_teams (after, granted, denied);
  return ev_places_equal (before->teams, after->teams) || carry_out (&grant, after, error);
}

gboolean
ev_grant_change (EvCentral *central, const char *id, const GArray *granted, const GArray *denied,
                 GError **error)
{
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (!central->device_by_id (central, id, &device, error) ||
      !central->devices (central, &all, error))
    return FALSE;
  if (device == NULL || device->role == EV_ROLE_SERVER) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no device %s", id);
    return FALSE;
  }
  if (device->role != EV_ROLE_FACILITATOR) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "a %s has no teams",
                 ev_central_role_name (device->role));
    return FALSE;
  }
  for (guint i = 0; i < all->len; i++) {
    const EvCentralDevice *other = all->pdata[i];
    if (g_strcmp0 (other->token_hash, device->token_hash) == 0 &&
        !change_one (central, other, granted, denied, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_grant_inherit (EvCentral *central, const EvCentralDevice *from, const EvCentralDevice *to,
                  GError **error)
{
  g_autoptr (GArray) news = NULL;

  if (!central->news (central, from->project, EV_SCOPE_DEVICE (from->number), 0, G_MAXINT32, &news,
                      error))
    return FALSE;
  for (guint i = 0; i < news->len; i++) {
    EvNews item = g_array_index (news, EvNews, i);
    item.scope = EV_SCOPE_DEVICE (to->number);
    if (!central->news_add (central, to->project, &item, error))
      return FALSE;
  }
  return TRUE;
}
