/* The search fold: names compared by script, case and diacritics only (name-folding, level 1). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Names are folded word by word. A word is a run of letters; apostrophes are removed, every other
 * character (hyphen, dot, digit) separates words. At most 200 letters and 32 words are looked at.
 * Any byte string is accepted: bytes that are not UTF-8 separate words. Folding is idempotent. */

/* ev_fold_text:
 * Returns the words of @name, lower-case, in Latin script, without diacritics, đ as dj, joined by
 * single spaces: "Đorđević Ана-Marija" gives "djordjevic ana marija". Other letters stay as they
 * are: sh/š, q/ć, xh/dž and gj/đ are apart here. The caller frees it; "" for NULL or no letters. */
char *ev_fold_text (const char *name);

/* ev_fold_words:
 * Returns the distinct words under which @name is found, in order: those of ev_fold_text(), and
 * beside each word with đ its form with d ("djordjevic", "dordevic"). The caller frees it with
 * g_strfreev(). */
char **ev_fold_words (const char *name);

/* ev_fold_index:
 * The words of ev_fold_words() joined by single spaces: what is stored beside a name. */
char *ev_fold_index (const char *name);

/* One word of a query with the forms to try: forms[1] is NULL unless the word has đ and three
 * letters or more. No form is empty. */
typedef struct {
  char *forms[2];
} EvFoldTerm;

typedef struct {
  guint n_terms;
  EvFoldTerm *terms;
} EvFoldQuery;

/* ev_fold_query_new:
 * Splits what a person types into terms, in the order typed. A query without letters has no terms.
 * The caller frees it with ev_fold_query_free(). */
EvFoldQuery *ev_fold_query_new (const char *query);
void ev_fold_query_free (EvFoldQuery *query);

/* ev_fold_query_matches:
 * Whether every term of @query is the beginning of some word of @index (a string from
 * ev_fold_index()), in any order. A query without terms matches everything. */
gboolean ev_fold_query_matches (const EvFoldQuery *query, const char *index);

/* ev_fold_matches:
 * ev_fold_query_matches() for a query and a name as typed. */
gboolean ev_fold_matches (const char *query, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvFoldQuery, ev_fold_query_free)
