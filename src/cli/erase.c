/* erase: a person's data, for good. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/people-erase.h"

int
ev_cli_erase (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *reason = NULL;

  if (!ev_cli_take_option (&argc, argv, "--reason", &reason) || argc != 1)
    return EV_CLI_USAGE;
  if (!ev_people_erase (cli->store, argv[0], reason, error))
    return EV_CLI_FAILED;
  ev_cli_print (cli, ev_cli_id (argv[0]));
  return EV_CLI_DONE;
}
