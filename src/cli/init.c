/* init, sample: beginning a register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "exchange/sample.h"

int
ev_cli_init (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *code = NULL, *name = NULL;
  cJSON *result;

  if (!ev_cli_take_option (&argc, argv, "--project", &code) ||
      !ev_cli_take_option (&argc, argv, "--name", &name) || argc != 0 || code == NULL ||
      name == NULL)
    return EV_CLI_USAGE;
  cli->store = ev_store_create (cli->folder, &cli->options, code, name, error);
  if (cli->store == NULL)
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "device", ev_store_device (cli->store));
  cJSON_AddStringToObject (result, "project", code);
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}

static gboolean
open_or_create (EvCli *cli, GError **error)
{
  g_autoptr (GError) cause = NULL;

  cli->store = ev_store_open (cli->folder, &cli->options, &cause);
  if (cli->store == NULL && g_error_matches (cause, EV_ERROR, EV_ERROR_NOT_FOUND))
    cli->store =
        ev_store_create (cli->folder, &cli->options, EV_SAMPLE_CODE, EV_SAMPLE_NAME, error);
  else if (cli->store == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return cli->store != NULL;
}

int
ev_cli_sample (EvCli *cli, int argc, char **argv, GError **error)
{
  cJSON *result;

  if (argc != 1 || !ev_sample_is_known (argv[0]))
    return EV_CLI_USAGE;
  if (!open_or_create (cli, error) || !ev_sample_load (cli->store, error))
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "project", EV_SAMPLE_CODE);
  ev_json_add_integer (result, "events", ev_store_count (cli->store, EV_KIND_EVENT, NULL));
  ev_json_add_integer (result, "people", ev_store_count (cli->store, EV_KIND_PERSON, NULL));
  ev_json_add_integer (result, "attendances",
                       ev_store_count (cli->store, EV_KIND_ATTENDANCE, NULL));
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}
