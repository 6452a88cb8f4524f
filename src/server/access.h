/* Who may read and write what: roles, teams, and the guards of the field table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/shelf.h"

/* The fact that says when this store was last put back to a backup, in ms UTC. */
#define EV_ACCESS_RESTORED "restored"

/* The scopes (gint64) whose news the device gets. Owned. */
GArray *ev_access_scopes (const EvCentralDevice *device);

/* Whether the device may read the record as it is placed now. */
gboolean ev_access_reads (const EvCentralDevice *device, const EvCentralRecord *record);

/* Whether the role may read a field of a record that it may read. */
gboolean ev_access_reads_field (EvRole role, EvKind kind, const char *field);

/* Whether it reads the records that are in exactly the teams of this places key. */
gboolean ev_access_reads_places (const EvCentralDevice *device, const char *key);

/* The team in whose care the record of this id comes, which `device` is the first to bring: that of
 * whoever made it, as far as the id says and the server knows her; 0 for none. */
gboolean ev_access_home (EvShelf *shelf, const EvCentralDevice *device, const char *id,
                         gint64 *home, GError **error);

/* Whether the device may write the change: `may` says so; if it may not, `field` is the field that
 * is to blame, or NULL. Borrowed from the change. */
gboolean ev_access_writes (EvShelf *shelf, const EvCentralDevice *device, const EvChange *change,
                           gboolean *may, const char **field, GError **error);
