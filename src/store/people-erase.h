/* Erasing a person for good, and seeing to it that no backup brings her back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Erases `person` and all who are one with her, in one transaction: what is left of each is an id
 * that says so, on this laptop at once and everywhere else at the next sync; attendance stays, and
 * counts as not stated. What notes about her say is taken out too. The ids are written to a ledger
 * beside the database, and the access log notes them with the reason (NULL for none). Somebody who
 * is erased already stays so. EV_ERROR_NOT_FOUND if she is not here, EV_ERROR_DENIED on a
 * facilitator's laptop: the server would refuse it. */
gboolean ev_people_erase (EvStore *store, const char *person, const char *reason, GError **error);

/* Erases again all who stand in the ledger, for a register that may be older than it;
 * ev_store_open() does so where it may. Those it does not have are passed over. */
gboolean ev_people_erase_again (EvStore *store, GError **error);
