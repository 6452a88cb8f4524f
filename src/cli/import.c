/* import: people from a CSV file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"
#include "text/i18n.h"
#include "text/reason-text.h"

static cJSON *
refusals_json (const GPtrArray *refused)
{
  cJSON *array = cJSON_CreateArray ();

  for (guint i = 0; i < refused->len; i++) {
    const EvImportRefusal *refusal = refused->pdata[i];
    const char *code = ev_reason_name (refusal->reason);
    g_autofree char *sentence = ev_reason_text (code, refusal->field, refusal->min, refusal->max);
    cJSON *object = cJSON_CreateObject ();

    ev_json_add_integer (object, "row", refusal->row);
    ev_json_add_text (object, "field", refusal->field);
    cJSON_AddStringToObject (object, "reason", sentence);
    cJSON_AddStringToObject (object, "code", code);
    cJSON_AddItemToArray (array, object);
  }
  return array;
}

static cJSON *
doubts_json (const GPtrArray *doubts)
{
  cJSON *array = cJSON_CreateArray ();

  for (guint i = 0; i < doubts->len; i++) {
    const EvImportDoubt *doubt = doubts->pdata[i];
    cJSON *object = cJSON_CreateObject ();
    ev_json_add_integer (object, "row", doubt->row);
    cJSON_AddStringToObject (object, "person", doubt->person);
    cJSON_AddStringToObject (object, "known", doubt->known);
    cJSON_AddNumberToObject (object, "score", doubt->score);
    cJSON_AddItemToArray (array, object);
  }
  return array;
}

static cJSON *
matches_json (const GPtrArray *matches)
{
  cJSON *array = cJSON_CreateArray ();

  for (guint i = 0; i < matches->len; i++) {
    const EvImportMatch *match = matches->pdata[i];
    cJSON *object = cJSON_CreateObject ();
    ev_json_add_integer (object, "row", match->row);
    cJSON_AddStringToObject (object, "person", match->person);
    cJSON_AddItemToArray (array, object);
  }
  return array;
}

static cJSON *
outcome_json (const EvImportOutcome *outcome)
{
  cJSON *object = cJSON_CreateObject ();
  cJSON *ignored;

  ev_json_add_integer (object, "rows", outcome->rows);
  ev_json_add_integer (object, "people_added", outcome->people_added);
  ev_json_add_integer (object, "people_matched", outcome->people_matched);
  ev_json_add_integer (object, "attendance_added", outcome->attendance_added);
  cJSON_AddItemToObject (object, "refused", refusals_json (outcome->refused));
  cJSON_AddItemToObject (object, "matched", matches_json (outcome->matches));
  cJSON_AddItemToObject (object, "doubtful", doubts_json (outcome->doubts));
  ignored = cJSON_AddArrayToObject (object, "ignored_columns");
  for (guint i = 0; i < outcome->ignored->len; i++)
    cJSON_AddItemToArray (ignored, cJSON_CreateString (outcome->ignored->pdata[i]));
  return object;
}

/* Progress */

/* Set by Ctrl+C, which may come at any moment; the next row ends the import. */
static volatile sig_atomic_t interrupted;

static void
interrupt (int number)
{
  interrupted = 1;
}

static void
progress_cb (guint done, guint rows, gpointer data)
{
  GCancellable *cancellable = data;

  if (interrupted)
    g_cancellable_cancel (cancellable);
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%u / %u", done, rows);
}

/* The second Ctrl+C ends the program as ever; what is open is rolled back then, too. */
static gboolean
run (EvCli *cli, const EvTable *table, EvImportOptions *options, EvImportOutcome *outcome,
     GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  struct sigaction act = { .sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND }, before;
  gboolean done;

  options->progress = progress_cb;
  options->data = cancellable;
  sigaction (SIGINT, &act, &before);
  done = ev_import_run (cli->store, cli->lists, table, options, outcome, cancellable, error);
  sigaction (SIGINT, &before, NULL);
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
  return done;
}

int
ev_cli_import (EvCli *cli, int argc, char **argv, GError **error)
{
  EvImportOptions options = { 0 };
  g_auto (EvImportOutcome) outcome = { 0 };
  g_autoptr (EvTable) table = NULL;
  gboolean done;

  options.dry_run = ev_cli_take_flag (&argc, argv, "--dry-run");
  options.strict = ev_cli_take_flag (&argc, argv, "--strict");
  if (!ev_cli_take_option (&argc, argv, "--event", &options.event) || argc != 1)
    return EV_CLI_USAGE;
  table = ev_table_read (argv[0], error);
  if (table == NULL)
    return EV_CLI_FAILED;
  if (ev_import_is_pseudonymous (table, cli->lists)) {
    fprintf (stderr, "%s\n",
             _ ("This file is an export without names, so it says nothing about who anybody is. "
                "Export again and state a reason to get a file that can be read back."));
    return EV_CLI_FAILED;
  }
  done = run (cli, table, &options, &outcome, error);
  if (done || outcome.refused->len > 0)
    ev_cli_print (cli, outcome_json (&outcome));
  return done ? EV_CLI_DONE : EV_CLI_FAILED;
}
