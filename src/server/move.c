/* A central store carried over to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/move.h"

#include <string.h>

#include "base/secret.h"
#include "server/audit.h"
#include "server/central-sql-private.h"
#include "server/opening.h"
#include "server/sql-private.h"
#include "server/standing.h"

#define ROWS_A_COMMIT 2000
#define MOST_COLUMNS EV_SQL_MOST_VALUES
#define HASH_BYTES 16

/* The columns of the key come first, and the first of them says where to go on. */
typedef struct {
  const char *name, *columns;
  guint keys;
  gboolean small;   /* part of what the store looks like: whatever is written shows there */
  gboolean by_text; /* the first column is a text */
} Table;

static const Table tables[] = {
  { "project", "number, code, name, cursor", 1, TRUE, FALSE },
  { "team", "number, project, id, code", 1, TRUE, FALSE },
  { "device",
    "number, id, project, name, role, state, teams, token, acked, enrolled, seen, key, "
    "program",
    1, TRUE, FALSE },
  { "seal", "project, number, secret", 2, TRUE, FALSE },
  { "invite", "code, project, role, teams, expires, device, token, made, revoked", 1, TRUE, TRUE },
  { "admission", "hash, link, expires", 1, FALSE, TRUE },
  { "record", "number, project, kind, id, fields, versions, marks, places, home, anchor, high, low",
    1, FALSE, FALSE },
  { "news", "project, scope, cursor, record, kind", 3, FALSE, FALSE },
  { "sum", "project, places, high, low, records", 2, FALSE, FALSE },
  { "receipt", "device, seq, hash, reason, field, record, cursor, taken_at, body", 2, FALSE,
    FALSE },
  { "conflict",
    "number, record, grp, cursor, settled, lost_device, lost_seq, lost_stamp, kept_device,"
    " kept_seq, kept_stamp, lost",
    1, FALSE, FALSE },
  { "erased", "project, id, at", 2, FALSE, FALSE },
  { "held", "number, project, device, at, kind, id, author, seq, stamp, fields", 1, FALSE, FALSE },
  { "release", "project, number, id, after, device, at, operator, report", 2, FALSE, FALSE },
  { "fact", "name, text", 1, TRUE, TRUE },
};

typedef struct {
  EvCentral *from, *to;
  EvSql *source, *target;
  EvMoveResult *result;
  guint pending; /* rows since the last commit */
} Move;

char **
ev_move_columns (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].name, table) == 0)
      return g_strsplit (tables[i].columns, ", ", -1);
  return g_new0 (char *, 1);
}

/* Statements are kept by the address of their text. */
static const char *
kept (char *text)
{
  const char *interned = g_intern_string (text);
  g_free (text);
  return interned;
}

static guint
column_count (const Table *table)
{
  guint count = 1;

  for (const char *c = table->columns; *c != '\0'; c++)
    count += *c == ',';
  return count;
}

static gboolean
is_fact (const Table *table)
{
  return strcmp (table->name, "fact") == 0;
}

/* Of the facts those that are carried. */
static const char *
condition (const Table *table)
{
  return is_fact (table) ? " AND name NOT IN ('" EV_STANDING_MOVED "', '" EV_STANDING_MOVING
                           "', 'schema')"
                         : "";
}

static EvSqlRows *
select_rows (EvSql *sql, const Table *table, const char *start, GError **error)
{
  g_auto (GStrv) columns = g_strsplit (table->columns, ", ", -1);
  g_autoptr (GString) order = g_string_new (columns[0]);
  const char *text;

  for (guint i = 1; i < table->keys; i++)
    g_string_append_printf (order, ", %s", columns[i]);
  text = kept (g_strdup_printf ("SELECT %s FROM %s WHERE %s >= ?%s ORDER BY %s", table->columns,
                                table->name, columns[0], condition (table), order->str));
  return table->by_text ? ev_sql_query (sql, error, text, "t", start)
                        : ev_sql_query (sql, error, text, "i", g_ascii_strtoll (start, NULL, 10));
}

/* Numbers travel as texts, which both databases take for numbers; the one column of bytes as it
 * is. */
