/* How a request reaches the server: what every transport shares. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/transport.h"

void
ev_reply_free (EvReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->content_type);
  g_free (reply->pin);
  g_bytes_unref (reply->body);
  g_free (reply);
}

EvReply *
ev_transport_call (const EvTransport *transport, const char *path, const char *token, GBytes *body,
                   GCancellable *cancellable, GError **error)
{
  return transport->call (transport->data, path, token, body, cancellable, error);
}

void
ev_transport_close (EvTransport *transport)
{
  if (transport->close != NULL)
    transport->close (transport->data);
  *transport = (EvTransport){ 0 };
}
