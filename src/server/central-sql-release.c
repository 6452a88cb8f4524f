/* The central store in SQL: published reports. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

#define COLUMNS "project, number, id, after, device, at, operator, report"

static gboolean
release_add (EvCentral *central, const EvCentralRelease *release, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error,
                     "INSERT INTO release (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     "iittiitt", release->project, release->number, release->id, release->after,
                     release->device, release->at, release->operator_id, release->report);
}

static EvCentralRelease *
release_of_row (EvSqlRows *rows)
{
  EvCentralRelease *release = g_new0 (EvCentralRelease, 1);

  release->project = ev_sql_integer (rows, 0);
  release->number = ev_sql_integer (rows, 1);
  release->id = ev_sql_dup (rows, 2);
  release->after = ev_sql_dup (rows, 3);
  release->device = ev_sql_integer (rows, 4);
  release->at = ev_sql_integer (rows, 5);
  release->operator_id = ev_sql_dup (rows, 6);
  release->report = ev_sql_dup (rows, 7);
  return release;
}

static gboolean
release_find (EvCentral *central, gint64 project, const char *id, EvCentralRelease **release,
              GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT " COLUMNS " FROM release WHERE project = ? AND id = ?",
                    "it", project, id);
  gboolean row;

  *release = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *release = release_of_row (rows);
  return TRUE;
}

static gboolean
release_last (EvCentral *central, gint64 project, gint64 *number, char **id, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT number, id FROM release WHERE project = ? ORDER BY number DESC LIMIT 1",
      "i", project);
  gboolean row;

  *number = 0;
  if (id != NULL)
    *id = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *number = ev_sql_integer (rows, 0);
  if (row && id != NULL)
    *id = ev_sql_dup (rows, 1);
  return TRUE;
}

static gboolean
releases (EvCentral *central, gint64 project, gint64 after, guint limit, GPtrArray **array,
          GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error,
                    "SELECT " COLUMNS " FROM release WHERE project = ? AND number > ?"
                    " ORDER BY number LIMIT ?",
                    "iii", project, after, (gint64)limit);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ev_central_release_free);
  gboolean row;

  while (ev_sql_next (rows, &row, error)) {
    if (!row) {
      *array = g_steal_pointer (&found);
      return TRUE;
    }
    g_ptr_array_add (found, release_of_row (rows));
  }
  return FALSE;
}

void
ev_central_sql_release_install (EvCentral *central)
{
  central->release_add = release_add;
  central->release_find = release_find;
  central->release_last = release_last;
  central->releases = releases;
}
