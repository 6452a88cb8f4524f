/* A short code that a person chooses, kept so that nobody can read it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The fewest characters a code has. */
#define EV_PASSCODE_LEAST 4

/* A salted hash of `code` to be kept (Argon2id, interactive limits: some 60 ms and 64 MiB); free
 * with g_free. NULL where the machine has no memory for it. */
char *ev_passcode_hash (const char *code);

/* Whether `code` is the one that `hash` was made of; FALSE for a NULL, empty or strange hash. */
gboolean ev_passcode_matches (const char *hash, const char *code);
