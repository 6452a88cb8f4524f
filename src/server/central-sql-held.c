/* The central store in SQL: what waits for the admin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

static gboolean
held_add (EvCentral *central, EvHeld *held, GError **error)
{
  const EvChange *change = held->change;
  g_autoptr (EvJson) fields = ev_change_fields_to_json (change);
  g_autofree char *text = ev_json_print (fields);

  return ev_sql_insert (
      ev_central_sql (central), &held->number, error,
      "INSERT INTO held (project, device, at, kind, id, author, seq, stamp, fields)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING number",
      "iiiittiit", held->project, held->device, held->at, (gint64)change->kind, change->id,
      change->version.device, change->version.seq, change->version.stamp, text);
}

static EvHeld *
held_of_row (EvSqlRows *rows)
{
  EvHeld *held = g_new0 (EvHeld, 1);
  g_autoptr (EvJson) fields = cJSON_Parse (ev_sql_text (rows, 9));
  EvChange *change = ev_change_new ((EvKind)ev_sql_integer (rows, 4), ev_sql_text (rows, 5));

  held->number = ev_sql_integer (rows, 0);
  held->project = ev_sql_integer (rows, 1);
  held->device = ev_sql_integer (rows, 2);
  held->at = ev_sql_integer (rows, 3);
  held->change = change;
  g_strlcpy (change->version.device, ev_sql_text (rows, 6), sizeof change->version.device);
  change->version.seq = ev_sql_integer (rows, 7);
  change->version.stamp = ev_sql_integer (rows, 8);
  ev_change_fields_from_json (change, fields, NULL);
  return held;
}

static gboolean
helds (EvCentral *central, GPtrArray **array, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT number, project, device, at, kind, id, author, seq, stamp, fields"
                    " FROM held ORDER BY number",
                    "");
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_held_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, held_of_row (rows));
  }
  return FALSE;
}

static gboolean
held_remove (EvCentral *central, gint64 number, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error, "DELETE FROM held WHERE number = ?", "i",
                     number);
}

static gboolean
held_purge (EvCentral *central, gint64 project, EvKind kind, const char *id, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "DELETE FROM held WHERE project = ? AND kind = ? AND id = ?", "iit", project,
                     (gint64)kind, id);
}

void
ev_central_sql_held_install (EvCentral *central)
{
  central->held_add = held_add;
  central->helds = helds;
  central->held_remove = held_remove;
  central->held_purge = held_purge;
}
