/* Files sealed for the holder of a recovery sheet: whoever writes them can't read them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/random.h"

/* Seals the file `from` into `to`, which is made or replaced, readable by its owner only, and on
 * the disk when this returns: a random key, wrapped by `public_half` (base/recovery.h), then parts
 * of 64 KiB under it, chained (libsodium's secretstream), so that none can be changed, moved, left
 * out or added. EV_ERROR_INVALID if `public_half` is none; EV_ERROR_STORAGE. */
gboolean ev_sealed_file_write (const char *from, const char *to, const char *public_half,
                               const EvRandom *random, GError **error);

/* Whether the file begins as a sealed one. */
gboolean ev_sealed_file_is (const char *path);

/* Opens `from` into `to` with the letters of the sheet. EV_ERROR_DAMAGED names the first part that
 * is not as it was written; EV_ERROR_INVALID and EV_ERROR_KEY as in ev_recovery_unwrap();
 * EV_ERROR_TOO_NEW; EV_ERROR_STORAGE. On failure there is no `to`. */
gboolean ev_sealed_file_open (const char *from, const char *to, const char *letters,
                              GError **error);
