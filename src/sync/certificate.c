/* The public key inside a certificate, as a pin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/certificate-private.h"

#include <string.h>

#define BEGIN "-----BEGIN CERTIFICATE-----"
#define END "-----END CERTIFICATE-----"

/* A piece of DER (X.690): what is still to be read. */
typedef struct {
  const guint8 *at, *end;
} Der;

enum { DER_INTEGER = 0x02, DER_SEQUENCE = 0x30, DER_VERSION = 0xa0 };

/* Reads the next element: its tag, the whole of it, and its contents. FALSE beyond the end. */
static gboolean
der_next (Der *der, guint8 *tag, Der *whole, Der *contents)
{
  const guint8 *at = der->at;
  gsize length;

  if (der->end - at < 2)
    return FALSE;
  *tag = *at++;
  length = *at++;
  if (length >= 0x80) {
    gsize digits = length - 0x80;
    if (digits > 4 || (gsize)(der->end - at) < digits)
      return FALSE;
    for (length = 0; digits > 0; digits--)
      length = length << 8 | *at++;
  }
  if ((gsize)(der->end - at) < length)
    return FALSE;
  *contents = (Der){ at, at + length };
  *whole = (Der){ der->at, at + length };
  der->at = at + length;
  return TRUE;
}

/* Enters the next element, which must have `tag`. */
static gboolean
der_enter (Der *der, guint8 tag, Der *contents)
{
  Der whole;
  guint8 found;
  return der_next (der, &found, &whole, contents) && found == tag;
}

/* RFC 5280, section 4.1: Certificate { TBSCertificate { [0] version OPTIONAL, serialNumber,
 * signature, issuer, validity, subject, subjectPublicKeyInfo, ... } ... } */
static gboolean
find_public_key (Der der, Der *key)
{
  Der certificate, body, contents, ignored;
  guint8 tag;

  if (!der_enter (&der, DER_SEQUENCE, &certificate) ||
      !der_enter (&certificate, DER_SEQUENCE, &body) ||
      !der_next (&body, &tag, &ignored, &contents))
    return FALSE;
  if (tag == DER_VERSION && !der_next (&body, &tag, &ignored, &contents))
    return FALSE;
  if (tag != DER_INTEGER)
    return FALSE;
  for (int i = 0; i < 4; i++) {
    if (!der_enter (&body, DER_SEQUENCE, &contents))
      return FALSE;
  }
  return der_next (&body, &tag, key, &contents) && tag == DER_SEQUENCE;
}

char *
ev_certificate_pin (const char *pem)
{
  const char *begin = strstr (pem, BEGIN);
  const char *end = begin != NULL ? strstr (begin, END) : NULL;
  g_autofree char *base64 = NULL;
  g_autofree guchar *bytes = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[32];
  gsize length, hash_length = sizeof hash;
  Der key;

  if (end == NULL)
    return NULL;
  begin += strlen (BEGIN);
  base64 = g_strndup (begin, (gsize)(end - begin));
  bytes = g_base64_decode (base64, &length);
  if (!find_public_key ((Der){ bytes, bytes + length }, &key))
    return NULL;
  g_checksum_update (sum, key.at, key.end - key.at);
  g_checksum_get_digest (sum, hash, &hash_length);
  return g_base64_encode (hash, hash_length);
}
