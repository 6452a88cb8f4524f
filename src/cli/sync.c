/* enrol, sync, bundle: this register and its server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "report/register.h"
#include "sync/carrier.h"
#include "sync/engine.h"
#include "sync/enrol.h"

int
ev_cli_enrol (EvCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (EvInvitation) invitation = NULL;
  g_autoptr (EvEnrolment) enrolment = NULL;
  cJSON *result, *teams;

  if (argc != 1 && argc != 2)
    return EV_CLI_USAGE;
  invitation = argc == 1 ? ev_invitation_parse (argv[0], error)
                         : ev_invitation_new (argv[0], argv[1], error);
  if (invitation != NULL)
    enrolment = ev_enrol_run (cli->folder, &cli->options, invitation, g_get_host_name (), NULL,
                              NULL, error);
  if (enrolment == NULL)
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "project", enrolment->project);
  cJSON_AddStringToObject (result, "role", enrolment->role);
  teams = cJSON_AddArrayToObject (result, "teams");
  for (char **team = enrolment->teams; team != NULL && *team != NULL; team++)
    cJSON_AddItemToArray (teams, cJSON_CreateString (*team));
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}

static cJSON *
outcome_json (const EvSyncOutcome *outcome)
{
  cJSON *object = cJSON_CreateObject ();

  ev_json_add_integer (object, "sent", outcome->sent);
  ev_json_add_integer (object, "received", outcome->received);
  ev_json_add_integer (object, "refused", outcome->refused);
  ev_json_add_integer (object, "bytes_up", outcome->bytes_up);
  ev_json_add_integer (object, "bytes_down", outcome->bytes_down);
  ev_json_add_integer (object, "round_trips", outcome->round_trips);
  cJSON_AddBoolToObject (object, "verified", outcome->verified);
  ev_json_add_integer (object, "published", outcome->published);
  return object;
}

/* What others published meanwhile may leave reports of this laptop to be checked again; what holds
 * goes at once. */
static gboolean
publish_again (EvCli *cli, const EvTransport *transport, EvSyncOutcome *outcome, GError **error)
{
  g_auto (EvSyncOutcome) again = { 0 };
  guint published = 0;

  if (outcome->published == 0)
    return TRUE;
  if (!ev_register_check_again (cli->store, cli->lists, &published, error))
    return FALSE;
  if (published == 0)
    return TRUE;
  if (!ev_sync_run (cli->store, transport, &again, NULL, error))
    return FALSE;
  outcome->published += again.published;
  outcome->bytes_up += again.bytes_up;
  outcome->bytes_down += again.bytes_down;
  outcome->round_trips += again.round_trips;
  outcome->verified = again.verified;
  return TRUE;
}

int
ev_cli_sync (EvCli *cli, int argc, char **argv, GError **error)
{
  EvTransport transport;
  g_auto (EvSyncOutcome) outcome = { 0 };
  gboolean done;

  if (argc != 0)
    return EV_CLI_USAGE;
  if (!ev_sync_transport (cli->store, &transport, error))
    return EV_CLI_FAILED;
  done = ev_sync_run (cli->store, &transport, &outcome, NULL, error) &&
         publish_again (cli, &transport, &outcome, error);
  ev_transport_close (&transport);
  if (done)
    ev_cli_print (cli, outcome_json (&outcome));
  return done ? EV_CLI_DONE : EV_CLI_FAILED;
}

int
ev_cli_bundle (EvCli *cli, int argc, char **argv, GError **error)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  const char *event = NULL;
  gboolean sound = ev_cli_take_option (&argc, argv, "--event", &event);
  gboolean writes, done;

  if (!sound || argc != 2)
    return EV_CLI_USAGE;
  writes = g_str_equal (argv[0], "write");
  if (!writes && (!g_str_equal (argv[0], "read") || event != NULL))
    return EV_CLI_USAGE;
  done = writes ? ev_carrier_write (cli->store, event, argv[1], &outcome, error)
                : ev_carrier_read (cli->store, argv[1], &outcome, error);
  if (done)
    ev_cli_print (cli, outcome_json (&outcome));
  return done ? EV_CLI_DONE : EV_CLI_FAILED;
}
