/* Tokens, hashes and comparisons that give nothing away. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/random.h"

#define EV_SECRET_HASH_BYTES 32

/* A token of 256 random bits in Crockford base32; free with g_free. */
char *ev_secret_new_token (const EvRandom *random);

/* BLAKE2b-256 of `length` bytes (RFC 7693) into `hash` of EV_SECRET_HASH_BYTES. */
void ev_secret_hash (const void *data, gsize length, guint8 *hash);

/* The same in lower-case hexadecimal, 64 characters; free with g_free. */
char *ev_secret_hash_hex (const void *data, gsize length);

/* Whether two texts are equal, in a time that tells only their lengths. */
gboolean ev_secret_equal (const char *a, const char *b);
