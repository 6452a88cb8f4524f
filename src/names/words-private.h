/* A name as words of lower-case Latin letters, the steps common to fold and key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define EV_WORDS_MAX 32
#define EV_WORDS_MAX_LETTERS 200
#define EV_WORDS_MAX_BYTES 2048

/* The words of one name; @start and @length count letters. đ counts as two letters towards the
 * limit, so that a folded name is never cut again. */
typedef struct {
  guint n_words;
  guint n_letters;
  guint room;
  guint16 start[EV_WORDS_MAX];
  guint16 length[EV_WORDS_MAX];
  gunichar letters[EV_WORDS_MAX_LETTERS];
} EvWords;

/* ev_words_clear:
 * Makes @words empty. */
void ev_words_clear (EvWords *words);

/* ev_words_add:
 * Appends the words of @text (any bytes, may be NULL): NFKC, one script a word, lower case, Latin,
 * diacritics kept, apostrophes removed, split at every other non-letter. What is beyond the limits
 * is left out. */
void ev_words_add (EvWords *words, const char *text);

/* ev_words_base:
 * @letter without its diacritics: š gives s, đ stays. */
gunichar ev_words_base (gunichar letter);
