/* sign-in-link, sign-out-all: who may see the admin's page. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/admission.h"
#include "server/command.h"
#include "server/page-frame.h"

static int
print_link (const EvCommandLine *line, const char *url, const char *secret, gint64 now)
{
  gsize length = strlen (url) - (g_str_has_suffix (url, "/") ? 1 : 0);
  g_autofree char *link =
      g_strdup_printf ("%.*s" EV_PAGE_PATH_SIGN_IN "?key=%s", (int)length, url, secret);
  cJSON *result = cJSON_CreateObject ();

  ev_json_add_text (result, "link", link);
  ev_command_add_moment (result, "expires", now + EV_ADMISSION_LINK);
  ev_command_print (line, result);
  return EV_COMMAND_DONE;
}

int
ev_command_sign_in_link (EvCommandLine *line, GError **error)
{
  const char *given = NULL;
  g_autoptr (EvCentral) central = NULL;
  g_autofree char *url = NULL, *secret = NULL;
  gint64 now = ev_clock_now (&line->clock);

  if (!ev_command_option (line, "--public-url", &given) || !ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, TRUE, error);
  if (central == NULL || !central->fact (central, "public_url", &url, error))
    return EV_COMMAND_FAILED;
  if (given == NULL && url == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "the server has not been started yet: say --public-url URL");
    return EV_COMMAND_FAILED;
  }
  secret = ev_admission_invite (central, &line->random, now, error);
  if (secret == NULL || !central->commit (central, error))
    return EV_COMMAND_FAILED;
  return print_link (line, given != NULL ? given : url, secret, now);
}

int
ev_command_sign_out_all (EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = NULL;

  if (!ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  central = ev_command_open (line, FALSE, TRUE, error);
  return central != NULL && ev_admission_drop (central, error) && central->commit (central, error)
             ? EV_COMMAND_DONE
             : EV_COMMAND_FAILED;
}
