/* How a request reaches the server: abstract, so that tests need no network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/error.h"

/* What came back. */
typedef struct {
  int status;                  /* HTTP status */
  char *content_type;          /* NULL if none */
  GBytes *body;                /* never NULL; at most EV_WIRE_MAX_BODY */
  int retry_after;             /* seconds; 0 if not said */
  gint64 bytes_up, bytes_down; /* bodies and headers of this exchange */
  gint64 elapsed;              /* how long it took, in milliseconds */
  char *pin; /* base64 SHA-256 of the public key that answered; NULL without TLS */
} EvReply;

/* Frees a reply; NULL does nothing. */
void ev_reply_free (EvReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvReply, ev_reply_free)

/* A way to one server. `call` sends one request and waits for the whole reply: any HTTP status is a
 * reply. Errors are EV_ERROR_NO_NETWORK (nothing was sent), _TIMEOUT (the link stood still or broke
 * on the way: the server may have acted), _CERTIFICATE, _TOO_LARGE, _CANCELLED. `body` NULL makes a
 * GET. `token` NULL sends no authorization. */
typedef struct {
  EvReply *(*call) (gpointer data, const char *path, const char *token, GBytes *body,
                    GCancellable *cancellable, GError **error);
  void (*close) (gpointer data);
  gpointer data;
} EvTransport;

/* Sends one request over `transport`. Owned reply. */
EvReply *ev_transport_call (const EvTransport *transport, const char *path, const char *token,
                            GBytes *body, GCancellable *cancellable, GError **error);

/* Releases the transport's data. */
void ev_transport_close (EvTransport *transport);

/* A transport over libcurl to `url` (https://HOST[:PORT][/PREFIX], or http:// for loopback
 * addresses only). `pin` is the base64 SHA-256 of the server's public key as in RFC 7469, trusted
 * in place of any authority (several, joined by ';': any of them); NULL trusts the system's
 * authorities. `ca_file` (may be NULL) trusts that one authority instead. One connection is kept
 * open from call to call. One thread at a time uses a transport; only the GCancellable may be
 * touched from another. EV_ERROR_INVALID for a bad URL. */
gboolean ev_transport_curl (EvTransport *transport, const char *url, const char *pin,
                            const char *ca_file, GError **error);
