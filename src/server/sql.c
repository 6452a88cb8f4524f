/* One way to speak SQL to SQLite and to PostgreSQL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sql-private.h"

#include <stdarg.h>
#include <string.h>

void
ev_sql_close (EvSql *sql)
{
  if (sql != NULL)
    sql->driver->close (sql);
}

gboolean
ev_sql_script (EvSql *sql, const char *text, GError **error)
{
  return sql->driver->script (sql, text, error);
}

gboolean
ev_sql_begin (EvSql *sql, gboolean write, GError **error)
{
  return sql->driver->begin (sql, write, error);
}

gboolean
ev_sql_commit (EvSql *sql, GError **error)
{
  return sql->driver->commit (sql, error);
}

void
ev_sql_rollback (EvSql *sql)
{
  sql->driver->rollback (sql);
}

void
ev_sql_purge (EvSql *sql)
{
  sql->driver->purge (sql);
}

gboolean
ev_sql_others (EvSql *sql, gint64 *number, GError **error)
{
  return sql->driver->others (sql, number, error);
}

gboolean
ev_sql_check (EvSql *sql, GPtrArray *problems, GError **error)
{
  return sql->driver->check (sql, problems, error);
}

gboolean
ev_sql_settle (EvSql *sql, GError **error)
{
  return sql->driver->settle (sql, error);
}

static gboolean
execute (EvSql *sql, const char *text, const char *types, va_list list, EvSqlRows **rows,
         GError **error)
{
  EvSqlValue values[EV_SQL_MOST_VALUES] = { 0 };
  guint count = (guint)strlen (types);

  g_assert (count <= EV_SQL_MOST_VALUES);
  for (guint i = 0; i < count; i++) {
    values[i].type = types[i];
    if (types[i] == 'i')
      values[i].integer = va_arg (list, gint64);
    else
      values[i].bytes = va_arg (list, const void *);
    if (types[i] == 'b')
      values[i].length = va_arg (list, gsize);
  }
  return sql->driver->execute (sql, text, values, count, rows, error);
}

EvSqlRows *
ev_sql_query (EvSql *sql, GError **error, const char *text, const char *types, ...)
{
  EvSqlRows *rows = NULL;
  va_list list;

  va_start (list, types);
  execute (sql, text, types, list, &rows, error);
  va_end (list);
  return rows;
}

void
ev_sql_rows_end (EvSqlRows *rows)
{
  if (rows != NULL)
    rows->sql->driver->end (rows);
}

gboolean
ev_sql_next (EvSqlRows *rows, gboolean *row, GError **error)
{
  *row = FALSE;
  return rows != NULL && rows->sql->driver->next (rows, row, error);
}

gboolean
ev_sql_run (EvSql *sql, GError **error, const char *text, const char *types, ...)
{
  gboolean done;
  va_list list;

  va_start (list, types);
  done = execute (sql, text, types, list, NULL, error);
  va_end (list);
  return done;
}

gboolean
ev_sql_insert (EvSql *sql, gint64 *number, GError **error, const char *text, const char *types, ...)
{
  g_autoptr (EvSqlRows) rows = NULL;
  gboolean row;
  va_list list;

  va_start (list, types);
  execute (sql, text, types, list, &rows, error);
  va_end (list);
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *number = ev_sql_integer (rows, 0);
  return TRUE;
}

gboolean
ev_sql_is_remote (const EvSql *sql)
{
  return sql->driver->remote;
}

/* An array of PostgreSQL, as text (its manual, 8.15.6). */
char *
ev_sql_list (const GPtrArray *texts)
{
  g_autoptr (GString) list = g_string_new ("{");

  for (guint i = 0; i < texts->len; i++) {
    g_string_append (list, i > 0 ? ",\"" : "\"");
    for (const char *c = texts->pdata[i]; *c != '\0'; c++) {
      if (*c == '"' || *c == '\\')
        g_string_append_c (list, '\\');
      g_string_append_c (list, *c);
    }
    g_string_append_c (list, '"');
  }
  g_string_append_c (list, '}');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

gint64
ev_sql_integer (const EvSqlRows *rows, int column)
{
  return rows->sql->driver->integer (rows, column);
}

const char *
ev_sql_text (const EvSqlRows *rows, int column)
{
  const char *text = rows->sql->driver->text (rows, column);
  return text != NULL ? text : "";
}

char *
ev_sql_dup (const EvSqlRows *rows, int column)
{
  return g_strdup (rows->sql->driver->text (rows, column));
}

void
ev_sql_bytes (const EvSqlRows *rows, int column, void *bytes, gsize length)
{
  rows->sql->driver->bytes (rows, column, bytes, length);
}
