/* The central store in SQL, whichever database speaks it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "server/sql.h"

/* A store over the connection, which it takes over and whose schema is there. Owned. */
EvCentral *ev_central_sql_new (EvSql *sql);

/* The connection behind a store. Borrowed. */
EvSql *ev_central_sql (EvCentral *central);

/* A number that no record has yet, where they are given out before they are used; 0 where the
 * store gives each out with its record. */
gboolean ev_central_sql_record_number (EvCentral *central, gint64 *number, GError **error);

/* Each installs its part of the interface. */
void ev_central_sql_device_install (EvCentral *central);
void ev_central_sql_admission_install (EvCentral *central);
void ev_central_sql_record_install (EvCentral *central);
void ev_central_sql_receipt_install (EvCentral *central);
void ev_central_sql_held_install (EvCentral *central);
void ev_central_sql_release_install (EvCentral *central);
