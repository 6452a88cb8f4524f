/* The words that people are found by, kept beside their rows. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/words-private.h"

#include <string.h>

#include "names/fold.h"
#include "names/phone.h"

/* Numbers in the names of institutions, which the fold leaves out: "Shkolla 9 Maji". */
static void
append_numbers (GString *words, const char *text)
{
  while (*text != '\0') {
    gsize length = strspn (text, "0123456789");
    if (length > 0 && length <= 4)
      g_string_append_printf (words, " %.*s", (int)length, text);
    text += length > 0 ? length : 1;
  }
}

char *
ev_words_of (const EvRecord *person)
{
  const char *family = ev_record_text (person, "family_name");
  const char *institution = ev_record_text (person, "institution");
  const char *phone = ev_record_text (person, "phone");
  g_autofree char *name = g_strjoin (
      " ", ev_record_text (person, "given_name") ? ev_record_text (person, "given_name") : "",
      family != NULL ? family : "", NULL);
  g_autofree char *name_words = ev_fold_index (name);
  g_autofree char *other_words = ev_fold_index (institution);
  g_autofree char *key = phone != NULL ? ev_phone_key (phone) : NULL;
  g_autoptr (GString) words = g_string_new (name_words);

  if (ev_record_is_gone (person))
    return NULL;
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", EV_WORDS_DIVIDER);
  if (*other_words != '\0')
    g_string_append_printf (words, " %s", other_words);
  if (institution != NULL)
    append_numbers (words, institution);
  if (key != NULL)
    g_string_append_printf (words, " %s", key);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Runs `sql` with (part, word, words, place) for each distinct word. */
static gboolean
for_each_word (EvDatabase *database, const char *sql, const char *words, gint64 place,
               GError **error)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  gint64 part = 0;

  for (char **word = list; *word != NULL; word++) {
    if (strcmp (*word, EV_WORDS_DIVIDER) == 0)
      part = 1;
    else if (!ev_query_run (database, error, sql, "issi", part, *word, words, place))
      return FALSE;
  }
  return TRUE;
}

static gboolean
held_words (EvDatabase *database, gint64 place, char **words, GError **error)
{
  g_autoptr (EvQuery) query =
      ev_query_new (database, error, "SELECT words FROM index_text WHERE person = ?", "i", place);

  *words = NULL;
  if (query == NULL)
    return FALSE;
  if (!ev_query_next (query, error))
    return ev_query_ended (query);
  *words = g_strdup (ev_query_text (query, 0));
  return TRUE;
}

static gboolean
remove_words (EvDatabase *database, gint64 place, const char *words, GError **error)
{
  return for_each_word (database,
                        "DELETE FROM word WHERE part = ? AND word = ? AND words = ? AND person = ?",
                        words, place, error) &&
         ev_query_run (database, error, "DELETE FROM index_text WHERE person = ?", "i", place);
}

gboolean
ev_words_remove (EvDatabase *database, gint64 place, GError **error)
{
  g_autofree char *held = NULL;

  return held_words (database, place, &held, error) &&
         (held == NULL || remove_words (database, place, held, error));
}

static gboolean
add_words (EvDatabase *database, gint64 place, const char *words, GError **error)
{
  return ev_query_run (database, error, "INSERT INTO index_text (person, words) VALUES (?, ?)",
                       "is", place, words) &&
         for_each_word (database,
                        "INSERT OR IGNORE INTO word (part, word, words, person)"
                        " VALUES (?, ?, ?, ?)",
                        words, place, error);
}

gboolean
ev_words_save (EvDatabase *database, gint64 place, gboolean is_new, const EvRecord *person,
               GError **error)
{
  g_autofree char *held = NULL;
  g_autofree char *words = ev_words_of (person);

  if (!is_new && !held_words (database, place, &held, error))
    return FALSE;
  if (g_strcmp0 (held, words) == 0)
    return TRUE;
  if (held != NULL && !remove_words (database, place, held, error))
    return FALSE;
  return words == NULL || add_words (database, place, words, error);
}

int
ev_words_closeness (const char *words, const char *term)
{
  gsize length = strlen (term);
  int best = -1, part = 0;

  for (const char *word = words; *word != '\0';) {
    gsize end = strcspn (word, " ");
    if (*word == *EV_WORDS_DIVIDER)
      part = 1;
    else if (end >= length && memcmp (word, term, length) == 0) {
      int closeness = part * 2 + (end > length);
      best = best < 0 ? closeness : MIN (best, closeness);
    }
    word += end + (word[end] == ' ');
  }
  return best;
}
