/* What a scanner types when it reads a badge. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A badge bears a person's id (print/badge.h). A scanner types it as if on an American keyboard;
 * with another layout chosen, Y and Z may be exchanged, the hyphen may be another sign, and the
 * letters may be Cyrillic. Returns the ids that may be meant, likeliest first, owned; NULL if
 * `typed` does not look like a badge. */
char **ev_badge_code_read (const char *typed);

/* The same where a badge was read while a name was being typed: what begins at `begins` is the
 * badge, what stands before it was typed. */
char **ev_badge_code_find (const char *typed, gsize *begins);
