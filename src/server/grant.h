/* Teams granted to devices and taken from them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Gives the laptop whose device is `id` the teams `granted` (numbers) and takes `denied` from it:
 * under every id that it has had. It is told its rights, and each record that it may now read, or
 * no more, enters or leaves its scope at a cursor of its own. EV_ERROR_NOT_FOUND without such a
 * device, EV_ERROR_INVALID if it is no facilitator's. Within a writing transaction. */
gboolean ev_grant_change (EvCentral *central, const char *id, const GArray *granted,
                          const GArray *denied, GError **error);

/* Tells a device `to` all that `from`, the same laptop under an earlier id, was told of its own. */
gboolean ev_grant_inherit (EvCentral *central, const EvCentralDevice *from,
                           const EvCentralDevice *to, GError **error);
