/* passphrase, recovery, recover: by what a register is opened. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/keys.h"

#include <stdio.h>
#include <string.h>

#include "base/key.h"
#include "base/recovery.h"
#include "cli/cli.h"
#include "cli/secret.h"
#include "text/i18n.h"
#include "text/recovery-text.h"

cJSON *
ev_cli_ways (const char *folder)
{
  static const struct {
    EvKeysWays way;
    const char *name;
  } names[] = { { EV_KEYS_MACHINE, "machine" },
                { EV_KEYS_PASSPHRASE, "passphrase" },
                { EV_KEYS_RECOVERY, "recovery" } };
  EvKeysWays ways = ev_keys_ways (folder);
  cJSON *array = cJSON_CreateArray ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if ((ways & names[i].way) != 0)
      cJSON_AddItemToArray (array, cJSON_CreateString (names[i].name));
  return array;
}

static int
print_ways (EvCli *cli)
{
  cJSON *result = cJSON_CreateObject ();

  cJSON_AddItemToObject (result, "opens_by", ev_cli_ways (cli->folder));
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}

static gboolean
set_passphrase (EvCli *cli, const EvCliSource *source, GError **error)
{
  char *passphrase = ev_cli_read_new_secret (source, error);
  gboolean done = passphrase != NULL && ev_keys_set_passphrase (cli->store, passphrase, error);

  ev_key_free_text (passphrase);
  return done;
}

int
ev_cli_passphrase (EvCli *cli, int argc, char **argv, GError **error)
{
  EvCliSource source = { 0 };
  gboolean remove, done;

  if (!ev_cli_take_source (&argc, argv, "new-passphrase", &source) || argc != 1)
    return EV_CLI_USAGE;
  remove = strcmp (argv[0], "remove") == 0;
  if (!remove && strcmp (argv[0], "set") != 0 && strcmp (argv[0], "change") != 0)
    return EV_CLI_USAGE;
  done =
      remove ? ev_keys_remove_passphrase (cli->store, error) : set_passphrase (cli, &source, error);
  return done ? print_ways (cli) : EV_CLI_FAILED;
}

/* The page that is printed and locked away. Free with ev_key_free_text(). */
static char *
make_sheet (EvCli *cli, const char *letters)
{
  g_autoptr (EvRecord) project =
      ev_store_read (cli->store, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, NULL);
  g_autofree char *date = ev_clock_date (ev_clock_now (&cli->options.clock));

  return ev_recovery_text (project != NULL ? ev_record_text (project, "name") : "", date, letters);
}

int
ev_cli_recovery (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *out = NULL;
  char *letters, *sheet;
  gboolean done;
  cJSON *result;

  if (!ev_cli_take_option (&argc, argv, "--out", &out) || out == NULL || argc != 1 ||
      strcmp (argv[0], "new") != 0)
    return EV_CLI_USAGE;
  letters = ev_keys_new_recovery (cli->store, error);
  if (letters == NULL)
    return EV_CLI_FAILED;
  sheet = make_sheet (cli, letters);
  done = g_file_set_contents_full (out, sheet, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  ev_key_free_text (sheet);
  ev_key_free_text (letters);
  if (!done)
    return EV_CLI_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddStringToObject (result, "file", out);
  ev_cli_print (cli, result);
  return EV_CLI_DONE;
}

/* The letters in the text of a sheet, or all of it if it is not laid out as one. Free with
 * ev_key_free_text(). */
static char *
find_letters (const char *sheet)
{
  g_autoptr (GRegex) pattern =
      g_regex_new ("^\\s*(?:[0-9A-Za-z]{4}[- ]){3}[0-9A-Za-z]{4}\\s*$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *letters = g_string_new (NULL);
  gboolean found = g_regex_match (pattern, sheet, 0, &match);

  for (; found; found = g_match_info_next (match, NULL)) {
    char *line = g_match_info_fetch (match, 0);
    g_string_append_printf (letters, "%s\n", line);
    ev_key_free_text (line);
  }
  if (letters->len == 0)
    g_string_append (letters, sheet);
  return g_string_free (letters, FALSE);
}

static char *
read_letters (const char *file, GError **error)
{
  char *text = NULL, *letters = NULL;

  if (file != NULL) {
    if (g_file_get_contents (file, &text, NULL, error))
      letters = find_letters (text);
    ev_key_free_text (text);
    return letters;
  }
  for (guint i = 1; i <= EV_RECOVERY_LINES; i++) {
    const EvCliSource source = { 0 };
    g_autofree char *prompt = g_strdup_printf (_ ("Line %u of the recovery sheet:"), i);
    char *line = ev_cli_read_secret (&source, prompt, error), *before = letters;
    letters = line != NULL ? g_strconcat (before != NULL ? before : "", line, "\n", NULL) : NULL;
    ev_key_free_text (before);
    ev_key_free_text (line);
    if (letters == NULL)
      return NULL;
  }
  return letters;
}

/* From then on it opens with the new passphrase if one is given, else by itself on this machine. */
int
ev_cli_recover (EvCli *cli, int argc, char **argv, GError **error)
{
  const char *file = NULL;
  EvCliSource source = { 0 };
  EvStoreOptions options = cli->options;
  char *letters;
  gboolean done;

  if (!ev_cli_take_option (&argc, argv, "--sheet", &file) ||
      !ev_cli_take_source (&argc, argv, "new-passphrase", &source) || argc != 0)
    return EV_CLI_USAGE;
  letters = read_letters (file, error);
  if (letters == NULL)
    return EV_CLI_FAILED;
  options.recovery = letters;
  cli->store = ev_store_open (cli->folder, &options, error);
  ev_key_free_text (letters);
  if (cli->store == NULL)
    return EV_CLI_FAILED;
  done = source.file != NULL || source.descriptor != NULL
             ? set_passphrase (cli, &source, error)
             : ev_keys_remove_passphrase (cli->store, error);
  return done ? print_ways (cli) : EV_CLI_FAILED;
}
