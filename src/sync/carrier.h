/* Bundles: files that carry changes to the server, and receipts back, where no network comes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "sync/engine.h"

/* Writes to `path` what the server has not acknowledged yet, sealed for the project's coordinators
 * and signed by this laptop, with all values of `event` (may be NULL) that are here; what this
 * laptop carries for others, and the receipts that it has for them, go along. Nothing changes
 * custody but a receipt. `outcome` counts own changes as sent, and the bytes of the file as up.
 * EV_ERROR_NOT_ENROLLED, EV_ERROR_NO_KEYS, EV_ERROR_TOO_LARGE, those of files and of the store. */
gboolean ev_carrier_write (EvStore *store, const char *event, const char *path,
                           EvSyncOutcome *outcome, GError **error);

/* Reads what another laptop wrote: a coordinator's takes the changes of others into care, shows
 * them at once and passes them on at its next sync; an author's finds its receipts. All of it is
 * applied or nothing; what was read before changes nothing. EV_ERROR_MALFORMED, _FILE_DAMAGED,
 * _FILE_FOREIGN, _FILE_UNKNOWN, _FILE_NEWER, _TOO_LARGE, _FORK; as ev_carrier_write() else. */
gboolean ev_carrier_read (EvStore *store, const char *path, EvSyncOutcome *outcome, GError **error);
