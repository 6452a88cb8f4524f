/* move: carries the central store over to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"
#include "server/move.h"

int
ev_command_move (EvCommandLine *line, GError **error)
{
  const char *to = NULL;
  EvMoveResult moved;
  cJSON *result;

  if (!ev_command_option (line, "--to", &to) || to == NULL || !ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  if (!ev_move_run (line->store, to, &moved, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_integer (result, "rows", moved.rows);
  cJSON_AddBoolToObject (result, "resumed", moved.resumed);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}
