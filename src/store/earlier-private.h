/* What stood in an event when it was approved, kept beside what stands now. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/database-private.h"

/* The stamp with which the event was approved; 0 if it is not. One that was written down as
 * approved from the beginning, as old events are when they are brought in, was decided on
 * elsewhere: nothing in it counts as a change, and the stamp is G_MAXINT64. */
gboolean ev_earlier_approved (EvDatabase *database, const char *event, gint64 *stamp,
                              GError **error);

/* When `after` takes the place of `before` (NULL: there was nothing) and either belongs to an
 * approved event, keeps the values of the approval that it replaces; not those that say something
 * of a person. Within a transaction of the caller. */
gboolean ev_earlier_keep (EvDatabase *database, const EvRecord *before, const EvRecord *after,
                          GError **error);

/* The values that were kept for the groups that `change` writes, as a change of the same record;
 * owned. NULL where none were: they were empty, or this laptop never had them. */
gboolean ev_earlier_find (EvDatabase *database, const EvChange *change, EvChange **earlier,
                          GError **error);
