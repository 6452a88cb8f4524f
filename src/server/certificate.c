/* The server's own certificate, and the pin of any. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/certificate.h"

#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>

/* Laptops trust the key, by its pin, and some have clocks that are years off. */
#define VALID_FROM 1577836800  /* 2020-01-01 */
#define VALID_UNTIL 4070908800 /* 2099-01-01 */

typedef struct gnutls_x509_privkey_int Key;
typedef struct gnutls_x509_crt_int Crt;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, gnutls_x509_privkey_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Crt, gnutls_x509_crt_deinit)

static gboolean
fail (GError **error, const char *what, int result)
{
  g_set_error (error, EV_ERROR, EV_ERROR_CERTIFICATE, "%s: %s", what, gnutls_strerror (result));
  return FALSE;
}

void
ev_certificate_clear (EvCertificate *pair)
{
  if (pair->key != NULL)
    gnutls_memset (pair->key, 0, strlen (pair->key));
  g_clear_pointer (&pair->key, g_free);
  g_clear_pointer (&pair->certificate, g_free);
}

gboolean
ev_certificate_load (EvCertificate *pair, const char *certificate_file, const char *key_file,
                     GError **error)
{
  return g_file_get_contents (certificate_file, &pair->certificate, NULL, error) &&
         g_file_get_contents (key_file, &pair->key, NULL, error);
}

static int
describe (Crt *certificate, Key *key)
{
  guint8 serial[16];
  int result = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  serial[0] &= 0x7f;
  if (result >= 0)
    result = gnutls_x509_crt_set_version (certificate, 3);
  if (result >= 0)
    result = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (result >= 0)
    result = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                            "evidenca-server", strlen ("evidenca-server"));
  if (result >= 0)
    result = gnutls_x509_crt_set_activation_time (certificate, VALID_FROM);
  if (result >= 0)
    result = gnutls_x509_crt_set_expiration_time (certificate, VALID_UNTIL);
  if (result >= 0)
    result = gnutls_x509_crt_set_key (certificate, key);
  if (result >= 0)
    result = gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
  return result;
}

static char *
text_of (gnutls_datum_t *pem)
{
  char *text = g_strndup ((const char *)pem->data, pem->size);
  gnutls_memset (pem->data, 0, pem->size);
  gnutls_free (pem->data);
  return text;
}

static gboolean
make (EvCertificate *pair, GError **error)
{
  g_autoptr (Key) key = NULL;
  g_autoptr (Crt) certificate = NULL;
  gnutls_datum_t pem = { NULL, 0 };
  int result = gnutls_x509_privkey_init (&key);

  if (result >= 0)
    result = gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                           GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  if (result >= 0)
    result = gnutls_x509_crt_init (&certificate);
  if (result >= 0)
    result = describe (certificate, key);
  if (result >= 0)
    result = gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &pem);
  if (result < 0)
    return fail (error, "making a certificate", result);
  pair->key = text_of (&pem);
  result = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem);
  if (result < 0)
    return fail (error, "making a certificate", result);
  pair->certificate = text_of (&pem);
  return TRUE;
}

gboolean
ev_certificate_own (EvCertificate *pair, const char *folder, GError **error)
{
  g_autofree char *key_file = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate_file = g_build_filename (folder, "certificate.pem", NULL);

  if (g_file_test (key_file, G_FILE_TEST_EXISTS))
    return ev_certificate_load (pair, certificate_file, key_file, error);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, EV_ERROR, EV_ERROR_READ_ONLY, "the folder %s cannot be made", folder);
    return FALSE;
  }
  /* The key last: only once both are there does it count. */
  return make (pair, error) &&
         g_file_set_contents_full (certificate_file, pair->certificate, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644, error) &&
         g_file_set_contents_full (key_file, pair->key, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
verify (gnutls_x509_trust_list_t trusted, gnutls_x509_crt_t *chain, unsigned int length)
{
  unsigned int flaws = 0;

  return gnutls_x509_trust_list_add_system_trust (trusted, 0, 0) >= 0 &&
         gnutls_x509_trust_list_verify_crt (trusted, chain, length, 0, &flaws, NULL) >= 0 &&
         flaws == 0;
}

gboolean
ev_certificate_is_vouched_for (const EvCertificate *pair)
{
  const gnutls_datum_t pem = { (unsigned char *)pair->certificate,
                               (unsigned int)strlen (pair->certificate) };
  gnutls_x509_trust_list_t trusted = NULL;
  gnutls_x509_crt_t *chain = NULL;
  unsigned int length = 0;
  gboolean vouched;

  if (gnutls_x509_crt_list_import2 (&chain, &length, &pem, GNUTLS_X509_FMT_PEM, 0) < 0)
    return FALSE;
  vouched = length > 0 && gnutls_x509_trust_list_init (&trusted, 0) >= 0 &&
            verify (trusted, chain, length);
  if (trusted != NULL)
    gnutls_x509_trust_list_deinit (trusted, 1); /* with the authorities that it loaded */
  for (unsigned int i = 0; i < length; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  return vouched;
}

char *
ev_certificate_pin (const EvCertificate *pair, GError **error)
{
  g_autoptr (Crt) certificate = NULL;
  gnutls_datum_t pem = { (unsigned char *)pair->certificate,
                         (unsigned int)strlen (pair->certificate) };
  guint8 hash[32];
  size_t length = sizeof hash;
  int result = gnutls_x509_crt_init (&certificate);

  if (result >= 0)
    result = gnutls_x509_crt_import (certificate, &pem, GNUTLS_X509_FMT_PEM);
  if (result >= 0)
    result = gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, hash, &length);
  if (result < 0) {
    fail (error, "reading the certificate", result);
    return NULL;
  }
  return g_base64_encode (hash, length);
}
