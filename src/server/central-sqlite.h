/* The central store in one SQLite file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Opens the store in `path`, made if absent and `create`; its schema is made on the first opening.
 * A schema of a newer version is refused with EV_ERROR_TOO_NEW. Other processes may have it open.
 * Owned. */
EvCentral *ev_central_sqlite_open (const char *path, gboolean create, GError **error);
