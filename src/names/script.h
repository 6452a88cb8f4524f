/* From Serbian Cyrillic to Latin letters, for names and for texts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* ev_script_to_latin:
 * Returns @text (UTF-8) with every Cyrillic letter in Serbian Latin; all else, "%d" included,
 * passes unchanged. Љ Њ Џ become Lj Nj Dž, and LJ NJ DŽ inside an all-capitals word. The direction
 * is exact; there is no way back (конјугација and Коњевић would need a dictionary). Letters of the
 * neighbouring alphabets are read as a Serbian reader would (ѓ as đ, ќ as ć). Bytes that are not
 * UTF-8 become U+FFFD. The caller frees the result; NULL gives an empty string. */
char *ev_script_to_latin (const char *text);

/* ev_script_letter:
 * The lower-case Latin spelling of the Cyrillic letter @letter in either case ("" for a silent
 * sign), or NULL if @letter is not one. */
const char *ev_script_letter (gunichar letter);
