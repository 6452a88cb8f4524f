/* add, set, delete: writing one record. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/cli.h"

/* Reads one `field=value` into the change, or says what is wrong with it. */
static void
take_pair (EvChange *change, const char *pair, char **left, char **right, GPtrArray *problems)
{
  const char *mark = strchr (pair, '=');
  g_autofree char *name = g_strndup (pair, (gsize)(mark - pair));
  const EvField *field = ev_field_find (change->kind, name);
  EvValue *value = NULL;

  if (field == NULL)
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_UNKNOWN_FIELD, name));
  else if (field->derived && strcmp (name, "person") == 0)
    *right = g_strdup (mark + 1);
  else if (field->derived)
    *left = g_strdup (mark + 1);
  else if (!ev_value_parse (field, mark + 1, &value))
    g_ptr_array_add (problems, ev_problem_new (field->type == EV_TYPE_INTEGER ? EV_REASON_NOT_NUMBER
                                                                              : EV_REASON_BAD_FORM,
                                               name));
  else
    ev_change_take (change, name, value);
}

/* The change that the words ask for; FALSE with problems. */
static gboolean
take_pairs (EvChange *change, int argc, char **argv, GPtrArray *problems)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  for (int i = 0; i < argc; i++)
    take_pair (change, argv[i], &left, &right, problems);
  if (change->id == NULL && left != NULL && right != NULL)
    change->id =
        change->kind == EV_KIND_APART ? ev_id_pair (left, right) : ev_id_derive (left, right);
  if (ev_kind_is_derived (change->kind) && change->kind != EV_KIND_ATTENDANCE &&
      change->fields->len == 0)
    ev_change_set_integer (change, "deleted", 0);
  if (change->id == NULL && ev_kind_is_derived (change->kind))
    g_ptr_array_add (problems, ev_problem_new (EV_REASON_REQUIRED, "person"));
  return problems->len == 0;
}

static gboolean
are_pairs (int argc, char **argv)
{
  for (int i = 0; i < argc; i++)
    if (strchr (argv[i], '=') == NULL)
      return FALSE;
  return argc > 0;
}

static int
write_change (EvCli *cli, EvChange *change, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_problem_free);
  g_autoptr (GPtrArray) refused = NULL;
  g_autofree char *id = NULL;

  if (!take_pairs (change, argc, argv, problems)) {
    ev_cli_complain (cli, problems);
    return EV_CLI_FAILED;
  }
  id = ev_store_write (cli->store, change, &refused, error);
  if (id == NULL) {
    ev_cli_complain (cli, refused);
    return EV_CLI_FAILED;
  }
  ev_cli_print (cli, ev_cli_id (id));
  return EV_CLI_DONE;
}

int
ev_cli_add (EvCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (EvChange) change = NULL;
  EvKind kind;

  if (argc < 2 || !ev_kind_parse (argv[0], &kind) || !are_pairs (argc - 1, argv + 1))
    return EV_CLI_USAGE;
  change = ev_change_new (kind, kind == EV_KIND_PROJECT ? EV_STORE_PROJECT_ID : NULL);
  return write_change (cli, change, argc - 1, argv + 1, error);
}

int
ev_cli_set (EvCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (EvRecord) record = NULL;
  g_autoptr (EvChange) change = NULL;
  EvKind kind;

  if (argc < 3 || !ev_kind_parse (argv[0], &kind) || !are_pairs (argc - 2, argv + 2))
    return EV_CLI_USAGE;
  record = ev_store_read (cli->store, kind, argv[1], error);
  if (record == NULL)
    return EV_CLI_FAILED;
  change = ev_change_new (kind, argv[1]);
  return write_change (cli, change, argc - 2, argv + 2, error);
}

int
ev_cli_delete (EvCli *cli, int argc, char **argv, GError **error)
{
  char *pair[] = { (char *)"deleted=1", NULL };
  char *words[] = { argc > 0 ? argv[0] : NULL, argc > 1 ? argv[1] : NULL, pair[0], NULL };

  return argc == 2 ? ev_cli_set (cli, 3, words, error) : EV_CLI_USAGE;
}
