/* The public key inside a certificate, as a pin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The pin of RFC 7469: base64 of the SHA-256 of the SubjectPublicKeyInfo of the first certificate
 * in `pem`. Free with g_free; NULL if it is no certificate. The certificate is not verified. */
char *ev_certificate_pin (const char *pem);
