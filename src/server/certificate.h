/* The server's own certificate, where no authority vouches for it, and the pin of any. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* A private key and its certificate in PEM. */
typedef struct {
  char *key, *certificate;
} EvCertificate;

/* Wipes and frees what is inside. */
void ev_certificate_clear (EvCertificate *pair);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvCertificate, ev_certificate_clear)

/* Reads both files. Errors of G_FILE_ERROR. */
gboolean ev_certificate_load (EvCertificate *pair, const char *certificate_file,
                              const char *key_file, GError **error);

/* Reads `folder`/key.pem and `folder`/certificate.pem; makes an ECDSA P-256 key (mode 0600) and a
 * certificate for it there if they are absent. */
gboolean ev_certificate_own (EvCertificate *pair, const char *folder, GError **error);

/* Whether an authority that this system trusts vouches for the certificate, so that it needs no
 * pin: such keys change with every renewal. */
gboolean ev_certificate_is_vouched_for (const EvCertificate *pair);

/* The base64 SHA-256 of the certificate's public key (RFC 7469). NULL with EV_ERROR_CERTIFICATE if
 * it is no certificate. Free with g_free. */
char *ev_certificate_pin (const EvCertificate *pair, GError **error);
