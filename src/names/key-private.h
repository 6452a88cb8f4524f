/* The match key of one word, for the files of this folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "names/words-private.h"

/* Enough for the key of the longest word: at most two ASCII letters or one other a letter. */
#define EV_KEY_MAX_BYTES (EV_WORDS_MAX_LETTERS * 6 + 1)

/* ev_key_word:
 * Writes the match key of the @n_letters letters of a word (from EvWords) to @out, which has room
 * for EV_KEY_MAX_BYTES, and ends it with NUL. An initial has a key too. */
void ev_key_word (char *out, const gunichar *letters, guint n_letters);

/* ev_key_word_is_initial:
 * Whether the word is an initial: one letter, Albanian digraphs (Gj, Sh, Xh) being one. */
gboolean ev_key_word_is_initial (const gunichar *letters, guint n_letters);
