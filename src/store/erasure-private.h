/* What goes when a person is erased, beside her own record. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/standing-private.h"

/* Takes the person's values out of the change log and the list of parked changes, drops her
 * conflicts, and takes the signatures out of her attendances, their log and their conflicts.
 * Her changes leave the log, sent or not. `standing`'s digest follows. Within a transaction of the
 * caller; secure_delete overwrites what was there. */
gboolean ev_erasure_purge (EvDatabase *database, EvStanding *standing, const char *person,
                           GError **error);

/* Drops the signature of an attendance whose person is erased. */
gboolean ev_erasure_strip (EvDatabase *database, EvRecord *attendance, GError **error);
