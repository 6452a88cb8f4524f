/* What a person typed, without what does not matter. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* ev_plain_text:
 * Returns @text in lower case without diacritics, đ as d, blanks at both ends removed. Bytes that
 * are not UTF-8 become U+FFFD; NULL gives "". The caller frees it. */
char *ev_plain_text (const char *text);
