/* The keys for bundles: this laptop's own, and those that the server tells. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"
#include "sync/engine.h"
#include "wire/courier.h"

typedef struct {
  EvKey *seed;        /* this laptop signs with it */
  EvKey *own;         /* and is sealed to by it */
  EvKeysAnswer *told; /* by the server */
} EvLockbox;

/* The keys as far as they are here. EV_ERROR_NOT_ENROLLED, EV_ERROR_NO_KEYS. Release with
 * ev_lockbox_clear(). */
gboolean ev_lockbox_load (EvStore *store, EvLockbox *box, GError **error);
void ev_lockbox_clear (EvLockbox *box);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvLockbox, ev_lockbox_clear)

/* Whether the server told its keys. */
gboolean ev_lockbox_is_filled (EvStore *store);

/* Tells the server what this laptop signs with, a key that is made at the first call, and keeps
 * what it answers. `outcome` (may be NULL) counts the exchange. */
gboolean ev_lockbox_fill (EvStore *store, const EvTransport *transport, const char *token,
                          EvSyncOutcome *outcome, GCancellable *cancellable, GError **error);

/* The key that bundles are sealed to; the one by which a parcel opens, NULL if it is for somebody
 * else; and whether `key` is a laptop's of this project that may be `device`: no other key is. */
const guint8 *ev_lockbox_seal (const EvLockbox *box);
const EvKey *ev_lockbox_for (const EvLockbox *box, GBytes *parcel);
gboolean ev_lockbox_knows (const EvLockbox *box, const guint8 *key, const char *device);
