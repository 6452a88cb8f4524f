/* What the admin sets up: projects and teams. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/registrar.h"

#include "server/courier.h"
#include "server/filing.h"

static gboolean
no_code (const char *list, const char *code, gpointer data)
{
  return FALSE;
}

/* The server's own word obeys the field table like any other. */
static gboolean
is_valid (const EvChange *change, GError **error)
{
  const EvRules rules = { .has_code = no_code };
  g_autoptr (EvChange) signed_change = ev_change_copy (change);
  g_autoptr (GPtrArray) problems = NULL;
  const EvProblem *problem;

  g_strlcpy (signed_change->version.device, EV_PROJECT_ID, sizeof signed_change->version.device);
  signed_change->version.seq = signed_change->version.stamp = 1;
  problems = ev_validate_change (signed_change, &rules);
  if (problems->len == 0)
    return TRUE;
  problem = problems->pdata[0];
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s: %s",
               problem->field != NULL ? problem->field : "change",
               ev_reason_name (problem->reason));
  return FALSE;
}

static EvChange *
named (EvKind kind, const char *id, const char *code, const char *name)
{
  EvChange *change = ev_change_new (kind, id);

  ev_change_set_text (change, "code", code);
  ev_change_set_text (change, "name", name);
  return change;
}

static gboolean
file (EvCentral *central, gint64 project, EvChange *change, gint64 now, GError **error)
{
  g_autoptr (EvFiling) filing = ev_filing_begin (central, project, now, error);
  return filing != NULL && ev_filing_author (filing, change, error) &&
         ev_filing_end (filing, error);
}

gboolean
ev_registrar_add_project (EvCentral *central, const char *code, const char *name, gint64 now,
                          gint64 *number, GError **error)
{
  g_autoptr (EvChange) change = named (EV_KIND_PROJECT, EV_PROJECT_ID, code, name);

  if (*code == '\0' || *name == '\0') {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "a project needs a code and a name");
    return FALSE;
  }
  return is_valid (change, error) && central->project_add (central, code, name, number, error) &&
         file (central, *number, change, now, error);
}

EvCentralProject *
ev_registrar_project (EvCentral *central, const char *code, GError **error)
{
  EvCentralProject *project = NULL;

  if (!central->project_find (central, code, &project, error))
    return NULL;
  if (project == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no project %s", code);
  return project;
}

GArray *
ev_registrar_teams (EvCentral *central, gint64 project, const char *const *codes, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; codes != NULL && *codes != NULL; codes++) {
    g_autoptr (EvCentralTeam) team = NULL;
    if (!central->team_by_code (central, project, *codes, &team, error))
      return NULL;
    if (team == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no team %s", *codes);
      return NULL;
    }
    g_array_append_val (numbers, team->number);
  }
  return g_steal_pointer (&numbers);
}

static gboolean
is_free (EvCentral *central, gint64 project, const char *code, GError **error)
{
  g_autoptr (EvCentralTeam) team = NULL;

  if (!central->team_by_code (central, project, code, &team, error))
    return FALSE;
  if (team != NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "there is a team %s", code);
  return team == NULL;
}

char *
ev_registrar_add_team (EvCentral *central, const char *project_code, const char *code,
                       const char *name, gint64 now, GError **error)
{
  g_autoptr (EvCentralProject) project = ev_registrar_project (central, project_code, error);
  g_autoptr (EvChange) change = named (EV_KIND_TEAM, NULL, code, name);
  g_autofree char *device = NULL;
  g_autoptr (EvCentralDevice) pen = NULL;

  if (project == NULL || !is_free (central, project->number, code, error) ||
      !central->fact (central, "device", &device, error) ||
      !central->device_by_id (central, device != NULL ? device : "", &pen, error))
    return NULL;
  change->id = ev_id_new (pen != NULL ? pen->id : "", pen != NULL ? pen->acked + 1 : 0);
  if (*code == '\0' || *name == '\0') {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "a team needs a code and a name");
    return NULL;
  }
  if (!is_valid (change, error) || !file (central, project->number, change, now, error))
    return NULL;
  return g_strdup (change->id);
}

gboolean
ev_registrar_revoke (EvCentral *central, const EvRandom *random, const char *id, gboolean forget,
                     EvCentralDevice **device, GError **error)
{
  g_autoptr (EvCentralDevice) found = NULL;

  if (!central->device_by_id (central, id, &found, error))
    return FALSE;
  if (found == NULL || found->role == EV_ROLE_SERVER) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "no device %s", id);
    return FALSE;
  }
  found->state = forget ? EV_DEVICE_FORGOTTEN : EV_DEVICE_REVOKED;
  if (!central->device_save (central, found, error) ||
      (found->role == EV_ROLE_COORDINATOR &&
       !ev_courier_rotate (central, random, found->project, error)))
    return FALSE;
  *device = g_steal_pointer (&found);
  return TRUE;
}
