/* What whoever uses this laptop may read of what it holds. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Whether the whole project is hers: a coordinator's laptop, or a register without a server, whose
 * owner she is. A facilitator writes what is sensitive of a person (a community), but does not read
 * it back: that is a reveal, which the access log notes (EV_ACCESS_REVEAL). */
gboolean ev_rights_whole (EvStore *store);

/* Whether `field` of `kind` is for her eyes without a reveal. */
gboolean ev_rights_shows (EvStore *store, EvKind kind, const char *field);

/* Whether `record` has anything that is sensitive. */
gboolean ev_rights_guarded (const EvRecord *record);
