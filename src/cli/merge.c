/* merge, unmerge, apart: two records are one person, or are not after all, or never were. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/apart.h"
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

static char *
tell_apart (EvStore *store, const char *a, const char *b, GError **error)
{
  return ev_apart_set (store, a, b, TRUE, error);
}

static char *
take_back (EvStore *store, const char *a, const char *b, GError **error)
{
  return ev_apart_set (store, a, b, FALSE, error);
}

int
ev_cli_apart (EvCli *cli, int argc, char **argv, GError **error)
{
  gboolean undo = ev_cli_take_flag (&argc, argv, "--undo");
  return run (cli, undo ? take_back : tell_apart, argc, argv, error);
}
