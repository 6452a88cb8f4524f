/* Who may read and write what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/access.h"

#include <string.h>

#include "server/places.h"

GArray *
ev_access_scopes (const EvCentralDevice *device)
{
  GArray *scopes = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 broad = device->role == EV_ROLE_COORDINATOR ? EV_SCOPE_PROJECT : EV_SCOPE_COMMON;
  gint64 own = EV_SCOPE_DEVICE (device->number);

  g_array_append_val (scopes, broad);
  g_array_append_val (scopes, own);
  if (device->role == EV_ROLE_FACILITATOR)
    g_array_append_vals (scopes, device->teams->data, device->teams->len);
  return scopes;
}

gboolean
ev_access_reads (const EvCentralDevice *device, const EvCentralRecord *record)
{
  g_autoptr (GArray) teams = NULL;

  if (device->role == EV_ROLE_COORDINATOR || device->role == EV_ROLE_SERVER ||
      ev_places_is_common (ev_record_kind (record->record)))
    return TRUE;
  teams = ev_places_now (record);
  return device->role == EV_ROLE_FACILITATOR && ev_places_meet (teams, device->teams);
}

gboolean
ev_access_reads_field (EvRole role, EvKind kind, const char *field)
{
  return role != EV_ROLE_VIEWER || ev_field_guard (kind, field) == EV_CLASS_PLAIN;
}

gboolean
ev_access_reads_places (const EvCentralDevice *device, const char *key)
{
  g_autoptr (GArray) teams = NULL;

  if (device->role == EV_ROLE_COORDINATOR || device->role == EV_ROLE_SERVER)
    return TRUE;
  if (strcmp (key, EV_PLACES_COMMON) == 0)
    return TRUE;
  teams = ev_central_teams_parse (key);
  return device->role == EV_ROLE_FACILITATOR && ev_places_meet (teams, device->teams);
}

gint64
ev_access_home (const EvCentralDevice *device)
{
  return device->role == EV_ROLE_FACILITATOR && device->teams->len > 0
             ? g_array_index (device->teams, gint64, 0)
             : 0;
}

static const char *
assigned_text (const EvChange *change, const char *field)
{
  const EvAssignment *assignment = ev_change_find (change, field);
  return assignment != NULL ? ev_value_text (assignment->value) : NULL;
}

/* What only a coordinator may write, whatever the team: erasing, the verdict of a review, and what
 * was approved. */
static const char *
reserved_field (const EvChange *change)
{
  const EvAssignment *erased = ev_change_find (change, "erased");
  const EvAssignment *approved = ev_change_find (change, "approved");
  const char *state = assigned_text (change, "state");

  if (change->kind == EV_KIND_PERSON && erased != NULL)
    return erased->name;
  if (change->kind == EV_KIND_EVENT && approved != NULL)
    return approved->name;
  if (change->kind == EV_KIND_EVENT && state != NULL &&
      (strcmp (state, "approved") == 0 || strcmp (state, "returned") == 0))
    return "state";
  return NULL;
}

/* An event or an operator may be given to a team of one's own only. */
static gboolean
may_name_team (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change, gboolean *may,
               GError **error)
{
  const char *id = assigned_text (change, "team");
  gint64 team = 0;

  if (id != NULL && !ev_shelf_team (shelf, id, FALSE, &team, error))
    return FALSE;
  *may = id == NULL || ev_places_has (device->teams, team);
  return TRUE;
}

/* What hangs on a record of another team may not be written; the record may be still to come. */
static gboolean
may_hang_there (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change,
                gboolean *may, GError **error)
{
  g_autoptr (EvRecord) wish = ev_record_new (change->kind, change->id);
  EvCentralRecord *parent;

  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    ev_record_take (wish, assignment->name, ev_value_ref (assignment->value));
  }
  if (!ev_places_parent (shelf, wish, &parent, error))
    return FALSE;
  *may = parent == NULL || ev_access_reads (device, parent);
  return TRUE;
}

static gboolean
facilitator_writes (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change,
                    gboolean *may, const char **field, GError **error)
{
  EvCentralRecord *record;

  *field = reserved_field (change);
  *may = FALSE;
  if (*field != NULL || ev_places_is_common (change->kind))
    return TRUE;
  if (!ev_shelf_find (shelf, change->kind, change->id, &record, error))
    return FALSE;
  if (record != NULL && !ev_access_reads (device, record))
    return TRUE;
  if (change->kind == EV_KIND_EVENT || change->kind == EV_KIND_OPERATOR) {
    *field = "team";
    return may_name_team (shelf, device, change, may, error);
  }
  return may_hang_there (shelf, device, change, may, error);
}

gboolean
ev_access_writes (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change,
                  gboolean *may, const char **field, GError **error)
{
  *field = NULL;
  *may = device->role == EV_ROLE_COORDINATOR || device->role == EV_ROLE_SERVER;
  if (device->role != EV_ROLE_FACILITATOR || device->teams->len == 0)
    return TRUE;
  return facilitator_writes (shelf, device, change, may, field, error);
}
