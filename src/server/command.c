/* evidenca-server's commands: the table, and what all share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "server/opening.h"
#include "server/settings.h"
#include "server/words.h"

static const struct {
  const char *name, *usage;
  int (*run) (EvCommandLine *line, GError **error);
} commands[] = {
  { "serve",
    "--listen HOST:PORT (--tls-cert FILE --tls-key FILE | --tls-self-signed DIR | --behind-proxy)"
    " [--public-url URL] [--metrics-token FILE] [--connections N] [--threads N] [--check-config]",
    ev_command_serve },
  { "project add", "CODE NAME", ev_command_project_add },
  { "team add", "PROJECT CODE NAME", ev_command_team_add },
  { "invite",
    "--project CODE --role facilitator|coordinator|viewer [--team CODE ...] [--public-url URL]",
    ev_command_invite },
  { "devices", "", ev_command_devices },
  { "revoke", "DEVICE [--forget]", ev_command_revoke },
  { "grant", "DEVICE --team CODE ...", ev_command_grant },
  { "deny", "DEVICE --team CODE ...", ev_command_deny },
  { "rescued", "[take NUMBER ...|drop NUMBER ...]", ev_command_rescued },
  { "sign-in-link", "[--public-url URL]", ev_command_sign_in_link },
  { "sign-out-all", "", ev_command_sign_out_all },
  { "certificate next", "(--tls-self-signed DIR | --tls-cert FILE)", ev_command_certificate_next },
  { "certificate switch", "--tls-self-signed DIR", ev_command_certificate_switch },
  { "backup", "FILE", ev_command_backup },
  { "backup-key new", "", ev_command_backup_key_new },
  { "backup-key set", "KEY", ev_command_backup_key_set },
  { "restore", "FILE [--letters FILE]", ev_command_restore },
  { "move", "--to STORE", ev_command_move },
  { "check", "", ev_command_check },
};

gboolean
ev_command_option (EvCommandLine *line, const char *name, const char **value)
{
  return ev_words_option (line->words, name, value);
}

gboolean
ev_command_flag (EvCommandLine *line, const char *name)
{
  return ev_words_flag (line->words, name);
}

const char *
ev_command_word (const EvCommandLine *line, guint index)
{
  return index < line->words->len ? line->words->pdata[index] : NULL;
}

gboolean
ev_command_expects (const EvCommandLine *line, guint count)
{
  for (guint i = 0; i < line->words->len; i++)
    if (g_str_has_prefix (line->words->pdata[i], "--"))
      return FALSE;
  return line->words->len == count;
}

EvCentral *
ev_command_open (const EvCommandLine *line, gboolean create, gboolean write, GError **error)
{
  g_autoptr (EvCentral) central = ev_opening_store (line->store, &line->random, create, error);

  if (central == NULL || !central->begin (central, write, error) ||
      (write && !central->hold (central, 0, error)))
    return NULL;
  return g_steal_pointer (&central);
}

void
ev_command_add_moment (cJSON *object, const char *name, gint64 milliseconds)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (milliseconds / 1000);
  g_autofree char *text =
      milliseconds > 0 ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  ev_json_add_text (object, name, text);
}

void
ev_command_print (const EvCommandLine *line, cJSON *result)
{
  g_autoptr (EvJson) owned = result;
  g_autofree char *text = ev_json_print (owned);
  const cJSON *member = NULL;

  if (line->json) {
    printf ("%s\n", text);
    return;
  }
  cJSON_ArrayForEach (member, owned) {
    g_autofree char *value =
        cJSON_IsString (member) ? g_strdup (member->valuestring) : ev_json_print (member);
    if (member->string != NULL)
      printf ("%s: %s\n", member->string, value);
    else
      printf ("%s\n", value);
  }
}

static void
print_usage (FILE *out)
{
  fprintf (out, "usage: evidenca-server COMMAND ... [--config FILE]"
                " [--store sqlite:PATH|postgresql://...] [--json]\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (out, "  %s %s\n", commands[i].name, commands[i].usage);
}

/* The index of the command that the words begin with, which are taken; -1 if none. */
static int
take_command (GPtrArray *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_auto (GStrv) name = g_strsplit (commands[i].name, " ", -1);
    guint length = g_strv_length (name), same = 0;
    while (same < length && same < words->len && strcmp (name[same], words->pdata[same]) == 0)
      same++;
    if (same < length)
      continue;
    g_ptr_array_remove_range (words, 0, length);
    return (int)i;
  }
  return -1;
}

/* A flag wins over the file, and that over the environment. */
static gboolean
choose_store (EvCommandLine *line, const char *flag, GError **error)
{
  g_auto (EvSettings) settings = { 0 };

  if (line->config != NULL && !ev_settings_read (&settings, line->config, error))
    return FALSE;
  if (flag != NULL)
    line->store = g_strdup (flag);
  else
    line->store =
        settings.store != NULL ? g_steal_pointer (&settings.store) : ev_opening_default ();
  return TRUE;
}

static int
run (EvCommandLine *line, int command)
{
  g_autoptr (GError) error = NULL;
  const char *store = NULL;
  int code = EV_COMMAND_USAGE;

  line->json = ev_command_flag (line, "--json");
  if (ev_command_option (line, "--store", &store) &&
      ev_command_option (line, "--config", &line->config))
    code = choose_store (line, store, &error) ? commands[command].run (line, &error)
                                              : EV_COMMAND_FAILED;
  if (code == EV_COMMAND_USAGE)
    fprintf (stderr, "usage: evidenca-server %s %s\n", commands[command].name,
             commands[command].usage);
  if (error != NULL)
    fprintf (stderr, "evidenca-server: %s\n", error->message);
  return code;
}

int
ev_command_main (int argc, char **argv)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  EvCommandLine line = { .words = words,
                         .clock = ev_clock_system (),
                         .random = ev_random_system () };
  int command, code;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (words, argv[i]);
  command = take_command (words);
  if (command < 0) {
    gboolean help = ev_command_flag (&line, "--help");
    print_usage (help ? stdout : stderr);
    return help ? EV_COMMAND_DONE : EV_COMMAND_USAGE;
  }
  code = run (&line, command);
  g_free (line.store);
  return code;
}
