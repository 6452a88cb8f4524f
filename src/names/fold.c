/* The search fold: names compared by script, case and diacritics only. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/fold.h"

#include <string.h>

#include "names/words-private.h"

#define D_WITH_STROKE 0x0111

static gboolean
word_has_stroke (const EvWords *words, guint word)
{
  for (guint i = 0; i < words->length[word]; i++)
    if (words->letters[words->start[word] + i] == D_WITH_STROKE)
      return TRUE;
  return FALSE;
}

/* The word without diacritics, with @stroke ("dj" or "d") for đ. */
static void
append_word (GString *out, const EvWords *words, guint word, const char *stroke)
{
  const gunichar *letters = words->letters + words->start[word];

  for (guint i = 0; i < words->length[word]; i++)
    if (letters[i] == D_WITH_STROKE)
      g_string_append (out, stroke);
    else
      g_string_append_unichar (out, ev_words_base (letters[i]));
}

static char *
word_form (const EvWords *words, guint word, const char *stroke)
{
  GString *out = g_string_sized_new (words->length[word] + 4);

  append_word (out, words, word, stroke);
  return g_string_free (out, FALSE);
}

char *
ev_fold_text (const char *name)
{
  GString *out = g_string_new (NULL);
  EvWords words;

  ev_words_clear (&words);
  ev_words_add (&words, name);
  for (guint i = 0; i < words.n_words; i++) {
    if (i > 0)
      g_string_append_c (out, ' ');
    append_word (out, &words, i, "dj");
  }
  return g_string_free (out, FALSE);
}

static void
take_distinct (GPtrArray *forms, char *form)
{
  if (g_ptr_array_find_with_equal_func (forms, form, g_str_equal, NULL))
    g_free (form);
  else
    g_ptr_array_add (forms, form);
}

char **
ev_fold_words (const char *name)
{
  GPtrArray *forms = g_ptr_array_new ();
  EvWords words;

  ev_words_clear (&words);
  ev_words_add (&words, name);
  for (guint i = 0; i < words.n_words; i++) {
    take_distinct (forms, word_form (&words, i, "dj"));
    if (word_has_stroke (&words, i))
      take_distinct (forms, word_form (&words, i, "d"));
  }
  g_ptr_array_add (forms, NULL);
  return (char **)g_ptr_array_free (forms, FALSE);
}

char *
ev_fold_index (const char *name)
{
  g_auto (GStrv) forms = ev_fold_words (name);

  return g_strjoinv (" ", forms);
}

EvFoldQuery *
ev_fold_query_new (const char *query)
{
  EvFoldQuery *result = g_new0 (EvFoldQuery, 1);
  EvWords words;

  ev_words_clear (&words);
  ev_words_add (&words, query);
  result->n_terms = words.n_words;
  result->terms = g_new0 (EvFoldTerm, words.n_words);
  for (guint i = 0; i < words.n_words; i++) {
    result->terms[i].forms[0] = word_form (&words, i, "dj");
    if (words.length[i] >= 3 && word_has_stroke (&words, i))
      result->terms[i].forms[1] = word_form (&words, i, "d");
  }
  return result;
}

void
ev_fold_query_free (EvFoldQuery *query)
{
  if (query == NULL)
    return;
  for (guint i = 0; i < query->n_terms; i++) {
    g_free (query->terms[i].forms[0]);
    g_free (query->terms[i].forms[1]);
  }
  g_free (query->terms);
  g_free (query);
}

static gboolean
index_has_beginning (const char *index, const char *form)
{
  size_t length = strlen (form);

  while (index != NULL) {
    if (strncmp (index, form, length) == 0)
      return TRUE;
    index = strchr (index, ' ');
    if (index != NULL)
      index++;
  }
  return FALSE;
}

gboolean
ev_fold_query_matches (const EvFoldQuery *query, const char *index)
{
  for (guint i = 0; i < query->n_terms; i++) {
    const EvFoldTerm *term = &query->terms[i];

    if (!index_has_beginning (index, term->forms[0]) &&
        (term->forms[1] == NULL || !index_has_beginning (index, term->forms[1])))
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_fold_matches (const char *query, const char *name)
{
  g_autoptr (EvFoldQuery) parsed = ev_fold_query_new (query);
  g_autofree char *index = ev_fold_index (name);

  return ev_fold_query_matches (parsed, index);
}
