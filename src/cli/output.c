/* Results of commands: one JSON document, or the same in columns for people. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "text/reason-text.h"

cJSON *
ev_cli_id (const char *id)
{
  cJSON *result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "id", id);
  return result;
}

static char *
cell_text (const cJSON *item)
{
  if (item == NULL || cJSON_IsNull (item))
    return g_strdup ("");
  return cJSON_IsString (item) ? g_strdup (item->valuestring) : ev_json_print (item);
}

/* Members that hold something in any row, in the order of their first appearance. */
static GPtrArray *
columns_of (const cJSON *rows)
{
  GPtrArray *columns = g_ptr_array_new ();
  const cJSON *row = NULL, *member = NULL;

  cJSON_ArrayForEach (row, rows) {
    cJSON_ArrayForEach (member, row) {
      if (!cJSON_IsNull (member) && member->string != NULL &&
          !g_ptr_array_find_with_equal_func (columns, member->string, g_str_equal, NULL))
        g_ptr_array_add (columns, member->string);
    }
  }
  return columns;
}

static glong
width_of (const cJSON *rows, const char *column)
{
  const cJSON *row = NULL;
  glong width = (glong)strlen (column);

  cJSON_ArrayForEach (row, rows) {
    g_autofree char *text = cell_text (cJSON_GetObjectItemCaseSensitive (row, column));
    width = MAX (width, g_utf8_strlen (text, -1));
  }
  return width;
}

static void
print_cell (const char *text, glong width, gboolean last)
{
  glong blanks = last ? 0 : width - g_utf8_strlen (text, -1) + 2;
  printf ("%s%*s", text, (int)MAX (blanks, 0), "");
}

static void
print_rows (const cJSON *rows)
{
  g_autoptr (GPtrArray) columns = columns_of (rows);
  const cJSON *row = NULL;

  for (guint i = 0; i < columns->len; i++)
    print_cell (columns->pdata[i], width_of (rows, columns->pdata[i]), i + 1 == columns->len);
  if (columns->len > 0)
    printf ("\n");
  cJSON_ArrayForEach (row, rows) {
    for (guint i = 0; i < columns->len; i++) {
      const char *column = columns->pdata[i];
      g_autofree char *text = cell_text (cJSON_GetObjectItemCaseSensitive (row, column));
      print_cell (text, width_of (rows, column), i + 1 == columns->len);
    }
    printf ("\n");
  }
}

static void
print_members (const cJSON *object)
{
  const cJSON *member = NULL;

  cJSON_ArrayForEach (member, object) {
    g_autofree char *text = cell_text (member);
    if (cJSON_IsArray (member) && cJSON_IsObject (member->child)) {
      printf ("%s:\n", member->string);
      print_rows (member);
    } else if (*text != '\0') {
      printf ("%s: %s\n", member->string, text);
    }
  }
}

void
ev_cli_print (const EvCli *cli, cJSON *result)
{
  if (cli->json) {
    g_autofree char *text = ev_json_print (result);
    printf ("%s\n", text);
  } else if (cJSON_IsArray (result)) {
    print_rows (result);
  } else {
    print_members (result);
  }
  cJSON_Delete (result);
}

void
ev_cli_complain (const EvCli *cli, const GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++) {
    const EvProblem *problem = problems->pdata[i];
    g_autofree char *sentence = ev_reason_text (ev_reason_name (problem->reason), problem->field,
                                                problem->min, problem->max);
    if (problem->field != NULL)
      fprintf (stderr, "%s: %s\n", problem->field, sentence);
    else
      fprintf (stderr, "%s\n", sentence);
  }
}
