/* TLS of the listener: the certificate that is shown, which may change while it runs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gnutls/gnutls.h>

#include "server/certificate.h"

/* Safe to use from several threads. */
typedef struct _EvTls EvTls;

/* Shows `pair`, from which it copies. NULL with EV_ERROR_CERTIFICATE if key and certificate are
 * ill-formed or do not belong together. Owned. */
EvTls *ev_tls_new (const EvCertificate *pair, GError **error);

/* Frees it; no session may be open. NULL does nothing. */
void ev_tls_free (EvTls *tls);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvTls, ev_tls_free)

/* Shows another one from the next connection on; those that are open stay as they are. Sessions of
 * before are not taken up again, so that whoever comes sees the new key. On failure, as in
 * ev_tls_new(), nothing changes. */
gboolean ev_tls_renew (EvTls *tls, const EvCertificate *pair, GError **error);

/* Prepares a session that has not begun: the certificate, and a ticket by which a laptop that comes
 * again need not show and prove everything again. */
void ev_tls_greet (EvTls *tls, gnutls_session_t session);
