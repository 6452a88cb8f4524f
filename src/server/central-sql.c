/* The central store in SQL: transactions, facts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/central-sql-private.h"

typedef struct {
  EvCentral central; /* first: the one is the other */
  EvSql *sql;
  gboolean writes; /* in the transaction that is open */
  GArray *numbers; /* of gint64: for records to come */
  guint undone;    /* as it was when they were given out */
} EvCentralSql;

EvSql *
ev_central_sql (EvCentral *central)
{
  return ((EvCentralSql *)central)->sql;
}

static void
close_store (EvCentral *central)
{
  EvCentralSql *self = (EvCentralSql *)central;
  ev_sql_close (self->sql);
  g_array_unref (self->numbers);
  g_free (self);
}

static gboolean
begin (EvCentral *central, gboolean write, GError **error)
{
  ((EvCentralSql *)central)->writes = write;
  return ev_sql_begin (ev_central_sql (central), write, error);
}

static gboolean
commit (EvCentral *central, GError **error)
{
  EvCentralSql *self = (EvCentralSql *)central;

  if (!ev_sql_commit (self->sql, error))
    return FALSE;
  self->writes = FALSE;
  return TRUE;
}

static void
rollback (EvCentral *central)
{
  EvCentralSql *self = (EvCentralSql *)central;

  if (self->writes)
    central->undone++;
  self->writes = FALSE;
  ev_sql_rollback (ev_central_sql (central));
}

static gboolean
mark (EvCentral *central, GError **error)
{
  return ev_sql_run (ev_central_sql (central), error, "SAVEPOINT mark", "");
}

/* An error that was held back belongs to what is kept here. */
static gboolean
keep (EvCentral *central, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  return ev_sql_settle (sql, error) && ev_sql_run (sql, error, "RELEASE SAVEPOINT mark", "");
}

static gboolean
undo (EvCentral *central, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  central->undone++;
  ev_sql_settle (sql, NULL);
  return ev_sql_run (sql, error, "ROLLBACK TO SAVEPOINT mark", "") &&
         ev_sql_run (sql, error, "RELEASE SAVEPOINT mark", "");
}

static gboolean
take_numbers (EvCentralSql *self, GError **error)
{
  gint64 number;
  gboolean row = TRUE;
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (self->sql, error,
                    "SELECT nextval (pg_get_serial_sequence ('record', 'number'))"
                    " FROM generate_series (1, 500)",
                    "");

  g_array_set_size (self->numbers, 0);
  while (ev_sql_next (rows, &row, error) && row) {
    number = ev_sql_integer (rows, 0);
    g_array_append_val (self->numbers, number);
  }
  return rows != NULL && !row;
}

/* A database that takes over from another may not know of all that the other gave out. */
gboolean
ev_central_sql_record_number (EvCentral *central, gint64 *number, GError **error)
{
  EvCentralSql *self = (EvCentralSql *)central;

  *number = 0;
  if (!ev_sql_is_remote (self->sql))
    return TRUE;
  if ((self->numbers->len == 0 || self->undone != central->undone) && !take_numbers (self, error))
    return FALSE;
  self->undone = central->undone;
  *number = g_array_index (self->numbers, gint64, 0);
  g_array_remove_index (self->numbers, 0);
  return TRUE;
}

static gboolean
fact (EvCentral *central, const char *name, char **text, GError **error)
{
  EvSql *sql = ev_central_sql (central);
  g_autoptr (EvSqlRows) rows =
      ev_sql_query (sql, error, "SELECT text FROM fact WHERE name = ?", "t", name);
  gboolean row;

  *text = NULL;
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  if (row)
    *text = ev_sql_dup (rows, 0);
  return TRUE;
}

static gboolean
set_fact (EvCentral *central, const char *name, const char *text, GError **error)
{
  EvSql *sql = ev_central_sql (central);

  if (text == NULL)
    return ev_sql_run (sql, error, "DELETE FROM fact WHERE name = ?", "t", name);
  return ev_sql_run (sql, error,
                     "INSERT INTO fact (name, text) VALUES (?, ?)"
                     " ON CONFLICT (name) DO UPDATE SET text = excluded.text",
                     "tt", name, text);
}

static gboolean
others (EvCentral *central, gint64 *number, GError **error)
{
  return ev_sql_others (ev_central_sql (central), number, error);
}

static gboolean
check (EvCentral *central, GPtrArray *problems, GError **error)
{
  return ev_sql_check (ev_central_sql (central), problems, error);
}

EvCentral *
ev_central_sql_new (EvSql *sql)
{
  EvCentralSql *self = g_new0 (EvCentralSql, 1);

  self->sql = sql;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->central = (EvCentral){
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .mark = mark,
    .keep = keep,
    .undo = undo,
    .fact = fact,
    .set_fact = set_fact,
    .others = others,
    .check = check,
  };
  ev_central_sql_device_install (&self->central);
  ev_central_sql_admission_install (&self->central);
  ev_central_sql_record_install (&self->central);
  ev_central_sql_receipt_install (&self->central);
  ev_central_sql_held_install (&self->central);
  ev_central_sql_release_install (&self->central);
  return &self->central;
}
