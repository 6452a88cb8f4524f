/* project add, team add. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"
#include "server/registrar.h"

int
ev_command_project_add (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;
  cJSON *result;
  gint64 number;

  if (!ev_command_expects (line, 2))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, TRUE, TRUE, error);
  if (central == NULL ||
      !ev_registrar_add_project (central, ev_command_word (line, 0), ev_command_word (line, 1),
                                 ev_clock_now (&line->clock), &number, error) ||
      !central->commit (central, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "project", ev_command_word (line, 0));
  ev_json_add_text (result, "id", EV_PROJECT_ID);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

int
ev_command_team_add (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;
  g_autofree char *id = NULL;
  cJSON *result;

  if (!ev_command_expects (line, 3))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, TRUE, error);
  if (central == NULL)
    return EV_COMMAND_FAILED;
  id = ev_registrar_add_team (central, ev_command_word (line, 0), ev_command_word (line, 1),
                              ev_command_word (line, 2), ev_clock_now (&line->clock), error);
  if (id == NULL || !central->commit (central, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "team", ev_command_word (line, 1));
  ev_json_add_text (result, "id", id);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}
