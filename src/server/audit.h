/* Looks whether the central store is sound. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"

/* Looks at the storage itself, at the digest of every record, and whether the sums add up. Array of
 * char * in English, owned; empty if all is well. To be called in a transaction. */
gboolean ev_audit_run (EvCentral *central, GPtrArray **problems, GError **error);
