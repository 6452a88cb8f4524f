/* The admin's pages on one laptop: an invitation that was just made, and revoking. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "server/page-frame.h"

/* A laptop and what can be done with it, which is asked twice for. `laptop` is of `project`. Owned.
 */
GBytes *ev_page_laptop_write (EvPageFrame *frame, const EvCentralDevice *laptop,
                              const EvCentralProject *project);

/* An invitation to `project`, shown once. Owned. */
GBytes *ev_page_laptop_write_invitation (EvPageFrame *frame, const char *project, const char *link,
                                         const char *spelt, gint64 expires);

/* Words of roles and states. */
EvPageWord ev_page_laptop_role (EvRole role);
EvPageWord ev_page_laptop_state (EvDeviceState state);
