/* SQL by SQLite. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "server/sql.h"

/* Before the first is opened: several threads at work do not count their memory together, which
 * would let one wait for another. */
void ev_sql_sqlite_set_up (void);

/* Opens `path`, created (mode 0600) if `create`: write-ahead log, synchronous FULL, waiting up to
 * 10 s for another writer. EV_ERROR_NOT_FOUND if there is none, _DAMAGED if it is no database. */
EvSql *ev_sql_sqlite_open (const char *path, gboolean create, GError **error);

/* The connection itself, borrowed. */
sqlite3 *ev_sql_sqlite_handle (EvSql *sql);

/* Sets `error` from the state of the connection; returns FALSE. */
gboolean ev_sql_sqlite_fail (EvSql *sql, GError **error);
