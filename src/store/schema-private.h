/* The tables of a register, made from the field table, and how older ones become new. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"

/* Raised when tables change otherwise than by a field or a kind of the field table. */
#define EV_SCHEMA_VERSION 8

/* How a database of version `from` becomes one of version `from` + 1. */
typedef struct {
  int from;
  const char *sql;
} EvSchemaStep;

/* Makes all tables in an empty database. Within a transaction of the caller. */
gboolean ev_schema_create (EvDatabase *database, GError **error);

/* Whether the database must be migrated before use: its version is below `version`, or a field or
 * kind has no column yet. EV_ERROR_TOO_NEW if its version or a column is beyond this program. */
gboolean ev_schema_is_behind (EvDatabase *database, int version, gboolean *behind, GError **error);

/* Runs the steps from the database's version to `version` and adds what the field table has and the
 * tables lack; values kept as unknown fields move into their columns. Within a transaction of the
 * caller. */
gboolean ev_schema_migrate (EvDatabase *database, const EvSchemaStep *steps, guint count,
                            int version, GError **error);

/* Brings the database to this program's version, in a transaction of its own, if it is behind. */
gboolean ev_schema_update (EvDatabase *database, GError **error);
