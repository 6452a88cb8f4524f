/* Whether a central store is the one that is to be served. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Facts that tell: in a store that was carried over to another; and in the one that it is carried
 * into, until all is there: what the old one looked like. */
#define EV_STANDING_MOVED "moved"
#define EV_STANDING_MOVING "moving"

/* FALSE with EV_ERROR_READ_ONLY once the store was carried over to another, with EV_ERROR_BUSY
 * while one is being carried over into it. To be called in a transaction. */
gboolean ev_standing_check (EvCentral *central, GError **error);
