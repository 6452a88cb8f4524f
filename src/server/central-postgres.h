/* The central store in a PostgreSQL database, which several servers may share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Connects to `uri` (ev_sql_postgres_open()). With `create`, the schema is made on the first
 * opening; without, EV_ERROR_NOT_FOUND if there is none. A schema of a newer version is refused
 * with EV_ERROR_TOO_NEW. Owned. */
EvCentral *ev_central_postgres_open (const char *uri, gboolean create, GError **error);
