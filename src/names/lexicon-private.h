/* Names known to be names, and which of them are spellings of one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the lexicon is for: Ana and Anja are one letter apart and two people; Doneta, one letter
 * from Donjeta, is nobody's name and a slip. It says nothing about who bears a name. */

/* ev_lexicon_given:
 * The key that stands for all spellings of the given name with the match key @key (Cemil, Xhemil
 * and Džemil have one), or NULL if the lexicon does not know the name. Two known names are one name
 * exactly if the pointers are equal. Static. */
const char *ev_lexicon_given (const char *key);

/* ev_lexicon_family:
 * The same for surnames. */
const char *ev_lexicon_family (const char *key);

/* ev_lexicon_is_common:
 * Whether a given name or surname with the match key @key is borne by many. */
gboolean ev_lexicon_is_common (const char *key);
