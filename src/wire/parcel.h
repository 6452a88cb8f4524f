/* Letters sealed for one reader, whoever carries them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/signing.h"

/* No parcel has more letters, nor more bytes. */
#define EV_PARCEL_MOST_LETTERS 1000
#define EV_PARCEL_MOST_BYTES (48 * 1024 * 1024)

/* Seals `letters` (GBytes, at least one) for the holder of `seal_public`: a content key in a sealed
 * box (X25519), the letters in an XChaCha20-Poly1305 stream whose end is marked, so that a parcel
 * that was cut does not open. NULL if `seal_public` is none. Owned. */
GBytes *ev_parcel_seal (const GPtrArray *letters, const guint8 *seal_public);

/* Whether the parcel is addressed to `seal_public`; FALSE also for what is no parcel. */
gboolean ev_parcel_is_for (GBytes *parcel, const guint8 *seal_public);

/* Opens it. Array of GBytes, owned; NULL with EV_ERROR_FILE_DAMAGED. */
GPtrArray *ev_parcel_open (GBytes *parcel, const EvKey *seal_private, GError **error);
