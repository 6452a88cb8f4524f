/* status: what is in the register, and where. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/custody.h"

static void
add_moment (cJSON *object, const char *member, gint64 milliseconds)
{
  g_autoptr (GDateTime) moment =
      milliseconds > 0 ? g_date_time_new_from_unix_utc (milliseconds / 1000) : NULL;
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  ev_json_add_text (object, member, text);
}

int
ev_cli_status (EvCli *cli, int argc, char **argv, GError **error)
{
  g_auto (EvCustodyCounts) counts = { 0 };
  cJSON *result, *records;

  if (argc != 0)
    return EV_CLI_USAGE;
  if (!ev_custody_count (cli->store, &counts, error))
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "device", ev_store_device (cli->store));
  records = cJSON_AddObjectToObject (result, "records");
  for (guint kind = 0; kind < EV_N_KINDS; kind++)
    ev_json_add_integer (records, ev_kind_name ((EvKind)kind),
                         ev_store_count (cli->store, (EvKind)kind, NULL));
  ev_json_add_integer (result, "on_laptop", counts.on_laptop);
  ev_json_add_integer (result, "on_server", counts.on_server);
  ev_json_add_integer (result, "handed_over", counts.handed);
  ev_json_add_integer (result, "carried", counts.carried);
  ev_json_add_integer (result, "parked", counts.parked);
  add_moment (result, "last_sync", counts.last_sync);
  add_moment (result, "last_verified", counts.last_verified);
  cJSON_AddItemToObject (result, "opens_by", ev_cli_ways (cli->folder));
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}
