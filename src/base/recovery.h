/* The recovery key: its public half wraps keys, its private half is a sheet of paper. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/key.h"

/* What stands on the sheet: four lines of four groups of four letters (Crockford base32). Three
 * letters of a line check it, so that a line typed wrongly is known by its number. */
#define EV_RECOVERY_LINES 4

/* Makes a pair of X25519 keys. Answers the public half as text (free with g_free) and sets
 * `letters` to the private half as it stands on the sheet, lines ended by \n (free with
 * ev_key_free_text()). */
char *ev_recovery_new (const EvRandom *random, char **letters);

/* The public half of what was typed: any case, blanks and dashes dropped, O as 0, I and L as 1;
 * free with g_free. NULL with EV_ERROR_INVALID if it is not such letters; then `line` (may be NULL)
 * is the first wrong one, from 1, or 0 if there are too few or too many. */
char *ev_recovery_public (const char *letters, guint *line, GError **error);

/* Whether `text` is a public half. */
gboolean ev_recovery_is_public (const char *text);

/* `key` sealed for the holder of the private half (X25519, libsodium's sealed box), as text; free
 * with g_free. NULL if `public_half` is none. */
char *ev_recovery_wrap (const EvKey *key, const char *public_half);

/* Opens that with the sheet's letters. NULL with EV_ERROR_INVALID if they are none, EV_ERROR_KEY if
 * they are another sheet's. */
EvKey *ev_recovery_unwrap (const char *wrapped, const char *letters, GError **error);
