/* A connection to the database: opened in one way only, errors by code, statements reused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "store/vault-private.h"

/* Bytes at the end of each page that SQLite leaves alone: room for a seal. */
#define EV_DATABASE_RESERVED EV_VAULT_RESERVED

typedef struct {
  sqlite3 *handle;
  GHashTable *statements; /* SQL (char *) -> sqlite3_stmt *, those not in use */
  gboolean purged;        /* something was erased: the log is not to keep it after the commit */
} EvDatabase;

/* Opens `file`; `create` makes it, with the page size and reserved bytes of a register, if absent.
 * `vfs` NULL is the system's. Errors as ev_database_fail(). */
EvDatabase *ev_database_open (const char *file, const char *vfs, gboolean create, GError **error);

/* Brings all that was committed from the log into the file itself and empties the log. */
gboolean ev_database_checkpoint (EvDatabase *database, GError **error);

/* Removes `file` and whatever SQLite keeps beside it, for a database that was never finished. */
void ev_database_discard (const char *file);

/* Closes; NULL does nothing. No query may be under way. */
void ev_database_close (EvDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvDatabase, ev_database_close)

/* Sets the error of the last call on the connection: EV_ERROR_DISK_FULL, _READ_ONLY, _DAMAGED (with
 * the number of the page, if its seal is broken), _BUSY or _STORAGE. Always FALSE. */
gboolean ev_database_fail (EvDatabase *database, GError **error);

/* Runs statements that give no rows and take no values. */
gboolean ev_database_script (EvDatabase *database, const char *sql, GError **error);

/* A query under way. */
typedef struct _EvQuery EvQuery;

/* Prepares `sql` and binds its parameters in order: `types` has a letter for each, s for a text
 * (copied; NULL binds null), i for a gint64. NULL with error. Free with ev_query_free(). */
EvQuery *ev_query_new (EvDatabase *database, GError **error, const char *sql, const char *types,
                       ...);

/* Ends it; NULL does nothing. */
void ev_query_free (EvQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvQuery, ev_query_free)

/* Steps to the next row. FALSE at the end, and with error on failure. */
gboolean ev_query_next (EvQuery *query, GError **error);

/* Whether the query came to its end without failure; for after the loop. */
gboolean ev_query_ended (const EvQuery *query);

/* A column of the row at hand: text borrowed until the next step, NULL where null; number 0 where
 * null. */
const char *ev_query_text (EvQuery *query, int column);
gint64 ev_query_integer (EvQuery *query, int column);

/* The statement, for what the above does not cover. Borrowed. */
sqlite3_stmt *ev_query_statement (EvQuery *query);

/* Runs one statement with parameters to its end. */
gboolean ev_query_run (EvDatabase *database, GError **error, const char *sql, const char *types,
                       ...);

/* Reads the first column of the first row into `number`, 0 if there is no row. */
gboolean ev_query_number (EvDatabase *database, gint64 *number, GError **error, const char *sql,
                          const char *types, ...);
