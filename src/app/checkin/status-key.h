/* The letter that gives a status of attendance from the keyboard. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The letter of a status in the present language, as a tick shows it; "" for one that has none.
 * Borrowed. */
const char *ev_status_key_letter (const char *status);

/* The status that a key means, whatever its case and script; NULL if it means none. Static. */
const char *ev_status_key_find (gunichar key);
