/* Who may read and write what. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/access.h"

#include <string.h>

#include "server/places.h"

/* So long after a restore those who come for the first time bring again what was lost, in ms. */
#define RETURNING (24 * 60 * 60 * 1000)

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

static gint64
home_of (const EvCentralDevice *device)
{
  return device->role == EV_ROLE_FACILITATOR && device->teams->len > 0
             ? g_array_index (device->teams, gint64, 0)
             : 0;
}

/* Who made the record of this id, if it was not `device` itself; NULL where the server does not
 * know her. */
static gboolean
find_creator (EvShelf *shelf, const EvCentralDevice *device, const char *id,
              EvCentralDevice **creator, GError **error)
{
  EvCentral *central = ev_shelf_central (shelf);
  char name[EV_ID_DEVICE_LENGTH + 1];

  *creator = NULL;
  return !ev_id_parse (id, name, NULL) || strcmp (name, device->id) == 0 ||
         central->device_by_id (central, name, creator, error);
}

gboolean
ev_access_home (EvShelf *shelf, const EvCentralDevice *device, const char *id, gint64 *home,
                GError **error)
{
  g_autoptr (EvCentralDevice) creator = NULL;

  if (!find_creator (shelf, device, id, &creator, error))
    return FALSE;
  *home = home_of (creator != NULL && creator->project == device->project ? creator : device);
  return TRUE;
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

/* Under one token, or with a team in common. */
static gboolean
works_with (const EvCentralDevice *device, const EvCentralDevice *other)
{
  return g_strcmp0 (device->token_hash, other->token_hash) == 0 ||
         (device->project == other->project && other->role == EV_ROLE_FACILITATOR &&
          ev_places_meet (device->teams, other->teams));
}

/* Whether the server was put back, and a laptop of the project has not come since with what it had
 * there. */
static gboolean
may_return (EvShelf *shelf, const EvCentralDevice *device, const EvCentralDevice *creator,
            gboolean *may, GError **error)
{
  EvCentral *central = ev_shelf_central (shelf);
  g_autofree char *text = NULL;

  if (!central->fact (central, EV_ACCESS_RESTORED, &text, error))
    return FALSE;
  *may = text != NULL && creator->project == device->project &&
         creator->seen < g_ascii_strtoll (text, NULL, 10) + RETURNING;
  return TRUE;
}

/* Whether a record that is not here may still come, from one whose work this device can know of.
 * Ids are easily counted on: whoever speaks of a stranger's before it is here would meet it when it
 * comes, and pull it to her own team. */
static gboolean
may_come (EvShelf *shelf, const EvCentralDevice *device, const char *id, gboolean *may,
          GError **error)
{
  g_autoptr (EvCentralDevice) creator = NULL;

  if (!find_creator (shelf, device, id, &creator, error))
    return FALSE;
  *may = creator == NULL || works_with (device, creator);
  return *may || may_return (shelf, device, creator, may, error);
}

/* Of a team that the device is in, or was once. */
static gboolean
has_known (const EvCentralDevice *device, const EvCentralRecord *person)
{
  for (guint i = 0; i < device->teams->len; i++)
    if (ev_central_place (person, g_array_index (device->teams, gint64, i)) != NULL)
      return TRUE;
  return FALSE;
}

/* The person whom a change draws in: who attends, who benefits, whom another is merged into. Owned;
 * NULL if none. */
static char *
person_of (const EvChange *change)
{
  char *id = NULL;

  if (ev_kind_is_derived (change->kind))
    ev_id_split (change->id, NULL, &id);
  else if (change->kind == EV_KIND_PERSON)
    id = g_strdup (assigned_text (change, "merged_into"));
  return id;
}

/* Nobody draws in a person whom her team has never had: by her attendance she would come into it
 * with all that is known of her, and by a merge be erased with another. */
static gboolean
may_draw_in (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change, gboolean *may,
             const char **field, GError **error)
{
  g_autofree char *id = person_of (change);
  EvCentralRecord *person = NULL;

  *may = TRUE;
  if (id == NULL)
    return TRUE;
  *field = change->kind == EV_KIND_PERSON ? "merged_into" : "person";
  if (!ev_shelf_find (shelf, EV_KIND_PERSON, id, &person, error))
    return FALSE;
  if (person == NULL)
    return may_come (shelf, device, id, may, error);
  *may = has_known (device, person);
  return TRUE;
}

static gboolean
may_touch (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change, gboolean *may,
           GError **error)
{
  EvCentralRecord *record;

  if (!ev_shelf_find (shelf, change->kind, change->id, &record, error))
    return FALSE;
  if (record == NULL)
    return may_come (shelf, device, change->id, may, error);
  *may = ev_access_reads (device, record);
  return TRUE;
}

static gboolean
facilitator_writes (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change,
                    gboolean *may, const char **field, GError **error)
{
  *field = reserved_field (change);
  *may = FALSE;
  if (*field != NULL || ev_places_is_common (change->kind))
    return TRUE;
  if (!may_touch (shelf, device, change, may, error) ||
      (*may && !may_draw_in (shelf, device, change, may, field, error)))
    return FALSE;
  if (!*may)
    return TRUE;
  *field = NULL;
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