static void
read_row (const EvSqlRows *rows, const Table *table, EvSqlValue *values, guint8 *hash)
{
  guint count = column_count (table);
  gboolean receipt = strcmp (table->name, "receipt") == 0;

  for (guint i = 0; i < count; i++) {
    if (receipt && i == table->keys) {
      ev_sql_bytes (rows, (int)i, hash, HASH_BYTES);
      values[i] = (EvSqlValue){ .type = 'b', .bytes = hash, .length = HASH_BYTES };
    } else {
      values[i] = (EvSqlValue){ .type = 't', .bytes = rows->sql->driver->text (rows, (int)i) };
    }
  }
}

static const char *
insert_text (const Table *table)
{
  g_autoptr (GString) marks = g_string_new ("?");

  for (guint i = 1; i < column_count (table); i++)
    g_string_append (marks, ", ?");
  return kept (g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING",
                                table->name, table->columns, marks->str));
}

static gboolean
count_row (Move *move, GError **error)
{
  move->result->rows++;
  if (++move->pending < ROWS_A_COMMIT)
    return TRUE;
  move->pending = 0;
  return move->to->commit (move->to, error) && move->to->begin (move->to, TRUE, error);
}

/* Where an earlier run stopped: with the rows of the last key there, some of which may lack. */
static gboolean
find_start (Move *move, const Table *table, char **start, GError **error)
{
  g_autoptr (EvSqlRows) rows = NULL;
  g_auto (GStrv) columns = g_strsplit (table->columns, ", ", 2);
  gboolean row;

  *start = g_strdup (table->by_text ? "" : "0");
  if (table->by_text)
    return TRUE;
  rows = ev_sql_query (
      move->target, error,
      kept (g_strdup_printf ("SELECT coalesce (max (%s), 0) FROM %s", columns[0], table->name)),
      "");
  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  g_free (*start);
  *start = ev_sql_dup (rows, 0);
  return TRUE;
}

static gboolean
carry_table (Move *move, const Table *table, GError **error)
{
  const char *insert = insert_text (table);
  g_autofree char *start = NULL;
  g_autoptr (EvSqlRows) rows = NULL;
  gboolean row = TRUE;

  if (!find_start (move, table, &start, error))
    return FALSE;
  rows = select_rows (move->source, table, start, error);
  while (ev_sql_next (rows, &row, error) && row) {
    EvSqlValue values[MOST_COLUMNS];
    guint8 hash[HASH_BYTES] = { 0 };
    read_row (rows, table, values, hash);
    if (!move->target->driver->execute (move->target, insert, values, column_count (table), NULL,
                                        error) ||
        !count_row (move, error))
      return FALSE;
  }
  return rows != NULL && !row && ev_sql_settle (move->target, error);
}

/* What a store looks like, from the tables in which every writing leaves something. */
static gboolean
look_at (EvSql *sql, char **look, GError **error)
{
  g_autoptr (GString) whole = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (EvSqlRows) rows = NULL;
    gboolean row = TRUE;
    if (!tables[i].small)
      continue;
    rows = select_rows (sql, &tables[i], tables[i].by_text ? "" : "0", error);
    while (ev_sql_next (rows, &row, error) && row)
      for (guint k = 0; k < column_count (&tables[i]); k++)
        g_string_append_printf (whole, "%s\n", ev_sql_text (rows, (int)k));
    if (rows == NULL || row)
      return FALSE;
  }
  *look = ev_secret_hash_hex (whole->str, whole->len);
  return TRUE;
}

static gboolean
empty_target (Move *move, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!ev_sql_run (move->target, error,
                     kept (g_strdup_printf ("DELETE FROM %s%s", tables[i].name,
                                            is_fact (&tables[i]) ? " WHERE name <> 'schema'" : "")),
                     ""))
      return FALSE;
  return TRUE;
}

/* Begins, or finds what an earlier run began. */
static gboolean
enter (Move *move, GError **error)
{
  g_autofree char *look = NULL, *moving = NULL, *epoch = NULL;

  if (!look_at (move->source, &look, error) ||
      !move->to->fact (move->to, EV_STANDING_MOVING, &moving, error) ||
      !move->to->fact (move->to, "epoch", &epoch, error))
    return FALSE;
  if (epoch != NULL && moving == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_EXISTS, "there is a central store already");
    return FALSE;
  }
  move->result->resumed = g_strcmp0 (moving, look) == 0;
  return move->result->resumed || (empty_target (move, error) &&
                                   move->to->set_fact (move->to, EV_STANDING_MOVING, look, error));
}

