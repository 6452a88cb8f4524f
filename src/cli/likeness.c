/* likeness: a verdict on each pair of a CSV file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/likeness.h"

#include "cli/cli.h"
#include "exchange/table.h"

#define FIRST_YEAR 1000
#define LAST_YEAR 9999

/* One side of a pair, by the beginnings of its headings. */
static const char *const sides[] = { "a", "b" };

static const char *
cell_of (const EvTable *table, const GPtrArray *row, const char *side, const char *column)
{
  g_autofree char *heading =
      side != NULL ? g_strdup_printf ("%s_%s", side, column) : g_strdup (column);
  guint index;

  if (!g_ptr_array_find_with_equal_func (table->heading, heading, g_str_equal, &index))
    return "";
  return ev_table_plain (ev_table_cell (row, index));
}

static EvLikenessPerson
person_of (const EvTable *table, const GPtrArray *row, const char *side)
{
  EvLikenessPerson person = { cell_of (table, row, side, "given"),
                              cell_of (table, row, side, "family"), 0,
                              cell_of (table, row, side, "phone"),
                              cell_of (table, row, side, "municipality") };
  guint64 year;

  if (g_ascii_string_to_unsigned (cell_of (table, row, side, "birth_year"), 10, FIRST_YEAR,
                                  LAST_YEAR, &year, NULL))
    person.birth_year = (int)year;
  return person;
}

static gboolean
check_heading (const EvTable *table, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autofree char *given = g_strdup_printf ("%s_given", sides[i]);
    if (g_ptr_array_find_with_equal_func (table->heading, given, g_str_equal, NULL))
      continue;
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "no column is headed %s", given);
    return FALSE;
  }
  return TRUE;
}

static cJSON *
pair_json (const EvTable *table, const GPtrArray *row)
{
  EvLikenessPerson a = person_of (table, row, sides[0]), b = person_of (table, row, sides[1]);
  EvLikeness likeness = ev_likeness_people (&a, &b, NULL);
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "pair_id", cell_of (table, row, NULL, "pair_id"));
  cJSON_AddNumberToObject (object, "score", likeness.score);
  cJSON_AddBoolToObject (object, "same", likeness.same);
  return object;
}

int
ev_cli_likeness (EvCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (EvTable) table = NULL;
  cJSON *array;

  if (argc != 1)
    return EV_CLI_USAGE;
  table = ev_table_read (argv[0], error);
  if (table == NULL || !check_heading (table, error))
    return EV_CLI_FAILED;
  array = cJSON_CreateArray ();
  for (guint i = 0; i < table->rows->len; i++) {
    const GPtrArray *row = table->rows->pdata[i];
    if (row->len > 0)
      cJSON_AddItemToArray (array, pair_json (table, row));
  }
  ev_cli_print (cli, array);
  return EV_CLI_DONE;
}
