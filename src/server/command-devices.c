/* devices, revoke. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "server/command.h"
#include "server/registrar.h"

static const char *const states[] = {
  [EV_DEVICE_ACTIVE] = "active",
  [EV_DEVICE_REVOKED] = "revoked",
  [EV_DEVICE_FORGOTTEN] = "forgotten",
};

static gboolean
add_teams (cJSON *object, EvCentral *central, const GArray *numbers, GError **error)
{
  cJSON *codes = cJSON_AddArrayToObject (object, "teams");

  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr (EvCentralTeam) team = NULL;
    if (!central->team_get (central, g_array_index (numbers, gint64, i), &team, error))
      return FALSE;
    if (team != NULL)
      cJSON_AddItemToArray (codes, cJSON_CreateString (team->code != NULL ? team->code : team->id));
  }
  return TRUE;
}

static cJSON *
describe (EvCentral *central, const EvCentralDevice *device, GError **error)
{
  g_autoptr (EvJson) object = cJSON_CreateObject ();
  g_autoptr (EvCentralProject) project = NULL;

  ev_json_add_text (object, "device", device->id);
  ev_json_add_text (object, "name", device->name);
  if (!central->project_get (central, device->project, &project, error))
    return NULL;
  ev_json_add_text (object, "project", project != NULL ? project->code : NULL);
  ev_json_add_text (object, "role", ev_central_role_name (device->role));
  if (!add_teams (object, central, device->teams, error))
    return NULL;
  ev_json_add_text (object, "state", states[device->state]);
  ev_json_add_integer (object, "changes", device->acked);
  ev_command_add_moment (object, "enrolled", device->enrolled);
  ev_command_add_moment (object, "last_seen", device->seen);
  ev_json_add_text (object, "program", device->program);
  return g_steal_pointer (&object);
}

static void
print_row (const cJSON *object)
{
  const char *const columns[] = { "device",    "role",    "state", "project",
                                  "last_seen", "program", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    const char *text = ev_json_text (object, columns[i]);
    printf ("%s%s", text != NULL ? text : "-", i + 1 < G_N_ELEMENTS (columns) ? "  " : "\n");
  }
}

int
ev_command_devices (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (EvJson) result = cJSON_CreateArray ();
  const cJSON *row = NULL;

  if (!ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, FALSE, error);
  if (central == NULL || !central->devices (central, &devices, error))
    return EV_COMMAND_FAILED;
  for (guint i = 0; i < devices->len; i++) {
    const EvCentralDevice *device = devices->pdata[i];
    cJSON *object;
    if (device->role == EV_ROLE_SERVER)
      continue;
    object = describe (central, device, error);
    if (object == NULL)
      return EV_COMMAND_FAILED;
    cJSON_AddItemToArray (result, object);
  }
  if (line->json) {
    ev_command_print (line, g_steal_pointer (&result));
    return EV_COMMAND_DONE;
  }
  cJSON_ArrayForEach (row, result) {
    print_row (row);
  }
  return EV_COMMAND_DONE;
}

int
ev_command_revoke (EvCommandLine *line, GError **error)
{
  gboolean forget = ev_command_flag (line, "--forget");
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (EvCentralDevice) device = NULL;
  cJSON *result;

  if (!ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, TRUE, error);
  if (central == NULL ||
      !ev_registrar_revoke (central, &line->random, ev_command_word (line, 0), forget, &device,
                            error) ||
      !central->commit (central, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "device", device->id);
  ev_json_add_text (result, "state", states[device->state]);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}
