/* The server of a simulated world. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hub.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "rules.h"
#include "server/audit.h"
#include "server/enrolment.h"
#include "server/gaps.h"
#include "server/grant.h"
#include "server/opening.h"
#include "server/registrar.h"
#include "server/restoration.h"

#define CODE "FIERC"
/* After so many of a hundred requests. */
#define PERCENT_REPLACED 3

static gint64
tell_time (gpointer data)
{
  const Hub *hub = data;
  return *hub->time + hub->skew;
}

/* The central store opens its files with whatever VFS is the default. */
static void
use_disk (const Hub *hub, gboolean own)
{
  sqlite3_vfs_register (sqlite3_vfs_find (own ? "hub" : "unix"), 1);
}

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("the admin's work failed: %s", error != NULL ? error->message : "no reason");
}

static void
open_server (Hub *hub, HubServer *server)
{
  const EvRules rules = rules_of_server ();
  const EvClock clock = { tell_time, hub };
  const EvRandom random = dice_random (&hub->dice);
  g_autofree char *url = g_strconcat ("sqlite:", hub->path, NULL);
  g_autoptr (GError) error = NULL;

  use_disk (hub, TRUE);
  server->central = ev_opening_store (url, &random, TRUE, &error);
  use_disk (hub, FALSE);
  if (server->central == NULL)
    g_error ("the server cannot open its store: %s", error->message);
  must (server->central->begin (server->central, TRUE, NULL) &&
            ev_gaps_leave (server->central, &random, NULL) &&
            server->central->commit (server->central, NULL),
        NULL);
  server->centre = ev_centre_new (server->central, &rules, &clock);
  hub->central = hub->servers[0].central;
}

static void
close_server (HubServer *server)
{
  g_clear_pointer (&server->centre, ev_centre_free);
  g_clear_pointer (&server->central, ev_central_close);
}

static void
open_store (Hub *hub)
{
  for (guint i = 0; i < hub->count; i++)
    open_server (hub, &hub->servers[i]);
}

static void
close_store (Hub *hub)
{
  for (guint i = 0; i < hub->count; i++)
    close_server (&hub->servers[i]);
}

/* One ends with all that it had in memory; it is another that answers next, or the same anew. */
static void
replace_one (Hub *hub)
{
  HubServer *server = &hub->servers[dice_roll (&hub->choice, hub->count)];

  close_server (server);
  open_server (hub, server);
}

static void
begin (Hub *hub)
{
  must (hub->central->begin (hub->central, TRUE, NULL), NULL);
}

static void
commit (Hub *hub)
{
  must (hub->central->commit (hub->central, NULL), NULL);
}

static void
set_up_project (Hub *hub)
{
  g_autoptr (GError) error = NULL;

  begin (hub);
  must (ev_registrar_add_project (hub->central, CODE, "Forums", tell_time (hub), &hub->project,
                                  &error),
        error);
  for (guint i = 0; i < HUB_TEAMS; i++) {
    const char code[] = { (char)('A' + i), '\0' };
    hub->teams[i] = ev_registrar_add_team (hub->central, CODE, code, code, tell_time (hub), &error);
    must (hub->teams[i] != NULL, error);
  }
  commit (hub);
}

Hub *
hub_new (const char *folder, guint64 seed, guint servers, const gint64 *time)
{
  Hub *hub = g_new0 (Hub, 1);

  hub->folder = g_build_filename (folder, "server", NULL);
  hub->path = g_build_filename (hub->folder, "server.db", NULL);
  hub->disk = power_loss_new ("hub", seed);
  hub->dice = dice_new (seed, 'h', 0);
  hub->choice = dice_new (seed, 'h', 1);
  hub->count = CLAMP (servers, 1, HUB_MOST_SERVERS);
  hub->time = time;
  g_mkdir (hub->folder, 0700);
  open_store (hub);
  set_up_project (hub);
  return hub;
}

void
hub_free (Hub *hub)
{
  close_store (hub);
  power_loss_free (hub->disk);
  for (guint i = 0; i < HUB_TEAMS; i++)
    g_free (hub->teams[i]);
  g_free (hub->path);
  g_free (hub->folder);
  g_free (hub);
}

