/* What stood in an event when it was approved. The approval keeps it with the event, so that on
 * every laptop a later change shows what it took the place of, whichever of the two came first. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "record/record.h"
#include "store/database-private.h"

/* The event as it would be approved now: its own values, its sessions, who was marked how in them;
 * nothing that tells of a person but her id. The same text for the same values. Owned; empty if it
 * is too long to be kept, NULL with error. */
char *ev_approval_text (EvDatabase *database, const EvRecord *event, GError **error);

/* The stamp with which the event was approved; 0 if it is not. One that was written down as
 * approved from the beginning, as old events are when they are brought in, was decided on
 * elsewhere: nothing in it counts as a change, and the stamp is G_MAXINT64. */
gboolean ev_approval_stamp (const EvRecord *event, gint64 *stamp);

/* What was kept when the event was approved; NULL if it is not, or nothing was. */
EvJson *ev_approval_of (const EvRecord *event);

/* Leaves in `change`, of what stands now in a record of the event, only what is otherwise than at
 * the approval, and gives what stood there then; NULL if the record was not there. Owned. */
EvChange *ev_approval_compare (const EvJson *approval, EvChange *change);
