/* Keys of 256 bits: kept in locked memory, wrapped by one another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/random.h"

#define EV_KEY_BYTES 32
#define EV_KEY_SALT_BYTES 16

/* A key in memory of its own between guard pages, which is not swapped (as far as the system's
 * limit for locked memory goes), left out of core dumps, and wiped when freed. */
typedef struct _EvKey EvKey;

/* A random key, or one of EV_KEY_BYTES given bytes, copied. */
EvKey *ev_key_new (const EvRandom *random);
EvKey *ev_key_new_from (const guint8 *bytes);

/* Wipes it; NULL does nothing. */
void ev_key_free (EvKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvKey, ev_key_free)

/* Its bytes, borrowed. */
const guint8 *ev_key_bytes (const EvKey *key);

/* A name of 13 letters that two equal keys share and that tells nothing of the key; free with
 * g_free. */
char *ev_key_id (const EvKey *key);

/* The key that a passphrase makes with a salt of EV_KEY_SALT_BYTES: Argon2id (RFC 9106) with
 * libsodium's moderate limits, 256 MiB and some 0.4 s. The passphrase is taken as it is typed, in
 * Unicode's composed form. NULL where the machine has no memory for it. */
EvKey *ev_key_new_from_passphrase (const char *passphrase, const guint8 *salt);

/* `key` sealed by the key `by`, as text; free with g_free. */
char *ev_key_wrap (const EvKey *key, const EvKey *by);

/* Opens what ev_key_wrap() made; NULL if `by` does not open it. */
EvKey *ev_key_unwrap (const char *wrapped, const EvKey *by);

/* Overwrites a secret text; NULL does nothing. */
void ev_key_wipe_text (char *text);

/* The same, and frees it with g_free; for g_autoptr-like use on secret texts. */
void ev_key_free_text (char *text);
