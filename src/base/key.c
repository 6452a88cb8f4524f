/* Keys of 256 bits: kept in locked memory, wrapped by one another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/key.h"

#include <sodium.h>
#include <string.h>

#include "base/id.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WRAPPED (NONCE + EV_KEY_BYTES + TAG)

G_STATIC_ASSERT (EV_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (EV_KEY_SALT_BYTES == crypto_pwhash_SALTBYTES);

struct _EvKey {
  guint8 bytes[EV_KEY_BYTES];
};

/* What is hashed to the id besides the key. */
static const char ID_PURPOSE[] = "evidenca key id";

static EvKey *
key_alloc (void)
{
  EvKey *key = sodium_init () < 0 ? NULL : sodium_malloc (sizeof *key);

  if (key == NULL)
    g_error ("this system has no memory for a key");
  return key;
}

EvKey *
ev_key_new (const EvRandom *random)
{
  EvKey *key = key_alloc ();

  ev_random_fill (random, key->bytes, sizeof key->bytes);
  return key;
}

EvKey *
ev_key_new_from (const guint8 *bytes)
{
  EvKey *key = key_alloc ();

  memcpy (key->bytes, bytes, sizeof key->bytes);
  return key;
}

void
ev_key_free (EvKey *key)
{
  sodium_free (key);
}

const guint8 *
ev_key_bytes (const EvKey *key)
{
  return key->bytes;
}

char *
ev_key_id (const EvKey *key)
{
  guint8 hash[crypto_generichash_BYTES];
  g_autofree char *text = NULL;

  crypto_generichash (hash, sizeof hash, (const guint8 *)ID_PURPOSE, sizeof ID_PURPOSE, key->bytes,
                      sizeof key->bytes);
  text = ev_id_base32 (hash, sizeof hash);
  return g_strndup (text, EV_ID_DEVICE_LENGTH);
}

EvKey *
ev_key_new_from_passphrase (const char *passphrase, const guint8 *salt)
{
  g_autoptr (EvKey) key = key_alloc ();
  char *composed = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);
  const char *text = composed != NULL ? composed : passphrase;
  gboolean made = crypto_pwhash (key->bytes, sizeof key->bytes, text, strlen (text), salt,
                                 crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
                                 crypto_pwhash_ALG_ARGON2ID13) == 0;

  ev_key_free_text (composed);
  return made ? g_steal_pointer (&key) : NULL;
}

char *
ev_key_wrap (const EvKey *key, const EvKey *by)
{
  guint8 wrapped[WRAPPED];

  randombytes_buf (wrapped, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrapped + NONCE, NULL, key->bytes, EV_KEY_BYTES, NULL,
                                              0, NULL, wrapped, by->bytes);
  return g_base64_encode (wrapped, sizeof wrapped);
}

EvKey *
ev_key_unwrap (const char *wrapped, const EvKey *by)
{
  gsize length;
  g_autofree guint8 *bytes = g_base64_decode (wrapped, &length);
  g_autoptr (EvKey) key = key_alloc ();

  if (length != WRAPPED ||
      crypto_aead_xchacha20poly1305_ietf_decrypt (key->bytes, NULL, NULL, bytes + NONCE,
                                                  WRAPPED - NONCE, NULL, 0, bytes, by->bytes) != 0)
    return NULL;
  return g_steal_pointer (&key);
}

void
ev_key_wipe_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
}

void
ev_key_free_text (char *text)
{
  ev_key_wipe_text (text);
  g_free (text);
}
