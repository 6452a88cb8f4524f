/* What enrolment needs of libcurl beyond the transport. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The pin of the public key that the server at `url` shows in a TLS handshake; nothing is sent and
 * nobody vouches for it. Free with g_free; NULL with the errors of a transport, or EV_ERROR_INVALID
 * where the address has no TLS. */
char *ev_transport_curl_look (const char *url, GCancellable *cancellable, GError **error);
