/* The central store in SQL: projects, teams, devices. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"
#include "server/gaps.h"

static gboolean
project_add (EvCentral *central, const char *code, const char *name, gint64 *number, GError **error)
{
  *number = 0;
  if (!ev_sql_insert (ev_central_sql (central), number, error,
                      "INSERT INTO project (code, name) VALUES (?, ?)"
                      " ON CONFLICT (code) DO NOTHING RETURNING number",
                      "tt", code, name))
    return FALSE;
  if (*number == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "there is a project %s", code);
  return *number != 0;
}

static EvCentralProject *
project_of_row (EvSqlRows *rows)
{
  EvCentralProject *project = g_new0 (EvCentralProject, 1);

  project->number = ev_sql_integer (rows, 0);
  project->code = ev_sql_dup (rows, 1);
  project->name = ev_sql_dup (rows, 2);
  return project;
}

static gboolean
projects (EvCentral *central, GPtrArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT number, code, name FROM project ORDER BY number", "");
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_project_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, project_of_row (rows));
  }
  return FALSE;
}

static gboolean
read_project (EvSql *sql, EvSqlRows *rows, EvCentralProject **project, GError **error)
{
  gboolean row;

  *project = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *project = project_of_row (rows);
  return TRUE;
}

static gboolean
project_find (EvCentral *central, const char *code, EvCentralProject **project, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT number, code, name FROM project WHERE code = ?", "t", code);
  return read_project (sql, rows, project, error);
}

static gboolean
project_get (EvCentral *central, gint64 number, EvCentralProject **project, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT number, code, name FROM project WHERE number = ?", "i", number);
  return read_project (sql, rows, project, error);
}

/* The row that was written is this transaction's alone until it ends. */
static gboolean
hold (EvCentral *central, gint64 project, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  if (project == 0)
    return ev_sql_run (sql, error, "UPDATE project SET cursor = cursor", "");
  return ev_sql_run (sql, error, "UPDATE project SET cursor = cursor WHERE number = ?", "i",
                     project);
}

static gboolean
cursor (EvCentral *central, gint64 project, gint64 *number, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT cursor FROM project WHERE number = ?", "i", project);
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  *number = row ? ev_sql_integer (rows, 0) : 0;
  return TRUE;
}

static gboolean
set_cursor (EvCentral *central, gint64 project, gint64 number, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "UPDATE project SET cursor = ? WHERE number = ?", "ii", number, project);
}

#define TEAM "SELECT number, project, id, code FROM team WHERE "

static EvCentralTeam *
team_of_row (EvSqlRows *rows)
{
  EvCentralTeam *team = g_new0 (EvCentralTeam, 1);

  team->number = ev_sql_integer (rows, 0);
  team->project = ev_sql_integer (rows, 1);
  team->id = ev_sql_dup (rows, 2);
  team->code = ev_sql_dup (rows, 3);
  return team;
}

static gboolean
teams (EvCentral *central, gint64 project, GPtrArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, TEAM "project = ? AND code IS NOT NULL ORDER BY code", "i", project);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_team_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, team_of_row (rows));
  }
  return FALSE;
}

static gboolean
read_team (EvSql *sql, EvSqlRows *rows, EvCentralTeam **team, GError **error)
{
  gboolean row;

  *team = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *team = team_of_row (rows);
  return TRUE;
}

static gboolean
team_by_id (EvCentral *central, gint64 project, const char *id, gboolean make, EvCentralTeam **team,
            GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = NULL;

  if (make && !ev_sql_run (sql, error,
                           "INSERT INTO team (project, id) VALUES (?, ?)"
                           " ON CONFLICT (project, id) DO NOTHING",
                           "it", project, id))
    return FALSE;
  rows = ev_sql_query (sql, error, TEAM "project = ? AND id = ?", "it", project, id);
  return read_team (sql, rows, team, error);
}

static gboolean
team_by_code (EvCentral *central, gint64 project, const char *code, EvCentralTeam **team,
              GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, TEAM "project = ? AND code = ? ORDER BY number", "it", project, code);
  return read_team (sql, rows, team, error);
}

static gboolean
team_get (EvCentral *central, gint64 number, EvCentralTeam **team, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, TEAM "number = ?", "i", number);
  return read_team (sql, rows, team, error);
}

static gboolean
team_set_code (EvCentral *central, gint64 number, const char *code, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error, "UPDATE team SET code = ? WHERE number = ?",
                     "ti", code, number);
}

static gboolean
device_add (EvSql *sql, EvCentralDevice *device, const char *granted, GError **error)
{
  return ev_sql_insert (
      sql, &device->number, error,
      "INSERT INTO device (id, project, name, role, state, teams, token, acked,"
      " enrolled, seen, key, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
      "titiittiiitt", device->id, device->project, device->name, (gint64)device->role,
      (gint64)device->state, granted, device->token_hash, device->acked, device->enrolled,
      device->seen, device->key, device->program);
}

