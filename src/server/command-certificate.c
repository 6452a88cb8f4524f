/* certificate next, certificate switch: from one key to another that was announced before. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>

#include "server/certificate.h"
#include "server/command.h"

static char *
next_folder (const char *folder)
{
  return g_build_filename (folder, "next", NULL);
}

static char *
pin_of (const char *folder, const char *file, GError **error)
{
  g_autofree char *next = folder != NULL ? next_folder (folder) : NULL;
  g_auto (EvCertificate) pair = { 0 };

  if (folder != NULL ? !ev_certificate_own (&pair, next, error)
                     : !g_file_get_contents (file, &pair.certificate, NULL, error))
    return NULL;
  return ev_certificate_pin (&pair, error);
}

static gboolean
announce (const EvCommandLine *line, const char *pin, GError **error)
{
  g_autoptr (EvCentral) central = ev_command_open (line, FALSE, TRUE, error);
  return central != NULL && central->set_fact (central, "next_pin", pin, error) &&
         central->commit (central, error);
}

int
ev_command_certificate_next (EvCommandLine *line, GError **error)
{
  const char *folder = NULL, *file = NULL;
  g_autofree char *pin = NULL;
  cJSON *result;

  if (!ev_command_option (line, "--tls-self-signed", &folder) ||
      !ev_command_option (line, "--tls-cert", &file) || !ev_command_expects (line, 0) ||
      (folder != NULL) == (file != NULL))
    return EV_COMMAND_USAGE;
  pin = pin_of (folder, file, error);
  if (pin == NULL || !announce (line, pin, error))
    return EV_COMMAND_FAILED;
  result = cJSON_CreateObject ();
  ev_json_add_text (result, "next_pin", pin);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

/* Moved before counts as moved: so a switch that was interrupted is finished by another. */
static gboolean
move (const char *folder, const char *name, GError **error)
{
  g_autofree char *next = next_folder (folder);
  g_autofree char *from = g_build_filename (next, name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);

  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s cannot be put in place", from);
  return FALSE;
}

int
ev_command_certificate_switch (EvCommandLine *line, GError **error)
{
  const char *folder = NULL;
  g_autofree char *next = NULL, *key = NULL;

  if (!ev_command_option (line, "--tls-self-signed", &folder) || !ev_command_expects (line, 0) ||
      folder == NULL)
    return EV_COMMAND_USAGE;
  next = next_folder (folder);
  key = g_build_filename (next, "key.pem", NULL);
  if (!g_file_test (key, G_FILE_TEST_EXISTS)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no next key was made in %s", folder);
    return EV_COMMAND_FAILED;
  }
  /* The key last: while it is there, the switch is not over. */
  return move (folder, "certificate.pem", error) && move (folder, "key.pem", error)
             ? EV_COMMAND_DONE
             : EV_COMMAND_FAILED;
}
