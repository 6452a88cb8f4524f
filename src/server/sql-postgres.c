/* SQL by PostgreSQL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sql-postgres.h"

#include <libpq-fe.h>
#include <string.h>

#include "server/sql-private.h"

/* As many answers, each of a few bytes, may wait to be read. */
#define MOST_AHEAD 64
/* Unless the URI says otherwise. */
#define CONNECT_SECONDS "5"
#define INTEGER_LENGTH 24
#define SQLSTATE_LENGTH 5

typedef struct {
  EvSql sql;
  PGconn *handle;
  GHashTable *statements; /* literal -> Statement * */
  guint ahead;            /* statements sent whose answers were not read */
  gboolean inside;        /* a transaction */
  gboolean wrote;         /* and something was written in it */
  GError *failure;        /* of a statement that was sent ahead, not told yet */
  gint64 writer;          /* this connection's number among those that write; 0: none yet */
  gint64 times;           /* that it was made anew */
} Connection;

typedef struct {
  EvSqlRows rows;
  char *name;
  gboolean writes;
  PGresult *result; /* NULL: not in use */
  int row;          /* -1: before the first */
} Statement;

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  PQclear (statement->result);
  g_free (statement->name);
  g_free (statement);
}

/* Errors. By SQLSTATE, PostgreSQL manual appendix A; the distributed engines use the same. */

static EvErrorCode
code_of (const char *state)
{
  static const struct {
    const char *prefix;
    EvErrorCode code;
  } codes[] = {
    { "08", EV_ERROR_BUSY },         /* connection */
    { "40", EV_ERROR_BUSY },         /* serialisation, deadlock */
    { "53100", EV_ERROR_DISK_FULL }, /* disk full */
    { "53", EV_ERROR_BUSY },         /* too many connections, out of memory */
    { "55P03", EV_ERROR_BUSY },      /* lock not available */
    { "57", EV_ERROR_BUSY },         /* shut down, starting up */
    { "25006", EV_ERROR_BUSY },      /* a standby, until it is made the primary */
    { "42501", EV_ERROR_READ_ONLY }, /* no right to write */
    { "XX001", EV_ERROR_DAMAGED },   { "XX002", EV_ERROR_DAMAGED },
  };

  if (state == NULL || strlen (state) != SQLSTATE_LENGTH)
    return EV_ERROR_BUSY;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (state, codes[i].prefix))
      return codes[i].code;
  return EV_ERROR_STORAGE;
}

/* The primary message alone: the detail may quote a row. */
static gboolean
fail (Connection *self, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *message =
      result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

  g_set_error (error, EV_ERROR, code_of (state), "central store: %s",
               message != NULL ? message : "the database is not reached");
  return FALSE;
}

