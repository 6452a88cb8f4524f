/* What the admin does on the pages: invites, takes back, revokes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server/admin-private.h"
#include "server/enrolment.h"
#include "server/page-laptop.h"
#include "server/page-project.h"
#include "server/registrar.h"

static void
lead_to_project (EvResponse *response, const char *code)
{
  g_autofree char *escaped = g_uri_escape_string (code, NULL, FALSE);
  g_autofree char *target = g_strconcat (EV_PAGE_PATH_PROJECT "?code=", escaped, NULL);

  ev_admin_redirect (response, target);
}

static gboolean
lacks (GError **error, const char *what)
{
  g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no such %s", what);
  return FALSE;
}

/* Inviting */

/* The numbers of the teams that were ticked. */
static GArray *
chosen_teams (const EvAdmin *admin, EvCentral *central, gint64 project, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) teams = NULL;

  if (!central->teams (central, project, &teams, error))
    return NULL;
  for (guint i = 0; i < teams->len; i++) {
    const EvCentralTeam *team = teams->pdata[i];
    g_autofree char *name = g_strconcat ("team.", team->code, NULL);
    if (*ev_admin_get (admin, name) != '\0')
      g_array_append_val (numbers, team->number);
  }
  return g_steal_pointer (&numbers);
}

static gboolean
show_invitation (EvAdmin *admin, EvCentral *central, const char *project, const char *code,
                 gint64 expires, EvResponse *response, GError **error)
{
  g_autofree char *url = NULL, *pin = NULL, *link = NULL, *spelt = NULL;

  if (!central->fact (central, "public_url", &url, error) ||
      !central->fact (central, "pin", &pin, error))
    return FALSE;
  link = ev_enrolment_link (url != NULL ? url : "", code, pin);
  spelt = ev_enrolment_spell (code, pin);
  ev_admin_answer (admin, response, 200,
                   ev_page_laptop_write_invitation (&admin->frame, project, link, spelt, expires));
  return TRUE;
}

static gboolean
invite (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
        EvResponse *response, GError **error)
{
  g_autoptr (EvCentralProject) project =
      ev_registrar_project (central, ev_admin_get (admin, "code"), error);
  g_autoptr (GArray) teams =
      project != NULL ? chosen_teams (admin, central, project->number, error) : NULL;
  g_autofree char *code = NULL;
  gint64 expires;
  EvRole role;

  if (teams == NULL)
    return FALSE;
  if (!ev_central_role_parse (ev_admin_get (admin, "role"), &role))
    return lacks (error, "role");
  if (!ev_enrolment_is_sensible (role, teams, error) ||
      !central->hold (central, project->number, error))
    return FALSE;
  code = ev_enrolment_invite (central, random, project->number, role, teams, now, &expires, error);
  return code != NULL &&
         show_invitation (admin, central, project->code, code, expires, response, error);
}

/* Taking back */

static gboolean
take_back (EvAdmin *admin, EvCentral *central, gint64 now, EvResponse *response, GError **error)
{
  const char *name = ev_admin_get (admin, "invitation");
  g_autoptr (EvCentralProject) project =
      ev_registrar_project (central, ev_admin_get (admin, "code"), error);
  g_autoptr (GPtrArray) invites = NULL;

  if (project == NULL || !central->hold (central, project->number, error) ||
      !central->invites (central, project->number, EV_PAGE_PROJECT_INVITATIONS, &invites, error))
    return FALSE;
  for (guint i = 0; i < invites->len; i++) {
    EvInvite *found = invites->pdata[i];
    if (strncmp (found->code_hash, name, EV_PAGE_PROJECT_NAME) != 0)
      continue;
    if (found->device == 0 && found->revoked == 0) {
      found->revoked = now;
      if (!central->invite_save (central, found, error))
        return FALSE;
    }
    lead_to_project (response, project->code);
    return TRUE;
  }
  return lacks (error, "invitation");
}

/* Revoking */

static gboolean
shut_out (EvAdmin *admin, EvCentral *central, const EvRandom *random, EvResponse *response,
          GError **error)
{
  gboolean forget = *ev_admin_get (admin, "forget") != '\0';
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (EvCentralProject) project = NULL;

  if (!central->hold (central, 0, error) ||
      !ev_registrar_revoke (central, random, ev_admin_get (admin, "device"), forget, &device,
                            error) ||
      !central->project_get (central, device->project, &project, error))
    return FALSE;
  if (project == NULL)
    return lacks (error, "project");
  lead_to_project (response, project->code);
  return TRUE;
}

gboolean
ev_admin_act (EvAdmin *admin, EvCentral *central, const EvRandom *random, gint64 now,
              EvResponse *response, GError **error)
{
  if (strcmp (admin->path, EV_PAGE_PATH_INVITE) == 0)
    return invite (admin, central, random, now, response, error);
  if (strcmp (admin->path, EV_PAGE_PATH_TAKE_BACK) == 0)
    return take_back (admin, central, now, response, error);
  if (strcmp (admin->path, EV_PAGE_PATH_REVOKE) == 0)
    return shut_out (admin, central, random, response, error);
  return lacks (error, "page");
}
