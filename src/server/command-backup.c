/* backup, restore, check. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/audit.h"
#include "server/command.h"
#include "server/opening.h"
#include "server/restoration.h"

static int
print_file (const EvCommandLine *line)
{
  cJSON *result = cJSON_CreateObject ();

  ev_json_add_text (result, "file", ev_command_word (line, 0));
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

int
ev_command_backup (EvCommandLine *line, GError **error)
{
  const char *path;

  if (!ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  path = ev_opening_path (line->store, error);
  if (path == NULL || !ev_restoration_backup (path, ev_command_word (line, 0), error))
    return EV_COMMAND_FAILED;
  return print_file (line);
}

int
ev_command_restore (EvCommandLine *line, GError **error)
{
  const char *path;

  if (!ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  path = ev_opening_path (line->store, error);
  if (path == NULL || !ev_restoration_restore (path, ev_command_word (line, 0), &line->random,
                                               ev_clock_now (&line->clock), error))
    return EV_COMMAND_FAILED;
  return print_file (line);
}

int
ev_command_check (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  cJSON *result, *list;

  if (!ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, FALSE, error);
  if (central == NULL || !ev_audit_run (central, &problems, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddBoolToObject (result, "ok", problems->len == 0);
  list = cJSON_AddArrayToObject (result, "problems");
  for (guint i = 0; i < problems->len; i++)
    cJSON_AddItemToArray (list, cJSON_CreateString (problems->pdata[i]));
  ev_command_print (line, result);
  return problems->len == 0 ? EV_COMMAND_DONE : EV_COMMAND_FAILED;
}
