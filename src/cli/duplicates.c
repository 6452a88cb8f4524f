/* duplicates: pairs of people who are likely one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"
#include "store/candidate.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 100000

static cJSON *
reasons_json (EvLikenessReason reasons)
{
  cJSON *array = cJSON_CreateArray ();

  for (guint bit = 0; bit < 32; bit++) {
    guint reason = (guint)reasons & (1u << bit);
    const char *code = ev_likeness_reason_code ((EvLikenessReason)reason);
    if (code != NULL)
      cJSON_AddItemToArray (array, cJSON_CreateString (code));
  }
  return array;
}

static cJSON *
pair_json (const EvCandidatePair *pair)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "a", pair->a);
  cJSON_AddStringToObject (object, "b", pair->b);
  cJSON_AddNumberToObject (object, "score", pair->likeness.score);
  cJSON_AddItemToObject (object, "reasons", reasons_json (pair->likeness.reasons));
  return object;
}

int
ev_cli_duplicates (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *number = NULL;
  guint64 limit = DEFAULT_LIMIT;
  g_autoptr (GPtrArray) pairs = NULL;
  cJSON *array;

  if (!ev_cli_take_option (&argc, argv, "--limit", &number) || argc != 0 ||
      (number != NULL && !g_ascii_string_to_unsigned (number, 10, 1, MAX_LIMIT, &limit, NULL)))
    return EV_CLI_USAGE;
  pairs = ev_candidate_pairs (cli->store, (guint)limit, error);
  if (pairs == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < pairs->len; i++)
    cJSON_AddItemToArray (array, pair_json (pairs->pdata[i]));
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}
