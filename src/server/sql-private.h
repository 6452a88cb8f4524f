/* What a kind of database brings along to be spoken to as ev_sql_*(). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql.h"

#define EV_SQL_MOST_VALUES 16

typedef struct {
  char type; /* i, t or b */
  gint64 integer;
  const void *bytes; /* of t and b; NULL is NULL */
  gsize length;      /* of b */
} EvSqlValue;

/* Each as the function of its name in server/sql.h. */
typedef struct {
  gboolean remote;
  void (*close) (EvSql *sql);
  gboolean (*script) (EvSql *sql, const char *text, GError **error);
  gboolean (*begin) (EvSql *sql, gboolean write, GError **error);
  gboolean (*commit) (EvSql *sql, GError **error);
  void (*rollback) (EvSql *sql);
  void (*purge) (EvSql *sql);
  gboolean (*others) (EvSql *sql, gint64 *number, GError **error);
  gboolean (*check) (EvSql *sql, GPtrArray *problems, GError **error);
  gboolean (*settle) (EvSql *sql, GError **error);
  /* Without `rows`, no rows are awaited and the error may come later. */
  gboolean (*execute) (EvSql *sql, const char *text, const EvSqlValue *values, guint count,
                       EvSqlRows **rows, GError **error);
  gboolean (*next) (EvSqlRows *rows, gboolean *row, GError **error);
  void (*end) (EvSqlRows *rows);
  gint64 (*integer) (const EvSqlRows *rows, int column);
  const char *(*text) (const EvSqlRows *rows, int column); /* NULL where it is NULL */
  void (*bytes) (const EvSqlRows *rows, int column, void *bytes, gsize length);
} EvSqlDriver;

/* Both are the first member of what the driver has. */
struct _EvSql {
  const EvSqlDriver *driver;
};

struct _EvSqlRows {
  EvSql *sql;
};
