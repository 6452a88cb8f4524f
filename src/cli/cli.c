/* evidenca-cli: options, commands and how they end. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "base/key.h"
#include "store/keys.h"
#include "text/error-text.h"
#include "text/i18n.h"

static const EvCliCommand commands[] = {
  { "init", "init --project CODE --name NAME", FALSE, ev_cli_init },
  { "add", "add KIND field=value ...", TRUE, ev_cli_add },
  { "set", "set KIND ID field=value ...", TRUE, ev_cli_set },
  { "delete", "delete KIND ID", TRUE, ev_cli_delete },
  { "list", "list KIND|conflicts|parked|access|published [--event ID]", TRUE, ev_cli_list },
  { "show", "show KIND ID [--reveal]", TRUE, ev_cli_show },
  { "attend", "attend SESSION PERSON [--status present]", TRUE, ev_cli_attend },
  { "search", "search TEXT [--limit N]", TRUE, ev_cli_search },
  { "likeness", "likeness FILE.csv", FALSE, ev_cli_likeness },
  { "duplicates", "duplicates [--limit N]", TRUE, ev_cli_duplicates },
  { "merge", "merge KEEP OTHER", TRUE, ev_cli_merge },
  { "unmerge", "unmerge KEEP OTHER", TRUE, ev_cli_unmerge },
  { "apart", "apart PERSON OTHER [--undo]", TRUE, ev_cli_apart },
  { "import", "import FILE.csv [--event ID] [--dry-run] [--strict]", TRUE, ev_cli_import },
  { "export",
    "export people|attendance|events|results [--format csv|xlsx|json] [--reason TEXT] --out FILE",
    TRUE, ev_cli_export },
  { "enrol", "enrol LINK | enrol URL CODE", FALSE, ev_cli_enrol },
  { "sync", "sync", TRUE, ev_cli_sync },
  { "bundle", "bundle write FILE [--event ID] | bundle read FILE", TRUE, ev_cli_bundle },
  { "status", "status", TRUE, ev_cli_status },
  { "backup", "backup FILE", TRUE, ev_cli_backup },
  { "restore", "restore FILE", FALSE, ev_cli_restore },
  { "check", "check [--noted]", TRUE, ev_cli_check },
  { "print", "print EVENT sheet|certificates|badges [--blank] [--second LANGUAGE] --out FILE.pdf",
    TRUE, ev_cli_print_papers },
  { "report",
    "report [--from D] [--to D] [--municipality CODE] [--audience internal|public]"
    " [--event-type CODE] [--published ID] [--format text|json|csv|xlsx|pdf] [--out FILE]",
    TRUE, ev_cli_report },
  { "publish", "publish [--from D] [--to D] [--municipality CODE] [--event-type CODE] [--again ID]",
    TRUE, ev_cli_publish },
  { "erase", "erase ID [--reason TEXT]", TRUE, ev_cli_erase },
  { "subject", "subject ID [--format pdf|json] --out FILE", TRUE, ev_cli_subject },
  { "sample", "sample fierc", FALSE, ev_cli_sample },
  { "passphrase",
    "passphrase set|change|remove [--new-passphrase-file FILE | --new-passphrase-fd N]", TRUE,
    ev_cli_passphrase },
  { "processing", "processing --out FILE.pdf", TRUE, ev_cli_processing },
  { "recovery", "recovery new --out FILE", TRUE, ev_cli_recovery },
  { "recover", "recover [--sheet FILE] [--new-passphrase-file FILE | --new-passphrase-fd N]", FALSE,
    ev_cli_recover },
};

static void
print_usage (FILE *to)
{
  fprintf (to, "evidenca-cli [--data DIR] [--language sq|sr|sr@latin|en] [--json]\n"
               "  [--passphrase-file FILE | --passphrase-fd N] COMMAND\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (to, "  %s\n", commands[i].usage);
}

static const EvCliCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

gboolean
ev_cli_take_option (int *argc, char **argv, const char *name, const char **value)
{
  for (int i = 0; i < *argc; i++)
    if (strcmp (argv[i], name) == 0) {
      if (i + 1 >= *argc)
        return FALSE;
      *value = argv[i + 1];
      memmove (argv + i, argv + i + 2, (gsize)(*argc - i - 1) * sizeof *argv);
      *argc -= 2;
      return TRUE;
    }
  return TRUE;
}

gboolean
ev_cli_take_source (int *argc, char **argv, const char *name, EvCliSource *source)
{
  g_autofree char *file = g_strdup_printf ("--%s-file", name);
  g_autofree char *descriptor = g_strdup_printf ("--%s-fd", name);

  return ev_cli_take_option (argc, argv, file, &source->file) &&
         ev_cli_take_option (argc, argv, descriptor, &source->descriptor);
}

gboolean
ev_cli_take_flag (int *argc, char **argv, const char *name)
{
  for (int i = 0; i < *argc; i++)
    if (strcmp (argv[i], name) == 0) {
      memmove (argv + i, argv + i + 1, (gsize)(*argc - i) * sizeof *argv);
      *argc -= 1;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return ev_lists_has (data, list, code);
}

static void
print_error (const GError *error)
{
  g_autofree char *sentence = ev_error_text (error);
  fprintf (stderr, "%s\n", sentence);
  if (*error->message != '\0')
    fprintf (stderr, "(%s)\n", error->message);
}

/* A passphrase that is given is read at once; one that turns out to be needed is asked for, where
 * somebody sits at a terminal. */
