/* merge, unmerge: two records are one person, or are not after all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/people-merge.h"

typedef char *(*Act) (EvStore *store, const char *keep, const char *other, GError **error);

static int
run (EvCli *cli, Act act, int argc, char **argv, GError **error)
{
  g_autofree char *keep = NULL, *other = NULL, *survivor = NULL;

  if (argc != 2)
    return EV_CLI_USAGE;
  keep = ev_id_normalise (argv[0]);
  other = ev_id_normalise (argv[1]);
  survivor = act (cli->store, keep, other, error);
  if (survivor == NULL)
    return EV_CLI_FAILED;
  ev_cli_print (cli, ev_cli_id (survivor));
  return EV_CLI_DONE;
}

int
ev_cli_merge (EvCli *cli, int argc, char **argv, GError **error)
{
  return run (cli, ev_people_merge, argc, argv, error);
}

int
ev_cli_unmerge (EvCli *cli, int argc, char **argv, GError **error)
{
  return run (cli, ev_people_unmerge, argc, argv, error);
}
