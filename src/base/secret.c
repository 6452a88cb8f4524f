/* Tokens, hashes and comparisons that give nothing away. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"

char *
ev_secret_new_token (const EvRandom *random)
{
  guint8 bytes[32];
  char *token;

  ev_random_fill (random, bytes, sizeof bytes);
  token = ev_id_base32 (bytes, sizeof bytes);
  sodium_memzero (bytes, sizeof bytes);
  return token;
}

void
ev_secret_hash (const void *data, gsize length, guint8 *hash)
{
  crypto_generichash (hash, EV_SECRET_HASH_BYTES, data, length, NULL, 0);
}

char *
ev_secret_hash_hex (const void *data, gsize length)
{
  guint8 hash[EV_SECRET_HASH_BYTES];
  char *hex = g_malloc (2 * sizeof hash + 1);

  ev_secret_hash (data, length, hash);
  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

gboolean
ev_secret_equal (const char *a, const char *b)
{
  gsize length = strlen (a);
  return length == strlen (b) && sodium_memcmp (a, b, length) == 0;
}
