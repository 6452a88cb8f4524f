/* subject: one person's own data, for herself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/subject.h"

#include <string.h>

#include "cli/cli.h"
#include "print/subject.h"

static gboolean
write_json (const cJSON *subject, const char *file, GError **error)
{
  g_autofree char *text = ev_json_print (subject);
  return g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
write_pdf (EvCli *cli, const cJSON *subject, const char *file, GError **error)
{
  g_autoptr (EvDocument) document = ev_subject_document (subject, cli->lists, error);
  return document != NULL &&
         ev_document_write_pdf (document, file, ev_clock_now (&cli->options.clock), error);
}

int
ev_cli_subject (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *format = NULL, *file = NULL;
  g_autoptr (EvJson) subject = NULL;
  gboolean json;

  if (!ev_cli_take_option (&argc, argv, "--format", &format) ||
      !ev_cli_take_option (&argc, argv, "--out", &file) || argc != 1 || file == NULL ||
      (format != NULL && strcmp (format, "json") != 0 && strcmp (format, "pdf") != 0))
    return EV_CLI_USAGE;
  json = format != NULL ? strcmp (format, "json") == 0 : g_str_has_suffix (file, ".json");
  subject = ev_subject_json (cli->store, argv[0], ev_clock_now (&cli->options.clock), error);
  if (subject == NULL ||
      !(json ? write_json (subject, file, error) : write_pdf (cli, subject, file, error)))
    return EV_CLI_FAILED;
  ev_cli_print (cli, ev_cli_id (ev_json_text (subject, "id")));
  return EV_CLI_DONE;
}
