/* What the parts of the SQLite store share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central-sqlite.h"
#include "server/sql.h"

typedef struct {
  EvCentral central; /* first: the one is the other */
  EvSql *sql;
  gboolean purged; /* something was erased, and may still be read in the write-ahead log */
} EvCentralSqlite;

/* The connection behind a store. Borrowed. */
EvSql *ev_central_sqlite_sql (EvCentral *central);

/* Each installs its part of the interface. */
void ev_central_sqlite_device_install (EvCentral *central);
void ev_central_sqlite_record_install (EvCentral *central);
void ev_central_sqlite_receipt_install (EvCentral *central);
void ev_central_sqlite_held_install (EvCentral *central);
