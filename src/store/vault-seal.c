/* Sealing one page-like block in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-seal-private.h"

#include <sodium.h>
#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

G_STATIC_ASSERT (NONCE + TAG == EV_VAULT_RESERVED);

/* Eight bytes of kind and place, the same on every machine. */
static guint64
associate (EvVaultKind kind, gint64 place)
{
  return GUINT64_TO_BE ((guint64)kind << 56 | (guint64)place);
}

void
ev_vault_seal (const EvKey *key, EvVaultKind kind, gint64 place, guint8 *block, gsize length)
{
  guint64 associated = associate (kind, place);
  guint8 *nonce = block + length - EV_VAULT_RESERVED;

  randombytes_buf (nonce, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      block, nonce + NONCE, NULL, block, length - EV_VAULT_RESERVED, (const guint8 *)&associated,
      sizeof associated, NULL, nonce, ev_key_bytes (key));
}

gboolean
ev_vault_unseal (const EvKey *key, EvVaultKind kind, gint64 place, guint8 *block, gsize length)
{
  guint64 associated = associate (kind, place);
  const guint8 *nonce = block + length - EV_VAULT_RESERVED;
  gboolean sound =
      crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
          block, NULL, block, length - EV_VAULT_RESERVED, nonce + NONCE,
          (const guint8 *)&associated, sizeof associated, nonce, ev_key_bytes (key)) == 0;

  if (sound)
    memset (block + length - EV_VAULT_RESERVED, 0, EV_VAULT_RESERVED);
  else
    memset (block, 0, length);
  return sound;
}
