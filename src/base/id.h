/* Ids that are unique offline and can be read over the phone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/random.h"

/* A device is a random word of 13 Crockford base32 characters (65 bits): digits and capitals
 * without I, L, O and U. A record made on it is DEVICE-COUNTER, the counter being the seq of the
 * change that created it. A derived record is LEFT.RIGHT of two such ids. */
#define EV_ID_DEVICE_LENGTH 13
#define EV_ID_MAX_LENGTH 80

/* A new random device id; free with g_free. */
char *ev_id_new_device (const EvRandom *random);

/* DEVICE-COUNTER; free with g_free. */
char *ev_id_new (const char *device, gint64 counter);

/* LEFT.RIGHT, the id of an attendance (session, person) or a beneficiary (result, person); free
 * with g_free. */
char *ev_id_derive (const char *left, const char *right);

/* The same of two of one kind, whichever way round they are named: the lesser id (strcmp) is on the
 * left. The id of two people who are not one; free with g_free. */
char *ev_id_pair (const char *one, const char *other);

/* Whether `text` is a device id. */
gboolean ev_id_is_device (const char *text);

/* Whether `text` is DEVICE-COUNTER with a counter of 1 or more, in the one canonical spelling. On
 * success `device` (char[14], may be NULL) and `counter` (may be NULL) are set. */
gboolean ev_id_parse (const char *text, char *device, gint64 *counter);

/* Splits a derived id; `left` and `right` (may be NULL) are to be freed with g_free. FALSE, setting
 * nothing, if `text` is not two valid ids joined by a dot. */
gboolean ev_id_split (const char *text, char **left, char **right);

/* What a person typed or read aloud, in canonical spelling: capitals, O as 0, I and L as 1, blanks
 * dropped. Free with g_free. The result need not be a valid id. */
char *ev_id_normalise (const char *typed);

/* `length` bytes in Crockford base32, five bits a character, the last one padded with zero bits;
 * free with g_free. */
char *ev_id_base32 (const guint8 *bytes, gsize length);
