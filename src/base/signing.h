/* Keys that sign (Ed25519), and the same keys as a place to seal to (X25519). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/key.h"

#define EV_SIGNING_PUBLIC_BYTES 32
#define EV_SIGNATURE_BYTES 64
#define EV_SEAL_PUBLIC_BYTES 32

/* The pair's private half is any EvKey, the seed of RFC 8032. Its public half into `public_half` of
 * EV_SIGNING_PUBLIC_BYTES. */
void ev_signing_public (const EvKey *seed, guint8 *public_half);

/* Signs `length` bytes; `signature` has EV_SIGNATURE_BYTES. */
void ev_signing_sign (const EvKey *seed, const void *data, gsize length, guint8 *signature);

/* Whether the holder of `public_half` signed so. */
gboolean ev_signing_verify (const guint8 *public_half, const void *data, gsize length,
                            const guint8 *signature);

/* What the holder of a signing key can be sealed to by: its public half into `seal_public` of
 * EV_SEAL_PUBLIC_BYTES; FALSE if `public_half` is no point of the curve. And the private half,
 * owned. */
gboolean ev_signing_seal_public (const guint8 *public_half, guint8 *seal_public);
EvKey *ev_signing_seal_private (const EvKey *seed);

/* The public half of a private key that is for sealing only (X25519). */
void ev_seal_public (const EvKey *private_half, guint8 *seal_public);

/* 32 bytes as text and back (base64); free with g_free. FALSE if the text is not of 32 bytes. */
char *ev_half_format (const guint8 *half);
gboolean ev_half_parse (const char *text, guint8 *half);
