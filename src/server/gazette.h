/* Published reports on the server: taken from coordinators in one order, told to everybody. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "wire/posting.h"

/* Whether a report may be published at all by what stands in it: it is one, was made for the
 * public, and every number of people in it is none or at least `threshold`. EV_ERROR_INVALID.
 * Needs no store. */
gboolean ev_gazette_is_fit (const EvPosting *posting, guint threshold, GError **error);

/* Takes a report from `device`, within a writing transaction, and sets its `number`. What is there
 * already has the number that it got. A report is checked against those published before on the
 * laptop that makes it, which has everybody's figures; so it is taken only if the newest one that
 * it was checked against (`after`) is the newest one here. EV_ERROR_DENIED for any role but a
 * coordinator, EV_ERROR_EXISTS if others published meanwhile, EV_ERROR_INVALID if it is not fit or
 * stands for other figures under an id that is taken, EV_ERROR_REVOKED and _FORGOTTEN. */
gboolean ev_gazette_take (EvCentral *central, const EvCentralDevice *device,
                          const EvPosting *posting, gint64 *number, GError **error);

/* What was published after `after`, in bytes: as much as goes into one answer. Begins and ends a
 * reading transaction. EV_ERROR_FORGOTTEN. Owned. */
GBytes *ev_gazette_tell (EvCentral *central, const EvCentralDevice *device, gint64 after,
                         GError **error);
