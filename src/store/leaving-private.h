/* Records that are this laptop's no more: removed as soon as no work on them is unfinished. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/standing-private.h"

/* Notes that `name` ("KIND/ID") left this laptop's scope. One that is not here is no harm. */
gboolean ev_leaving_note (EvDatabase *database, const char *name, GError **error);

/* Notes that a record is in the scope: it came again, or never left. */
gboolean ev_leaving_forget (EvDatabase *database, EvKind kind, const char *id, GError **error);

/* Removes those that no unsent or parked change touches, be it by what hangs on them: the row, its
 * history, its conflicts. The names of the removed are added to `touched` (may be NULL). Within a
 * transaction of the caller. */
gboolean ev_leaving_settle (EvDatabase *database, EvStanding *standing, GPtrArray *touched,
                            GError **error);

/* Takes the records that left but are still here out of `digest`. */
gboolean ev_leaving_subtract (EvDatabase *database, EvDigest *digest, GError **error);

/* Whether the record is among them. */
gboolean ev_leaving_has (EvDatabase *database, EvKind kind, const char *id, gboolean *has,
                         GError **error);
