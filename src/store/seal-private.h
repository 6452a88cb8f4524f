/* An unlocked data key and the vault that seals with it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/keyfile-private.h"
#include "store/store.h"
#include "store/vault-private.h"

/* Shared by the connections to one register; counted, so that it outlives each of them. */
typedef struct {
  EvKey *key;
  EvVault *vault;
} EvSeal;

/* Unlocks what `keyfile` wraps, by what `options` give: the recovery key or a passphrase if there
 * is one, else this machine's key. EV_ERROR_KEY if what is given does not open it, EV_ERROR_LOCKED
 * if nothing is given and this machine has no key for it. */
EvSeal *ev_seal_unlock (const EvKeyfile *keyfile, const EvStoreOptions *options, GError **error);

/* The same for the register in `folder`. If its file of keys is missing or damaged, the one at the
 * end of the latest backup does. EV_ERROR_KEY if there is none. */
EvSeal *ev_seal_open (const char *folder, const EvStoreOptions *options, GError **error);

/* A new data key, wrapped by this machine's key in `keyfile` (owned). */
EvSeal *ev_seal_new (const EvStoreOptions *options, EvKeyfile **keyfile, GError **error);

/* The same for a register to be made in `folder`, whose file of keys is written. */
EvSeal *ev_seal_make (const char *folder, const EvStoreOptions *options, GError **error);

/* The name of the VFS to open databases with, borrowed. */
const char *ev_seal_vfs (const EvSeal *seal);

/* One holder more. */
EvSeal *ev_seal_ref (EvSeal *seal);

/* One less; the last one wipes the key. NULL does nothing. */
void ev_seal_unref (EvSeal *seal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvSeal, ev_seal_unref)
