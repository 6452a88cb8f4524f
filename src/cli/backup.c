/* backup, restore, check. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include "cli/cli.h"

static cJSON *
file_json (const char *file)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON_AddStringToObject (object, "file", file);
  return object;
}

int
ev_cli_backup (EvCli *cli, int argc, char **argv, GError **error)
{
  if (argc != 1)
    return EV_CLI_USAGE;
  if (!ev_backup_write (cli->store, argv[0], error))
    return EV_CLI_FAILED;
  ev_cli_print (cli, file_json (argv[0]));
  return EV_CLI_DONE;
}

int
ev_cli_restore (EvCli *cli, int argc, char **argv, GError **error)
{
  if (argc != 1)
    return EV_CLI_USAGE;
  if (!ev_backup_restore (argv[0], cli->folder, &cli->options, error))
    return EV_CLI_FAILED;
  ev_cli_print (cli, file_json (argv[0]));
  return EV_CLI_DONE;
}

int
ev_cli_check (EvCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  cJSON *result, *array;
  gboolean noted = ev_cli_take_flag (&argc, argv, "--noted");
  gboolean ok;

  if (argc != 0)
    return EV_CLI_USAGE;
  if (noted && !ev_backup_note_loss (cli->store, error))
    return EV_CLI_FAILED;
  problems = ev_backup_check (cli->store, error);
  if (problems == NULL)
    return EV_CLI_FAILED;
  ok = problems->len == 0;
  result = cJSON_CreateObject ();
  cJSON_AddBoolToObject (result, "ok", ok);
  array = cJSON_AddArrayToObject (result, "problems");
  for (guint i = 0; i < problems->len; i++)
    cJSON_AddItemToArray (array, cJSON_CreateString (problems->pdata[i]));
  ev_cli_print (cli, result);
  return ok ? EV_CLI_DONE : EV_CLI_FAILED;
}
