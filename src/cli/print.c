/* print: an event's papers as PDF. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/cli.h"
#include "print/badge.h"
#include "print/certificate.h"
#include "print/sheet.h"
#include "store/access.h"

static EvDocument *
make_sheet (EvCli *cli, const char *event, gboolean blank, const char *second, GError **error)
{
  EvSheetOptions options = { ev_language_get (), ev_language_get (), blank };

  if (second != NULL)
    ev_language_parse (second, &options.second);
  return ev_sheet_new (cli->store, cli->lists, event, &options, error);
}

/* Papers name people: the access log says which were made. */
static gboolean
note (EvCli *cli, const char *event, const char *paper, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("event/%s %s", event, paper);
  return ev_access_note (cli->store, EV_ACCESS_PRINT, subject, NULL, error);
}

int
ev_cli_print_papers (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *file = NULL, *second = NULL;
  gboolean blank = ev_cli_take_flag (&argc, argv, "--blank");
  g_autoptr (EvDocument) document = NULL;
  EvLanguage known;
  cJSON *result;

  if (!ev_cli_take_option (&argc, argv, "--out", &file) ||
      !ev_cli_take_option (&argc, argv, "--second", &second) || argc != 2 || file == NULL ||
      (second != NULL && !ev_language_parse (second, &known)))
    return EV_CLI_USAGE;
  if (strcmp (argv[1], "sheet") == 0)
    document = make_sheet (cli, argv[0], blank, second, error);
  else if (strcmp (argv[1], "certificates") == 0)
    document = ev_certificate_new (cli->store, cli->lists, argv[0], error);
  else if (strcmp (argv[1], "badges") == 0)
    document = ev_badge_new (cli->store, cli->lists, argv[0], error);
  else
    return EV_CLI_USAGE;
  if (document == NULL || !note (cli, argv[0], argv[1], error) ||
      !ev_document_write_pdf (document, file, ev_clock_now (&cli->options.clock), error))
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_integer (result, "pages", document->pages);
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}
