/* The store's side of publishing: what to send, what came. Used by sync/ only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/published.h"

/* The place and id (owned, may be NULL) of the newest report that the server has, as far as this
 * laptop knows; 0 if none. */
gboolean ev_exchange_published_newest (EvStore *store, gint64 *number, char **id, GError **error);

/* The next report to be sent, owned; NULL if there is none. */
gboolean ev_exchange_published_next (EvStore *store, EvPublished **published, GError **error);

/* Takes in what the server has (EvPublished with their numbers): it then stands where the server
 * says. What waits goes after it: a report that was the server's once is offered again in its
 * present order; another that was not checked against all there is now is refused as "behind". */
gboolean ev_exchange_published_take (EvStore *store, const GPtrArray *came, GError **error);

/* Notes what became of a report that was sent: its number, or why it was refused. */
gboolean ev_exchange_published_sent (EvStore *store, const char *id, gint64 number, GError **error);
gboolean ev_exchange_published_refused (EvStore *store, const char *id, const char *refusal,
                                        GError **error);

/* Forgets the server's numbers: it is another server, or not where it was. What its readers know
 * stays published. */
gboolean ev_exchange_published_reset (EvStore *store, GError **error);
