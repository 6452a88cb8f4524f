/* processing: the record of processing, as pages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/processing.h"

#include "cli/cli.h"

int
ev_cli_processing (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *file = NULL;
  gint64 now = ev_clock_now (&cli->options.clock);
  g_autofree char *today = ev_clock_date (now);
  g_autoptr (EvDocument) document = NULL;
  cJSON *result;

  if (!ev_cli_take_option (&argc, argv, "--out", &file) || argc != 0 || file == NULL)
    return EV_CLI_USAGE;
  document = ev_processing_document (cli->store, cli->lists, today, error);
  if (document == NULL || !ev_document_write_pdf (document, file, now, error))
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_integer (result, "pages", document->pages);
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}
