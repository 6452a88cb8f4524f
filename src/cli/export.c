/* export: tables out of the register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export.h"

#include "cli/cli.h"

int
ev_cli_export (EvCli *cli, int argc, char **argv, GError **error)
{
  EvExportOptions options = { .language = ev_language_get (),
                              .random = &cli->options.random,
                              .now = ev_clock_now (&cli->options.clock) };
  const char *format = "csv", *file = NULL;
  gint64 rows;
  cJSON *result;

  if (!ev_cli_take_option (&argc, argv, "--format", &format) ||
      !ev_cli_take_option (&argc, argv, "--out", &file) ||
      !ev_cli_take_option (&argc, argv, "--reason", &options.reason) || argc != 1 || file == NULL ||
      !ev_export_parse_table (argv[0], &options.table) ||
      !ev_export_parse_format (format, &options.format))
    return EV_CLI_USAGE;
  rows = ev_export_write (cli->store, cli->lists, &options, file, NULL, error);
  if (rows < 0)
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_integer (result, "rows", rows);
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}
