/* One key for one telephone number, however it is written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* ev_phone_key:
 * Returns what telephone numbers are compared by, or NULL if @text holds no number (fewer than six
 * or more than fifteen digits). The caller frees it. What was typed is kept elsewhere.
 *  - "(0)" and all but digits are dropped, 00 is +;
 *  - Kosovo: +383 and eight digits, or nine digits beginning with 0, give the eight digits;
 *    so do the mobile codes of before 2017-2019, +377 44/45 and +386 43/49, the fixed codes
 *    +381 28/29/38/39, and eight digits typed without the 0;
 *  - Serbia: +381 6x, or 06x with nine or ten digits, give 381 and the number without 0;
 *  - any other number gives its digits without a leading 0.
 * Of several numbers separated by "," or ";" the first counts. */
char *ev_phone_key (const char *text);

/* ev_phone_digits:
 * Returns the beginning of the key that @text would have once typed to its end, for search while
 * typing: "044 01", "+383 44 01" and "0038344 01" all give "4401". NULL if @text holds a letter or
 * no digit. The caller frees it. */
char *ev_phone_digits (const char *text);
