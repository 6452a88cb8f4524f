/* The HTTP listener: carries requests to their routes and answers back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/certificate.h"
#include "server/service.h"

typedef struct {
  const char *host;                 /* a name or a numeric address */
  guint16 port;                     /* 0: any */
  const EvCertificate *certificate; /* NULL: plain HTTP, for a proxy on the same machine */
  guint threads;                    /* 0: one a processor */
  guint connections;                /* at most at once; 0: 16000 */
  int socket;                       /* that listens already, taken over; 0: none */
  const EvPageWords *words;         /* of the admin's pages; must last */
} EvListenerOptions;

typedef struct _EvListener EvListener;

/* Opens the store and accepts connections. EV_ERROR_BUSY if the address is taken or is none. Owned.
 */
EvListener *ev_listener_new (const char *store, const EvRules *rules,
                             const EvListenerOptions *options, GError **error);

/* The port it listens at. */
guint16 ev_listener_port (const EvListener *listener);

/* Shows another certificate from the next connection on; nobody is dropped. EV_ERROR_CERTIFICATE,
 * changing nothing, if it is none. */
gboolean ev_listener_renew (EvListener *listener, const EvCertificate *certificate, GError **error);

/* What all requests share. Borrowed. */
EvService *ev_listener_service (EvListener *listener);

/* Accepts no more connections, answers what it has accepted, ends; NULL does nothing. */
void ev_listener_free (EvListener *listener);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvListener, ev_listener_free)
