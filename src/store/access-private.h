/* The access log, within a transaction of the caller. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/access.h"

/* ev_access_note() without a transaction of its own. */
gboolean ev_access_insert (EvStore *store, EvAccessKind kind, const char *subject,
                           const char *reason, GError **error);
