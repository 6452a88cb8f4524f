/* The sync engine: brings a register and its server to the same state. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "sync/transport.h"

/* What one run did. */
typedef struct {
  gint64 sent, received, refused; /* changes */
  gint64 bytes_up, bytes_down;
  guint round_trips;
  gboolean verified;  /* both digests agreed at the end */
  int retry_after;    /* seconds the server asked to wait; 0 if not */
  gint64 published;   /* reports that came, or that the server took */
  GPtrArray *touched; /* "KIND/ID" of rows that changed (char *) */
} EvSyncOutcome;

/* Releases what is inside. */
void ev_sync_outcome_clear (EvSyncOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvSyncOutcome, ev_sync_outcome_clear)

/* Exchanges until neither side has more to say, published reports included. Progress made before an
 * error stays; whatever goes wrong, nothing on the laptop is lost. EV_ERROR_NOT_ENROLLED, _REVOKED,
 * _NOT_THE_SERVER, _CLIENT_TOO_OLD, _SERVER, _TOO_MANY and those of the transport and the store.
 * `outcome` is set in any case. */
gboolean ev_sync_run (EvStore *store, const EvTransport *transport, EvSyncOutcome *outcome,
                      GCancellable *cancellable, GError **error);

/* Whether the register has a server, its address (NULL without one; g_free), and the way to it by
 * its settings (libcurl). */
gboolean ev_sync_is_enrolled (EvStore *store);
char *ev_sync_server (EvStore *store);
gboolean ev_sync_transport (EvStore *store, EvTransport *transport, GError **error);

/* Asks the server to hold the line until it has something new for this laptop, for up to 55 s
 * (`GET /v1/wait?epoch=E&cursor=N`: 200 with EV_WIRE_CONTENT_TYPE when there is news, 204 when
 * there is none). `news` is set; a run of ev_sync_run() then fetches it. To be called from a thread
 * with a store of its own (ev_store_open_beside()) and a transport of its own. `retry_after` (may
 * be NULL) as in EvSyncOutcome. Errors as ev_sync_run(). */
gboolean ev_sync_wait (EvStore *store, const EvTransport *transport, gboolean *news,
                       int *retry_after, GCancellable *cancellable, GError **error);
