/* grant, deny: teams given to a device and taken from it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"
#include "server/grant.h"
#include "server/registrar.h"

static gboolean
parse (GPtrArray *teams, EvCommandLine *line)
{
  const char *team;

  do {
    team = NULL;
    if (!ev_command_option (line, "--team", &team))
      return FALSE;
    g_ptr_array_add (teams, (gpointer)team);
  } while (team != NULL);
  return ev_command_expects (line, 1) && teams->len > 1;
}

static gboolean
change (EvCentral *central, const char *id, const GPtrArray *codes, gboolean grant, GError **error)
{
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) teams = NULL;

  if (!central->device_by_id (central, id, &device, error))
    return FALSE;
  if (device == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no device %s", id);
    return FALSE;
  }
  teams = ev_registrar_teams (central, device->project, (const char *const *)codes->pdata, error);
  return teams != NULL &&
         ev_grant_change (central, id, grant ? teams : none, grant ? none : teams, error) &&
         central->commit (central, error);
}

static int
run (EvCommandLine *line, gboolean grant, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (EvCentral) central = NULL;
  cJSON *result;

  if (!parse (codes, line))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, TRUE, error);
  if (central == NULL || !change (central, ev_command_word (line, 0), codes, grant, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "device", ev_command_word (line, 0));
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

int
ev_command_grant (EvCommandLine *line, GError **error)
{
  return run (line, TRUE, error);
}

int
ev_command_deny (EvCommandLine *line, GError **error)
{
  return run (line, FALSE, error);
}
