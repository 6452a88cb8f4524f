/* Sealing one page-like block in place. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/vault-private.h"

/* What kind of file a block lies in, as part of its associated data. */
typedef enum {
  EV_VAULT_MAIN = 1,
  EV_VAULT_LOG = 2,
  EV_VAULT_JOURNAL = 3,
  EV_VAULT_COMMITS = 4,
} EvVaultKind;

/* Seals `length` bytes at `block`, whose last EV_VAULT_RESERVED receive nonce and tag. `place` is
 * the page, frame or offset that the block belongs to. */
void ev_vault_seal (const EvKey *key, EvVaultKind kind, gint64 place, guint8 *block, gsize length);

/* Opens what ev_vault_seal() sealed; FALSE, with the block wiped, if a bit is wrong anywhere. */
gboolean ev_vault_unseal (const EvKey *key, EvVaultKind kind, gint64 place, guint8 *block,
                          gsize length);
