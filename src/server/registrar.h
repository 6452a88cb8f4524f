/* What the admin sets up: projects and teams, as records of the server's own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "server/central.h"

/* Adds a project with its project record. EV_ERROR_EXISTS for a code that is there,
 * EV_ERROR_INVALID for a bad code or name. To be called in a writing transaction. */
gboolean ev_registrar_add_project (EvCentral *central, const char *code, const char *name,
                                   gint64 now, gint64 *number, GError **error);

/* Adds a team with its record, whose id is returned (g_free). EV_ERROR_NOT_FOUND without such a
 * project, EV_ERROR_EXISTS for a code that is there, EV_ERROR_INVALID. In a writing transaction. */
char *ev_registrar_add_team (EvCentral *central, const char *project, const char *code,
                             const char *name, gint64 now, GError **error);

/* The project with this code; EV_ERROR_NOT_FOUND if there is none. Owned. */
EvCentralProject *ev_registrar_project (EvCentral *central, const char *code, GError **error);

/* The numbers (gint64) of teams by their codes (NULL-terminated; NULL: none). EV_ERROR_NOT_FOUND
 * names the one that is missing. Owned. */
GArray *ev_registrar_teams (EvCentral *central, gint64 project, const char *const *codes,
                            GError **error);

/* Shuts a device out, and with `forget` has it destroy what it holds when it next comes. The keys
 * of bundles are changed with a coordinator's. EV_ERROR_NOT_FOUND without such a laptop. In a
 * writing transaction. `device` is owned by the caller. */
gboolean ev_registrar_revoke (EvCentral *central, const EvRandom *random, const char *id,
                              gboolean forget, EvCentralDevice **device, GError **error);
