/* What a person typed to find somebody, taken apart. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/terms-private.h"

#include <string.h>

#include "names/fold.h"
#include "names/phone.h"

static void
term_free (gpointer data)
{
  EvTerm *term = data;

  for (guint i = 0; i < G_N_ELEMENTS (term->forms); i++)
    g_free (term->forms[i]);
  g_free (term);
}

static void
add (GPtrArray *terms, char *first, char *second)
{
  EvTerm *term = g_new0 (EvTerm, 1);

  term->forms[0] = first != NULL ? first : second;
  term->forms[1] = first != NULL ? second : NULL;
  g_ptr_array_add (terms, term);
}

/* Digits and what people write between them. */
static gboolean
is_number (const char *word)
{
  return *word != '\0' && strspn (word, "0123456789+()/.-") == strlen (word);
}

/* A short number may be part of a name ("Shkolla 9 Maji"), any may begin a phone's. */
static void
add_number (GPtrArray *terms, const char *number)
{
  g_autofree char *beginning = ev_phone_digits (number);
  gboolean is_short = strlen (number) <= 4 && strspn (number, "0123456789") == strlen (number);

  if (beginning != NULL && (*beginning == '\0' || (is_short && strcmp (beginning, number) == 0)))
    g_clear_pointer (&beginning, g_free);
  if (is_short || beginning != NULL)
    add (terms, is_short ? g_strdup (number) : NULL, g_steal_pointer (&beginning));
}

GPtrArray *
ev_terms_new (const char *text)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (term_free);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GString) number = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (EvFoldQuery) query = NULL;

  for (char **word = words; *word != NULL; word++) {
    if (is_number (*word)) {
      g_string_append (number, *word);
      continue;
    }
    if (number->len > 0 && **word != '\0')
      add_number (terms, number->str);
    if (**word != '\0')
      g_string_truncate (number, 0);
    g_string_append_printf (names, " %s", *word);
  }
  if (number->len > 0)
    add_number (terms, number->str);
  query = ev_fold_query_new (names->str);
  for (guint i = 0; i < query->n_terms; i++)
    add (terms, g_strdup (query->terms[i].forms[0]), g_strdup (query->terms[i].forms[1]));
  return terms;
}