static gboolean
is_good (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* What was sent ahead. */

/* The first error is the one that matters: the others follow from it. */
static void
note_failure (Connection *self, const PGresult *result)
{
  if (self->failure == NULL && !is_good (result))
    fail (self, result, &self->failure);
}

/* The answer to one statement, of which each ends with a NULL. */
static PGresult *
take_answer (Connection *self)
{
  PGresult *result = PQgetResult (self->handle);
  PGresult *end = result != NULL ? PQgetResult (self->handle) : NULL;

  PQclear (end);
  return result;
}

static void
read_ahead (Connection *self)
{
  for (; self->ahead > 0; self->ahead--) {
    PGresult *result = take_answer (self);
    note_failure (self, result);
    PQclear (result);
  }
}

/* Reads all answers up to a point of agreement. The last is handed out if it is wanted. */
static PGresult *
catch_up (Connection *self, gboolean wanted)
{
  PGresult *result = NULL;

  if (PQpipelineSync (self->handle) != 1) {
    self->ahead = 0;
    note_failure (self, NULL);
    return NULL;
  }
  read_ahead (self);
  if (wanted)
    result = take_answer (self);
  PQclear (PQgetResult (self->handle)); /* the point itself */
  return result;
}

static gboolean
tell_failure (Connection *self, GError **error)
{
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

static gboolean
settle (EvSql *sql, GError **error)
{
  Connection *self = (Connection *)sql;

  if (self->ahead > 0)
    catch_up (self, FALSE);
  return tell_failure (self, error);
}

/* Statements. */

/* PostgreSQL numbers the values. */
static char *
number_values (const char *text)
{
  g_autoptr (GString) numbered = g_string_new (NULL);
  guint count = 0;

  for (; *text != '\0'; text++) {
    if (*text == '?')
      g_string_append_printf (numbered, "$%u", ++count);
    else
      g_string_append_c (numbered, *text);
  }
  return g_string_free (g_steal_pointer (&numbered), FALSE);
}

static Statement *
prepare (Connection *self, const char *text, GError **error)
{
  Statement *statement = g_hash_table_lookup (self->statements, text);
  g_autofree char *name = NULL, *numbered = NULL;
  PGresult *result = NULL;

  if (statement != NULL)
    return statement;
  name = g_strdup_printf ("s%u", g_hash_table_size (self->statements));
  numbered = number_values (text);
  if (PQsendPrepare (self->handle, name, numbered, 0, NULL) == 1)
    result = catch_up (self, TRUE);
  note_failure (self, result);
  PQclear (result);
  if (!tell_failure (self, error))
    return NULL;
  statement = g_new0 (Statement, 1);
  statement->rows.sql = &self->sql;
  statement->name = g_steal_pointer (&name);
  statement->writes = g_str_has_prefix (text, "INSERT ") || g_str_has_prefix (text, "UPDATE ") ||
                      g_str_has_prefix (text, "DELETE ");
  g_hash_table_insert (self->statements, (gpointer)text, statement);
  return statement;
}

static gboolean
send_statement (Connection *self, const Statement *statement, const EvSqlValue *values, guint count)
{
  char integers[EV_SQL_MOST_VALUES][INTEGER_LENGTH];
  const char *texts[EV_SQL_MOST_VALUES] = { NULL };
  int lengths[EV_SQL_MOST_VALUES] = { 0 };
  int formats[EV_SQL_MOST_VALUES] = { 0 };

  for (guint i = 0; i < count; i++) {
    texts[i] = values[i].bytes;
    if (values[i].type == 'i') {
      g_snprintf (integers[i], INTEGER_LENGTH, "%" G_GINT64_FORMAT, values[i].integer);
      texts[i] = integers[i];
    }
    lengths[i] = (int)values[i].length;
    formats[i] = values[i].type == 'b';
  }
  return PQsendQueryPrepared (self->handle, statement->name, (int)count, texts, lengths, formats,
                              0) == 1;
}

static gboolean
run_ahead (Connection *self, const Statement *statement, const EvSqlValue *values, guint count,
           GError **error)
{
  if (!send_statement (self, statement, values, count))
    return fail (self, NULL, error);
  self->ahead++;
  return (self->inside && self->ahead < MOST_AHEAD) || settle (&self->sql, error);
}

static gboolean
execute (EvSql *sql, const char *text, const EvSqlValue *values, guint count, EvSqlRows **rows,
         GError **error)
{
  Connection *self = (Connection *)sql;
  Statement *statement = prepare (self, text, error);

  if (statement == NULL)
    return FALSE;
  self->wrote = self->wrote || statement->writes;
  if (rows == NULL)
    return run_ahead (self, statement, values, count, error);
  g_assert (statement->result == NULL);
  if (!send_statement (self, statement, values, count))
    return fail (self, NULL, error);
  statement->result = catch_up (self, TRUE);
  statement->row = -1;
  if (self->failure == NULL && is_good (statement->result)) {
    *rows = &statement->rows;
    return TRUE;
  }
  note_failure (self, statement->result);
  g_clear_pointer (&statement->result, PQclear);
  return tell_failure (self, error);
}

static gboolean
next (EvSqlRows *rows, gboolean *row, GError **error)
{
  Statement *statement = (Statement *)rows;

  statement->row++;
  *row = statement->row < PQntuples (statement->result);
  return TRUE;
}

static void
end (EvSqlRows *rows)
{
  g_clear_pointer (&((Statement *)rows)->result, PQclear);
}

static const char *
column_text (const EvSqlRows *rows, int column)
{
  const Statement *statement = (const Statement *)rows;

  if (PQgetisnull (statement->result, statement->row, column))
    return NULL;
  return PQgetvalue (statement->result, statement->row, column);
}

static gint64
integer (const EvSqlRows *rows, int column)
{
  const char *text = column_text (rows, column);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
column_bytes (const EvSqlRows *rows, int column, void *bytes, gsize length)
{
  const char *text = column_text (rows, column);
  size_t found = 0;
  unsigned char *plain = NULL;

  if (text == NULL)
    return;
  plain = PQunescapeBytea ((const unsigned char *)text, &found);
  if (plain != NULL && found == length)
    memcpy (bytes, plain, length);
  PQfreemem (plain);
}

/* Scripts need the plain protocol, which a pipeline has not. */
static gboolean
script (EvSql *sql, const char *text, GError **error)
{
  Connection *self = (Connection *)sql;
  PGresult *result;
  gboolean good;

  if (!settle (sql, error))
    return FALSE;
  PQexitPipelineMode (self->handle);
  result = PQexec (self->handle, text);
  PQenterPipelineMode (self->handle);
  good = is_good (result) || fail (self, result, error);
  PQclear (result);
  return good;
}

/* Transactions. */

static gboolean
is_lost (Connection *self)
{
  return PQstatus (self->handle) != CONNECTION_OK;
}

/* A plan made while a table was empty is kept when it no longer is; every question here that is
 * asked often has its index. A database that knows no such setting goes without. */
static gboolean
make_ready (Connection *self)
{
  PQclear (PQexec (self->handle, "SET enable_seqscan = off"));
  return !is_lost (self) && PQenterPipelineMode (self->handle) == 1;
}

/* A new connection knows none of the statements. */
static gboolean
reconnect (Connection *self, GError **error)
{
  PQreset (self->handle);
  g_hash_table_remove_all (self->statements);
  g_clear_error (&self->failure);
  self->ahead = 0;
  self->writer = 0;
  self->times++;
  return make_ready (self) || fail (self, NULL, error);
}

static gboolean
begin_once (EvSql *sql, gboolean write, GError **error)
{
  return write ? ev_sql_run (sql, error, "BEGIN ISOLATION LEVEL READ COMMITTED", "")
               : ev_sql_run (sql, error, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "");
}

/* That the connection was lost since the last time shows only when it is used, first perhaps in a
 * last word of the database that goes away. */
static gboolean
begin (EvSql *sql, gboolean write, GError **error)
{
  Connection *self = (Connection *)sql;

  self->wrote = FALSE;
  self->inside =
      begin_once (sql, write, NULL) || (reconnect (self, error) && begin_once (sql, write, error));
  return self->inside;
}

/* So that others notice. */
static gboolean
count_write (Connection *self, GError **error)
{
  EvSql *sql = &self->sql;

  if (self->writer == 0)
    return ev_sql_insert (sql, &self->writer, error,
                          "INSERT INTO writer (count) VALUES (1) RETURNING number", "");
  return ev_sql_run (sql, error, "UPDATE writer SET count = count + 1 WHERE number = ?", "i",
                     self->writer);
}

/* A transaction that failed answers COMMIT with a ROLLBACK that is no error. */
static gboolean
end_transaction (EvSql *sql, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, "COMMIT", "");

  if (rows == NULL)
    return FALSE;
  if (strcmp (PQcmdStatus (((Statement *)rows)->result), "COMMIT") == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "central store: the transaction had failed");
  return FALSE;
}

static gboolean
commit (EvSql *sql, GError **error)
{
  Connection *self = (Connection *)sql;

  if ((!self->wrote || count_write (self, error)) && end_transaction (sql, error)) {
    self->inside = FALSE;
    return TRUE;
  }
  self->writer = 0; /* it may have been given in vain */
  return FALSE;
}

static void
rollback (EvSql *sql)
{
  Connection *self = (Connection *)sql;

  if (!self->inside)
    return;
  settle (sql, NULL);
  self->inside = FALSE;
  ev_sql_run (sql, NULL, "ROLLBACK", "");
}

/* Its log is kept and thinned out by the database's own rules. */
static void
purge (EvSql *sql)
{
}

static gboolean
others (EvSql *sql, gint64 *number, GError **error)
{
  g_autoptr (EvSqlRows) rows = ev_sql_query (
      sql, error, "SELECT CAST (coalesce (sum (count), 0) AS BIGINT) FROM writer WHERE number <> ?",
      "i", ((Connection *)sql)->writer);
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  /* Another connection may lead to a database that has lost something. */
  *number = ev_sql_integer (rows, 0) ^ (((Connection *)sql)->times << 40);
  return TRUE;
}

/* Damage shows as errors when it is read; looking for more is the work of its own tools. */
static gboolean
check (EvSql *sql, GPtrArray *problems, GError **error)
{
  return TRUE;
}

static void
close_connection (EvSql *sql)
{
  Connection *self = (Connection *)sql;

  g_hash_table_unref (self->statements);
  g_clear_error (&self->failure);
  PQfinish (self->handle);
  g_free (self);
}

static const EvSqlDriver driver = {
  .remote = TRUE,
  .close = close_connection,
  .script = script,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .purge = purge,
  .others = others,
  .check = check,
  .settle = settle,
  .execute = execute,
  .next = next,
  .end = end,
  .integer = integer,
  .text = column_text,
  .bytes = column_bytes,
};

static void
ignore_notice (void *data, const PGresult *result)
{
}

EvSql *
ev_sql_postgres_open (const char *uri, GError **error)
{
  static const char *const names[] = { "connect_timeout", "application_name", "dbname",
                                       "client_encoding", NULL };
  const char *const values[] = { CONNECT_SECONDS, "evidenca-server", uri, "UTF8", NULL };
  Connection *self = g_new0 (Connection, 1);
  g_autoptr (EvSql) sql = &self->sql;

  self->sql.driver = &driver;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  self->handle = PQconnectdbParams (names, values, TRUE);
  PQsetNoticeReceiver (self->handle, ignore_notice, NULL);
  if (!make_ready (self)) {
    fail (self, NULL, error);
    return NULL;
  }
  return g_steal_pointer (&sql);
}
