/* Numbers as each language writes them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* All are in the present language and freed by the caller. Albanian and Serbian write 1.234,5,
 * English 1,234.5. The thousands are parted from 1000 up, years are not numbers. */

/* ev_number_whole:
 * A whole number: "1.234". */
char *ev_number_whole (gint64 value);

/* ev_number_decimal:
 * A number rounded to @decimals (0 to 6) places: "1.234,50". "–" if it is not finite. */
char *ev_number_decimal (double value, guint decimals);

/* ev_number_percent:
 * A share (0.453) in percent with one place: "45,3%". "–" if it is not finite, as a share of none.
 */
char *ev_number_percent (double share);

/* ev_number_euros:
 * An amount in cents: "1.234,50 €", in English "€1,234.50"; whole euros without places. */
char *ev_number_euros (gint64 cents);

/* ev_number_read_euros:
 * Reads an amount as a person types it, in any of the languages: 1234.5, "1.234,50 €", "€1,234". A
 * separator followed by exactly three digits parts thousands. FALSE, leaving @cents, if it is none,
 * is negative or above 10^12 euros. */
gboolean ev_number_read_euros (const char *typed, gint64 *cents);
