/* Published reports, after all records are exchanged. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/round-private.h"

/* Fetches what was published, if the last answer says that there is more than is here, and sends
 * what waits, if this laptop may publish. What the server does not take stays, with the reason.
 * Progress made before an error stays. */
gboolean ev_postings_exchange (EvRun *run, GError **error);
