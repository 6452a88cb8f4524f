/* invite: a link or a code by which a laptop joins. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/command.h"
#include "server/enrolment.h"
#include "server/registrar.h"

typedef struct {
  const char *project, *role_name, *public_url;
  EvRole role;
  GPtrArray *teams; /* of char *, NULL-terminated */
} Wish;

static gboolean
parse (Wish *wish, EvCommandLine *line)
{
  const char *team;

  do {
    team = NULL;
    if (!ev_command_option (line, "--team", &team))
      return FALSE;
    g_ptr_array_add (wish->teams, (gpointer)team);
  } while (team != NULL);
  return ev_command_option (line, "--project", &wish->project) &&
         ev_command_option (line, "--role", &wish->role_name) &&
         ev_command_option (line, "--public-url", &wish->public_url) &&
         ev_command_expects (line, 0) && wish->project != NULL && wish->role_name != NULL &&
         ev_central_role_parse (wish->role_name, &wish->role);
}

static char *
invite (const Wish *wish, const EvCommandLine *line, EvCentral *central, gint64 *expires,
        GError **error)
{
  g_autoptr (EvCentralProject) project = ev_registrar_project (central, wish->project, error);
  g_autoptr (GArray) teams = NULL;

  if (project == NULL)
    return NULL;
  teams =
      ev_registrar_teams (central, project->number, (const char *const *)wish->teams->pdata, error);
  if (teams == NULL || !ev_enrolment_is_sensible (wish->role, teams, error))
    return NULL;
  return ev_enrolment_invite (central, &line->random, project->number, wish->role, teams,
                              ev_clock_now (&line->clock), expires, error);
}

static void
print (const Wish *wish, const EvCommandLine *line, const char *url, const char *pin,
       const char *code, gint64 expires)
{
  g_autofree char *link = ev_enrolment_link (url, code, pin);
  g_autofree char *spelt = ev_enrolment_spell (code, pin);
  cJSON *result = cJSON_CreateObject ();

  ev_json_add_text (result, "link", link);
  ev_json_add_text (result, "code", spelt);
  ev_command_add_moment (result, "expires", expires);
  ev_command_print (line, result);
}

static int
run (const Wish *wish, const EvCommandLine *line, GError **error)
{
  g_autoptr (EvCentral) central = ev_command_open (line, FALSE, TRUE, error);
  g_autofree char *code = NULL, *url = NULL, *pin = NULL;
  gint64 expires;

  if (central == NULL || !central->fact (central, "public_url", &url, error) ||
      !central->fact (central, "pin", &pin, error))
    return EV_COMMAND_FAILED;
  if (wish->public_url == NULL && url == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "the server has not been started yet: say --public-url URL");
    return EV_COMMAND_FAILED;
  }
  code = invite (wish, line, central, &expires, error);
  if (code == NULL || !central->commit (central, error))
    return EV_COMMAND_FAILED;
  print (wish, line, wish->public_url != NULL ? wish->public_url : url, pin, code, expires);
  return EV_COMMAND_DONE;
}

int
ev_command_invite (EvCommandLine *line, GError **error)
{
  g_autoptr (GPtrArray) teams = g_ptr_array_new ();
  Wish wish = { .teams = teams };

  if (!parse (&wish, line))
    return EV_COMMAND_USAGE;
  return run (&wish, line, error);
}
