/* A column of whole numbers as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"

/* Forms of a column:
 *   7                    each is 7
 *   [2, "AB", "QQ"]      each is 2 plus its digits: the first text holds the units of all numbers,
 *                        the next the 64s, and so on; a digit is a character of base64url
 *   [5, 2, "AB", "QQ"]   the first is 5, each later one its predecessor plus 2 plus its digits
 * A text of one kind of digit packs much better than numbers one after another, where random low
 * digits and steady high ones alternate. */

/* Writes `count` numbers within +-2^53 in the form that packs best. */
void ev_numbers_write (GString *out, const gint64 *values, guint count);

/* Writes them as member `name`, unless all are 0. */
void ev_numbers_write_member (GString *out, const char *name, const gint64 *values, guint count);

/* About how many bits they take once packed. */
double ev_numbers_bits (const gint64 *values, guint count);

/* Reads `count` numbers; an absent column (NULL) is all 0. FALSE where the form is wrong or a
 * number is beyond +-2^53; the values are then undefined. */
gboolean ev_numbers_read (const cJSON *column, gint64 *values, guint count);
