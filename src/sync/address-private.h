/* The addresses that a laptop may talk to. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* `url` as https://HOST[:PORT][/PREFIX] without a slash at its end; plain http only
 * to loopback addresses. Nothing else may be in it (no user, query or fragment). Free with g_free;
 * NULL with EV_ERROR_INVALID. */
char *ev_address_base (const char *url, GError **error);

/* Whether `host` (IPv6 without brackets) never leaves this machine: 127.0.0.0/8, ::1, localhost. */
gboolean ev_address_is_loopback (const char *host);

/* Puts the parts together again; `port` -1 for none, `path` may be empty. Free with g_free. */
char *ev_address_join (const char *scheme, const char *host, int port, const char *path);
