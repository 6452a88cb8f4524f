/* A log that lost commits: noticed, kept aside, told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-private.h"

/* How many commits the open database lacks by the sealed counter beside it; -1 if the counter
 * itself is missing, 0 if all is well. For a database that nothing was written to since it was
 * opened. */
gboolean ev_loss_find (EvStore *store, gint64 *lost, GError **error);

/* Copies database and log as they are into the folder of backups, before a write changes them; the
 * database is closed and opened again meanwhile. */
gboolean ev_loss_keep (EvStore *store, const char *file, GError **error);

/* Keeps in the database that `lost` commits are missing; ev_backup_check() says so. */
gboolean ev_loss_note (EvStore *store, gint64 lost, GError **error);

/* Forgets it, once somebody took note. */
gboolean ev_loss_forget (EvStore *store, GError **error);

/* What ev_loss_note() kept as an English sentence (owned); NULL if nothing was lost. */
char *ev_loss_sentence (EvStore *store);
