/* How the entries of the access log hang together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database-private.h"

/* Each entry's link is the BLAKE2b-256 of the link before it and of all that the entry says; the
 * last link stands apart as well. So an entry that was changed, put in or taken out shows, be it
 * the last. Entries of before there were links are covered by the first link after them. Within a
 * transaction of the caller. */

/* Links the latest entry, which was just added with `place`, to those before it. */
gboolean ev_access_chain_add (EvDatabase *database, gint64 place, GError **error);

/* Takes away what was noted before `before` (ms UTC), from the beginning; the last link of it is
 * kept as what the rest hangs on. */
gboolean ev_access_chain_prune (EvDatabase *database, gint64 before, GError **error);

/* Follows the chain. `broken` is the place of the first entry that does not hang on the one before
 * it, -1 if entries are missing at the end, 0 if all is well. */
gboolean ev_access_chain_check (EvDatabase *database, gint64 *broken, GError **error);
