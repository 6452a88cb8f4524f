/* search: people by what is typed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/search.h"

#include "cli/cli.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 10000

static cJSON *
row_json (const EvPersonRow *row)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "id", row->id);
  cJSON_AddStringToObject (object, "given_name", row->given_name);
  cJSON_AddStringToObject (object, "family_name", row->family_name);
  ev_json_add_text (object, "gender", row->gender);
  if (row->birth_year != 0)
    ev_json_add_integer (object, "birth_year", row->birth_year);
  else
    cJSON_AddNullToObject (object, "birth_year");
  ev_json_add_text (object, "municipality", row->municipality);
  ev_json_add_text (object, "institution", row->institution);
  ev_json_add_text (object, "phone", row->phone);
  return object;
}

int
ev_cli_search (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *number = NULL;
  guint64 limit = DEFAULT_LIMIT;
  g_autoptr (GPtrArray) rows = NULL;
  cJSON *array;

  if (!ev_cli_take_option (&argc, argv, "--limit", &number) || argc != 1 ||
      (number != NULL && !g_ascii_string_to_unsigned (number, 10, 1, MAX_LIMIT, &limit, NULL)))
    return EV_CLI_USAGE;
  rows = ev_search_people (cli->store, argv[0], NULL, (guint)limit, error);
  if (rows == NULL)
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < rows->len; i++)
    cJSON_AddItemToArray (array, row_json (rows->pdata[i]));
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}