static void
open_register (EvCli *cli, GError **error)
{
  g_autoptr (GError) failure = NULL;

  cli->store = ev_store_open (cli->folder, &cli->options, &failure);
  if (g_error_matches (failure, EV_ERROR, EV_ERROR_LOCKED) && cli->passphrase == NULL &&
      ev_cli_has_terminal () && (ev_keys_ways (cli->folder) & EV_KEYS_PASSPHRASE) != 0) {
    g_clear_error (&failure);
    cli->passphrase = ev_cli_read_secret (&cli->source, _ ("Passphrase:"), &failure);
    cli->options.passphrase = cli->passphrase;
    if (cli->passphrase != NULL)
      cli->store = ev_store_open (cli->folder, &cli->options, &failure);
  }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
}

static gboolean
read_passphrase (EvCli *cli, GError **error)
{
  if (cli->source.file == NULL && cli->source.descriptor == NULL)
    return TRUE;
  cli->passphrase = ev_cli_read_secret (&cli->source, NULL, error);
  cli->options.passphrase = cli->passphrase;
  return cli->passphrase != NULL;
}

static int
run_command (EvCli *cli, const EvCliCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int code = EV_CLI_FAILED;

  cli->lists = ev_lists_load (NULL, &error);
  cli->options.clock = ev_clock_system ();
  cli->options.random = ev_random_system ();
  cli->options.rules = (EvRules){ has_code, cli->lists, 0 };
  cli->options.keyring = TRUE;
  if (cli->lists != NULL && read_passphrase (cli, &error) && command->opens)
    open_register (cli, &error);
  if (error == NULL)
    code = command->run (cli, argc, argv, &error);
  if (code == EV_CLI_USAGE)
    fprintf (stderr, "%s: evidenca-cli %s\n", _ ("Usage"), command->usage);
  if (error != NULL) {
    print_error (error);
    code = code == EV_CLI_USAGE ? EV_CLI_USAGE : EV_CLI_FAILED;
  }
  ev_store_close (cli->store);
  ev_key_free_text (cli->passphrase);
  ev_lists_free (cli->lists);
  return code;
}

/* Where the app keeps its register, and this machine's mark beside it. */
static void
choose_folders (EvCli *cli, const char *folder, char **mark)
{
  cli->folder = folder != NULL
                    ? g_strdup (folder)
                    : g_build_filename (g_get_user_data_dir (), "evidenca", "register", NULL);
  *mark = g_build_filename (g_get_user_config_dir (), "evidenca", NULL);
  cli->options.mark_folder = *mark;
}

int
ev_cli_main (int argc, char **argv)
{
  EvCli cli = { 0 };
  const char *folder = NULL, *code = NULL;
  const EvCliCommand *command;
  g_autofree char *mark = NULL;
  EvLanguage language;
  gboolean sound;
  int result;

  ev_language_init ();
  argc--;
  argv++;
  sound = ev_cli_take_option (&argc, argv, "--data", &folder) &&
          ev_cli_take_option (&argc, argv, "--language", &code) &&
          ev_cli_take_source (&argc, argv, "passphrase", &cli.source) &&
          (code == NULL || ev_language_parse (code, &language));
  cli.json = ev_cli_take_flag (&argc, argv, "--json");
  if (sound && code != NULL)
    ev_language_set (language);
  if (ev_cli_take_flag (&argc, argv, "--help")) {
    print_usage (stdout);
    return EV_CLI_DONE;
  }
  command = sound && argc > 0 ? find_command (argv[0]) : NULL;
  if (command == NULL) {
    print_usage (stderr);
    return EV_CLI_USAGE;
  }
  choose_folders (&cli, folder, &mark);
  result = run_command (&cli, command, argc - 1, argv + 1);
  g_free (cli.folder);
  return result;
}
