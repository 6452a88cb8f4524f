/* SQL by PostgreSQL, or by what speaks its protocol. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql.h"

/* Connects to `uri`, which is postgresql://... as libpq has it (several hosts, certificates and
 * time limits can be named in it). Within a writing transaction what is run is sent on without
 * waiting for each answer. Errors: EV_ERROR_BUSY where the database is away, changes over to
 * another machine or asks to try again; _DISK_FULL, _READ_ONLY, _DAMAGED, _STORAGE. */
EvSql *ev_sql_postgres_open (const char *uri, GError **error);