gboolean
hub_call (Hub *hub, const char *path, const char *token, GBytes *body, EvResponse *response)
{
  const HubServer *server = &hub->servers[dice_roll (&hub->choice, hub->count)];

  ev_centre_call (server->centre, path, token, body, response);
  if (!power_loss_is_out (hub->disk)) {
    power_loss_arm (hub->disk, 0);
    if (hub->count > 1 && dice_chance (&hub->choice, PERCENT_REPLACED))
      replace_one (hub);
    return TRUE;
  }
  ev_response_clear (response);
  close_store (hub);
  power_loss_recover (hub->disk);
  open_store (hub);
  return FALSE;
}

void
hub_arm (Hub *hub, gint64 operations)
{
  power_loss_arm (hub->disk, operations);
}

static GArray *
team_numbers (Hub *hub, guint teams)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < HUB_TEAMS; i++) {
    g_autoptr (EvCentralTeam) team = NULL;
    if ((teams >> i & 1) == 0)
      continue;
    must (hub->central->team_by_id (hub->central, hub->project, hub->teams[i], TRUE, &team, NULL),
          NULL);
    g_array_append_val (numbers, team->number);
  }
  return numbers;
}

char *
hub_invite (Hub *hub, EvRole role, guint teams)
{
  const EvRandom random = dice_random (&hub->dice);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;
  gint64 expires;
  char *code;

  begin (hub);
  numbers = team_numbers (hub, role == EV_ROLE_FACILITATOR ? teams : 0);
  code = ev_enrolment_invite (hub->central, &random, hub->project, role, numbers, tell_time (hub),
                              &expires, &error);
  must (code != NULL, error);
  commit (hub);
  return code;
}

static char *
backup_file (const Hub *hub, guint backup)
{
  return g_strdup_printf ("%s/backup-%u.db", hub->folder, backup);
}

void
hub_backup (Hub *hub)
{
  g_autofree char *file = backup_file (hub, hub->backups++);
  g_autofree char *url = g_strconcat ("sqlite:", hub->path, NULL);
  g_autoptr (GError) error = NULL;

  use_disk (hub, TRUE);
  must (ev_restoration_backup (url, file, NULL, NULL, &error), error);
  use_disk (hub, FALSE);
}

void
hub_restore (Hub *hub, guint backup)
{
  const EvRandom random = dice_random (&hub->dice);
  g_autofree char *file = backup_file (hub, backup);
  g_autoptr (GError) error = NULL;

  use_disk (hub, TRUE);
  must (ev_restoration_restore (hub->path, file, NULL, &random, tell_time (hub), &error), error);
  use_disk (hub, FALSE);
}

void
hub_copy_back (Hub *hub, guint backup)
{
  g_autofree char *file = backup_file (hub, backup);
  g_autofree char *bytes = NULL;
  gsize length;

  close_store (hub);
  power_loss_recover (hub->disk);
  must (g_file_get_contents (file, &bytes, &length, NULL) &&
            g_file_set_contents (hub->path, bytes, (gssize)length, NULL),
        NULL);
  open_store (hub);
}

gboolean
hub_set_state (Hub *hub, const char *device, EvDeviceState state)
{
  g_autoptr (EvCentralDevice) found = NULL;

  begin (hub);
  must (hub->central->device_by_id (hub->central, device, &found, NULL), NULL);
  if (found != NULL) {
    found->state = state;
    must (hub->central->device_save (hub->central, found, NULL), NULL);
  }
  commit (hub);
  return found != NULL;
}

gboolean
hub_change_teams (Hub *hub, const char *device, guint granted, guint denied)
{
  g_autoptr (EvCentralDevice) found = NULL;
  g_autoptr (GArray) more = NULL, less = NULL;
  g_autoptr (GError) error = NULL;
  gboolean heard;

  begin (hub);
  must (hub->central->device_by_id (hub->central, device, &found, NULL), NULL);
  heard = found != NULL && found->state == EV_DEVICE_ACTIVE;
  if (heard) {
    more = team_numbers (hub, granted);
    less = team_numbers (hub, denied);
    must (ev_grant_change (hub->central, device, more, less, &error), error);
  }
  commit (hub);
  return heard;
}

GPtrArray *
hub_check (Hub *hub)
{
  GPtrArray *problems = NULL;
  g_autoptr (GError) error = NULL;

  must (hub->central->begin (hub->central, FALSE, NULL), NULL);
  must (ev_audit_run (hub->central, &problems, &error), error);
  hub->central->rollback (hub->central);
  return problems;
}