static gboolean
device_save (EvCentral *central, EvCentralDevice *device, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autofree char *granted = ev_central_teams_format (device->teams);

  if (device->number == 0)
    return device_add (sql, device, granted, error);
  return ev_sql_run (sql, error,
                     "UPDATE device SET project = ?, name = ?, role = ?, state = ?, teams = ?,"
                     " token = ?, acked = ?, enrolled = ?, seen = ?, key = ?, program = ?"
                     " WHERE number = ?",
                     "itiittiiitti", device->project, device->name, (gint64)device->role,
                     (gint64)device->state, granted, device->token_hash, device->acked,
                     device->enrolled, device->seen, device->key, device->program, device->number);
}

#define DEVICE                                                                                     \
  "SELECT number, id, project, name, role, state, teams, token, acked, enrolled, seen, key,"       \
  " program, (SELECT cursor FROM project WHERE project.number = device.project),"                  \
  " (SELECT text FROM fact WHERE fact.name = '" EV_GAPS_FACT "' || device.project) FROM device "

static EvCentralDevice *
device_of_row (EvSqlRows *rows)
{
  EvCentralDevice *device = ev_central_device_new (ev_sql_text (rows, 1));

  device->number = ev_sql_integer (rows, 0);
  device->project = ev_sql_integer (rows, 2);
  device->name = ev_sql_dup (rows, 3);
  device->role = (EvRole)ev_sql_integer (rows, 4);
  device->state = (EvDeviceState)ev_sql_integer (rows, 5);
  g_array_unref (device->teams);
  device->teams = ev_central_teams_parse (ev_sql_text (rows, 6));
  device->token_hash = ev_sql_dup (rows, 7);
  device->acked = ev_sql_integer (rows, 8);
  device->enrolled = ev_sql_integer (rows, 9);
  device->seen = ev_sql_integer (rows, 10);
  device->key = ev_sql_dup (rows, 11);
  device->program = ev_sql_dup (rows, 12);
  device->last = ev_sql_integer (rows, 13);
  device->gaps = ev_sql_dup (rows, 14);
  return device;
}

static gboolean
read_device (EvSql *sql, EvSqlRows *rows, EvCentralDevice **device, GError **error)
{
  gboolean row;

  *device = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *device = device_of_row (rows);
  return TRUE;
}

static gboolean
device_by_id (EvCentral *central, const char *id, EvCentralDevice **device, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, DEVICE "WHERE id = ?", "t", id);
  return read_device (sql, rows, device, error);
}

static gboolean
device_by_token (EvCentral *central, const char *token_hash, EvCentralDevice **device,
                 GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, DEVICE "WHERE token = ? ORDER BY state DESC, number DESC LIMIT 1",
                    "t", token_hash);
  return read_device (sql, rows, device, error);
}

static gboolean
device_by_key (EvCentral *central, const char *key, EvCentralDevice **device, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, DEVICE "WHERE key = ? ORDER BY state DESC, number DESC LIMIT 1", "t", key);
  return read_device (sql, rows, device, error);
}

static gboolean
seals (EvCentral *central, gint64 project, GPtrArray **array, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      ev_central_sql (central), error,
      "SELECT number, secret FROM seal WHERE project = ? ORDER BY number", "i", project);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_seal_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    EvCentralSeal *seal;
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    seal = g_new0 (EvCentralSeal, 1);
    seal->number = ev_sql_integer (rows, 0);
    seal->secret = ev_sql_dup (rows, 1);
    g_ptr_array_add (found, seal);
  }
  return FALSE;
}

static gboolean
seal_add (EvCentral *central, gint64 project, const EvCentralSeal *seal, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO seal (project, number, secret) VALUES (?, ?, ?)", "iit", project,
                     seal->number, seal->secret);
}

static gboolean
device_set_acked (EvCentral *central, gint64 number, gint64 acked, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "UPDATE device SET acked = ? WHERE number = ?", "ii", acked, number);
}

static gboolean
device_set_seen (EvCentral *central, gint64 number, gint64 seen, const char *program,
                 GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "UPDATE device SET seen = ?, program = coalesce (?, program) WHERE number = ?",
                     "iti", seen, program, number);
}

static gboolean
devices_seen (EvCentral *central, gint64 since, gint64 *count, GError **error)
{
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (ev_central_sql (central), error,
                    "SELECT count (*) FROM device WHERE seen >= ? AND role <> ? AND state = ?",
                    "iii", since, (gint64)EV_ROLE_SERVER, (gint64)EV_DEVICE_ACTIVE);
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  *count = row ? ev_sql_integer (rows, 0) : 0;
  return TRUE;
}

static gboolean
devices (EvCentral *central, GPtrArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, DEVICE "ORDER BY number", "");
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_device_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, device_of_row (rows));
  }
  return FALSE;
}

void
ev_central_sql_device_install (EvCentral *central)
{
  central->projects = projects;
  central->project_add = project_add;
  central->project_find = project_find;
  central->project_get = project_get;
  central->hold = hold;
  central->cursor = cursor;
  central->set_cursor = set_cursor;
  central->team_by_id = team_by_id;
  central->team_by_code = team_by_code;
  central->team_get = team_get;
  central->team_set_code = team_set_code;
  central->teams = teams;
  central->device_save = device_save;
  central->device_by_id = device_by_id;
  central->device_by_token = device_by_token;
  central->device_by_key = device_by_key;
  central->seals = seals;
  central->seal_add = seal_add;
  central->device_set_acked = device_set_acked;
  central->device_set_seen = device_set_seen;
  central->devices_seen = devices_seen;
  central->devices = devices;
}
