/* The words that people are found by, kept beside their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"
#include "store/database-private.h"

/* What comes before and after this in a person's words: name, then institution and phone. */
#define EV_WORDS_DIVIDER "/"

/* The words of a person, joined by single blanks: those of the name by the search fold, the
 * divider, the words and numbers of the institution and the key of the phone. NULL for a person who
 * is not to be found. Free with g_free. */
char *ev_words_of (const EvRecord *person);

/* Brings the index in line with `person`, who stands at `place`; `is_new`: nobody stood there. */
gboolean ev_words_save (EvDatabase *database, gint64 place, gboolean is_new, const EvRecord *person,
                        GError **error);

/* Takes whoever stands at `place` out of the index. */
gboolean ev_words_remove (EvDatabase *database, gint64 place, GError **error);

/* How well a word that begins like `term` is found in `words`; 0 is a whole word of the name, then
 * the beginning of one, a whole other word, the beginning of one. -1 if there is none. */
int ev_words_closeness (const char *words, const char *term);
