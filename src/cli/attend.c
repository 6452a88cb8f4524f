/* attend: one person at one session. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/roster.h"

static gboolean
exists (EvCli *cli, EvKind kind, const char *id, GError **error)
{
  g_autoptr (EvRecord) record = ev_store_read (cli->store, kind, id, error);
  if (record != NULL && ev_record_is_gone (record))
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "%s %s is deleted", ev_kind_name (kind), id);
  return record != NULL && !ev_record_is_gone (record);
}

/* Says which field is wrong, as for every other record. */
static gboolean
is_status (EvCli *cli, const char *status)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (ev_lists_has (cli->lists, "attendance_status", status))
    return TRUE;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_problem_free);
  g_ptr_array_add (problems, ev_problem_new (EV_REASON_NOT_IN_LIST, "status"));
  ev_cli_complain (cli, problems);
  return FALSE;
}

int
ev_cli_attend (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *status = "present";
  g_autofree char *id = NULL;

  if (!ev_cli_take_option (&argc, argv, "--status", &status) || argc != 2)
    return EV_CLI_USAGE;
  if (!exists (cli, EV_KIND_SESSION, argv[0], error) ||
      !exists (cli, EV_KIND_PERSON, argv[1], error) || !is_status (cli, status) ||
      !ev_roster_mark (cli->store, argv[0], argv[1], status, "tick", error))
    return EV_CLI_FAILED;
  id = ev_id_derive (argv[0], argv[1]);
  ev_cli_print (cli, ev_cli_id (id));
  return EV_CLI_DONE;
}