static gboolean
count_rows (EvSql *sql, const Table *table, gint64 *count, GError **error)
{
  const char *text = kept (
      g_strdup_printf ("SELECT count (*) FROM %s WHERE 1 = 1%s", table->name, condition (table)));
  g_autoptr (EvSqlRows) rows = ev_sql_query (sql, error, text, "");
  gboolean row;

  if (!ev_sql_next (rows, &row, error))
    return FALSE;
  *count = ev_sql_integer (rows, 0);
  return TRUE;
}

static gboolean
differs (GError **error, const char *what)
{
  g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "what arrived is not what was sent: %s", what);
  return FALSE;
}

/* The sums of the digests were carried as they were; that the records add up to them is what the
 * audit finds out. */
static gboolean
compare (Move *move, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *before = NULL, *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    gint64 sent, arrived;
    if (!count_rows (move->source, &tables[i], &sent, error) ||
        !count_rows (move->target, &tables[i], &arrived, error))
      return FALSE;
    if (sent != arrived)
      return differs (error, tables[i].name);
  }
  if (!look_at (move->source, &before, error) || !look_at (move->target, &after, error) ||
      !ev_audit_run (move->to, &problems, error))
    return FALSE;
  if (problems->len > 0)
    return differs (error, problems->pdata[0]);
  return strcmp (before, after) == 0 || differs (error, "its devices or invitations");
}

/* Only PostgreSQL does not see by itself which numbers are taken. */
static gboolean
renumber (Move *move, const char *url, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables) && ev_opening_is_postgres (url); i++) {
    g_autoptr (EvSqlRows) rows = NULL;
    gboolean row;
    if (!g_str_has_prefix (tables[i].columns, "number, "))
      continue;
    rows = ev_sql_query (
        move->target, error,
        kept (g_strdup_printf ("SELECT setval (pg_get_serial_sequence ('%s', 'number'),"
                               " max (number)) FROM %s",
                               tables[i].name, tables[i].name)),
        "");
    if (!ev_sql_next (rows, &row, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
close_source (EvCentral *from, GError **error)
{
  return from->set_fact (from, EV_STANDING_MOVED, "1", error) && from->commit (from, error);
}

/* The new store is whole before the old one is closed; should that fail, neither is served until
 * the move is run again, which closes it. */
static gboolean
run (Move *move, const char *url, gboolean closes, GError **error)
{
  EvCentral *to = move->to;

  if (!enter (move, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!carry_table (move, &tables[i], error))
      return FALSE;
  return renumber (move, url, error) && compare (move, error) && to->commit (to, error) &&
         (!closes || close_source (move->from, error)) && to->begin (to, TRUE, error) &&
         to->set_fact (to, EV_STANDING_MOVING, NULL, error) && to->commit (to, error);
}

gboolean
ev_move_run (const char *from, const char *to, EvMoveResult *result, GError **error)
{
  g_autoptr (EvCentral) source = ev_opening_bare (from, FALSE, error);
  g_autoptr (EvCentral) target = source != NULL ? ev_opening_bare (to, TRUE, error) : NULL;
  Move move = { source, target, NULL, NULL, result, 0 };

  *result = (EvMoveResult){ 0, FALSE };
  if (target == NULL || !source->begin (source, TRUE, error) || !source->hold (source, 0, error) ||
      !target->begin (target, TRUE, error))
    return FALSE;
  move.source = ev_central_sql (source);
  move.target = ev_central_sql (target);
  if (run (&move, to, TRUE, error))
    return TRUE;
  target->rollback (target);
  source->rollback (source);
  return FALSE;
}

gboolean
ev_move_copy (const char *from, const char *to, GError **error)
{
  g_autoptr (EvCentral) source = ev_opening_bare (from, FALSE, error);
  g_autoptr (EvCentral) target = source != NULL ? ev_opening_bare (to, TRUE, error) : NULL;
  EvMoveResult result = { 0, FALSE };
  Move move = { source, target, NULL, NULL, &result, 0 };
  gboolean copied;

  if (target == NULL || !source->begin (source, FALSE, error) ||
      !target->begin (target, TRUE, error))
    return FALSE;
  move.source = ev_central_sql (source);
  move.target = ev_central_sql (target);
  copied = run (&move, to, FALSE, error);
  if (!copied)
    target->rollback (target);
  source->rollback (source);
  return copied;
}
