/* Keys that sign (Ed25519), and the same keys as a place to seal to (X25519). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/signing.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (EV_KEY_BYTES == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (EV_KEY_BYTES == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (EV_SIGNING_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (EV_SIGNATURE_BYTES == crypto_sign_BYTES);
G_STATIC_ASSERT (EV_SEAL_PUBLIC_BYTES == crypto_box_PUBLICKEYBYTES);

/* Both halves; `whole` has crypto_sign_SECRETKEYBYTES and is to be wiped. */
static void
expand (const EvKey *seed, guint8 *public_half, guint8 *whole)
{
  crypto_sign_seed_keypair (public_half, whole, ev_key_bytes (seed));
}

void
ev_signing_public (const EvKey *seed, guint8 *public_half)
{
  guint8 whole[crypto_sign_SECRETKEYBYTES];

  expand (seed, public_half, whole);
  sodium_memzero (whole, sizeof whole);
}

void
ev_signing_sign (const EvKey *seed, const void *data, gsize length, guint8 *signature)
{
  guint8 public_half[crypto_sign_PUBLICKEYBYTES], whole[crypto_sign_SECRETKEYBYTES];

  expand (seed, public_half, whole);
  crypto_sign_detached (signature, NULL, data, length, whole);
  sodium_memzero (whole, sizeof whole);
}

gboolean
ev_signing_verify (const guint8 *public_half, const void *data, gsize length,
                   const guint8 *signature)
{
  return crypto_sign_verify_detached (signature, data, length, public_half) == 0;
}

gboolean
ev_signing_seal_public (const guint8 *public_half, guint8 *seal_public)
{
  return crypto_sign_ed25519_pk_to_curve25519 (seal_public, public_half) == 0;
}

EvKey *
ev_signing_seal_private (const EvKey *seed)
{
  guint8 public_half[crypto_sign_PUBLICKEYBYTES], whole[crypto_sign_SECRETKEYBYTES];
  guint8 half[crypto_box_SECRETKEYBYTES];
  EvKey *key;

  expand (seed, public_half, whole);
  crypto_sign_ed25519_sk_to_curve25519 (half, whole);
  key = ev_key_new_from (half);
  sodium_memzero (whole, sizeof whole);
  sodium_memzero (half, sizeof half);
  return key;
}

void
ev_seal_public (const EvKey *private_half, guint8 *seal_public)
{
  crypto_scalarmult_base (seal_public, ev_key_bytes (private_half));
}

char *
ev_half_format (const guint8 *half)
{
  return g_base64_encode (half, EV_SEAL_PUBLIC_BYTES);
}

gboolean
ev_half_parse (const char *text, guint8 *half)
{
  gsize length = 0;
  g_autofree guint8 *decoded = text != NULL ? g_base64_decode (text, &length) : NULL;

  if (length != EV_SEAL_PUBLIC_BYTES)
    return FALSE;
  memcpy (half, decoded, EV_SEAL_PUBLIC_BYTES);
  return TRUE;
}
