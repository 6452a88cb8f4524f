/* backup, backup-key, restore, check. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>

#include "base/recovery.h"
#include "server/audit.h"
#include "server/command.h"
#include "server/opening.h"
#include "server/page-projects.h"
#include "server/restoration.h"

/* The fact: the public half of the key that backups are sealed to. */
#define KEY "backup_key"

static int
print_file (const EvCommandLine *line, const char *file, gboolean sealed)
{
  cJSON *result = cJSON_CreateObject ();

  ev_json_add_text (result, "file", file);
  cJSON_AddBoolToObject (result, "sealed", sealed);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

static gboolean
read_key (const EvCommandLine *line, char **key, GError **error)
{
  g_autoptr (EvCentral) central = ev_command_open (line, FALSE, FALSE, error);
  return central != NULL && central->fact (central, KEY, key, error);
}

/* For the admin's page. */
static gboolean
note (const EvCommandLine *line, const char *file, gboolean sealed, GError **error)
{
  g_autoptr (EvCentral) central = ev_command_open (line, FALSE, TRUE, error);
  g_autoptr (EvJson) said = cJSON_CreateObject ();
  g_autofree char *text = NULL;
  GStatBuf status = { 0 };

  g_stat (file, &status);
  ev_json_add_integer (said, "at", ev_clock_now (&line->clock));
  ev_json_add_integer (said, "size", (gint64)status.st_size);
  cJSON_AddBoolToObject (said, "sealed", sealed);
  text = ev_json_print (said);
  return central != NULL && central->set_fact (central, EV_PAGE_PROJECTS_BACKUP, text, error) &&
         central->commit (central, error);
}

int
ev_command_backup (EvCommandLine *line, GError **error)
{
  const char *file = ev_command_word (line, 0);
  g_autofree char *key = NULL;

  if (!ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  if (!read_key (line, &key, error) ||
      !ev_restoration_backup (line->store, file, key, &line->random, error) ||
      !note (line, file, key != NULL, error))
    return EV_COMMAND_FAILED;
  if (key == NULL)
    fprintf (stderr, "evidenca-server: this backup is not sealed: see backup-key\n");
  return print_file (line, file, key != NULL);
}

int
ev_command_restore (EvCommandLine *line, GError **error)
{
  const char *path, *from = NULL, *file;
  char *letters = NULL;
  gboolean restored;

  if (!ev_command_option (line, "--letters", &from) || !ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  file = ev_command_word (line, 0);
  path = ev_opening_path (line->store, error);
  if (path == NULL || (from != NULL && !g_file_get_contents (from, &letters, NULL, error)))
    return EV_COMMAND_FAILED;
  restored = ev_restoration_restore (path, file, letters, &line->random,
                                     ev_clock_now (&line->clock), error);
  ev_key_free_text (letters);
  return restored ? print_file (line, file, from != NULL) : EV_COMMAND_FAILED;
}

/* The private half is shown once and kept by nobody. */
int
ev_command_backup_key_new (EvCommandLine *line, GError **error)
{
  char *letters = NULL;
  g_autofree char *key = NULL;
  cJSON *result;

  if (!ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  key = ev_recovery_new (&line->random, &letters);
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "key", key);
  ev_json_add_text (result, "letters", letters);
  ev_command_print (line, result);
  ev_key_free_text (letters);
  return EV_COMMAND_DONE;
}

int
ev_command_backup_key_set (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;

  if (!ev_command_expects (line, 1))
    return EV_COMMAND_USAGE;
  if (!ev_recovery_is_public (ev_command_word (line, 0))) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "no key as backup-key new prints it");
    return EV_COMMAND_FAILED;
  }
  central = ev_command_open (line, FALSE, TRUE, error);
  return central != NULL && central->set_fact (central, KEY, ev_command_word (line, 0), error) &&
                 central->commit (central, error)
             ? EV_COMMAND_DONE
             : EV_COMMAND_FAILED;
}

int
ev_command_check (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  cJSON *result, *list;

  if (!ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, FALSE, error);
  if (central == NULL || !ev_audit_run (central, &problems, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  cJSON_AddBoolToObject (result, "ok", problems->len == 0);
  list = cJSON_AddArrayToObject (result, "problems");
  for (guint i = 0; i < problems->len; i++)
    cJSON_AddItemToArray (list, cJSON_CreateString (problems->pdata[i]));
  ev_command_print (line, result);
  return problems->len == 0 ? EV_COMMAND_DONE : EV_COMMAND_FAILED;
}
