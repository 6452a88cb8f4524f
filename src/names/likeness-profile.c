/* A person made ready for comparison, word by word. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/likeness-private.h"

#include <stdlib.h>
#include <string.h>

#include "names/key-private.h"
#include "names/lexicon-private.h"
#include "names/phone.h"

#define FIRST_YEAR 1900 /* an earlier year of birth is a mistake, and so unknown */
#define U_DIAERESIS 0x00FC
#define D_WITH_STROKE 0x0111

static char *
word_plain (const gunichar *letters, guint n_letters)
{
  GString *plain = g_string_sized_new (n_letters + 2);

  for (guint i = 0; i < n_letters; i++)
    if (letters[i] == D_WITH_STROKE)
      g_string_append (plain, "dj");
    else
      g_string_append_unichar (plain, ev_words_base (letters[i]));
  return g_string_free (plain, FALSE);
}

/* The key of the word with each y and ü left open. Neither takes part in a digraph, so that the
 * word falls into pieces there. */
static char *
word_sound (const gunichar *letters, guint n_letters)
{
  GString *sound = g_string_sized_new (n_letters + 2);
  char piece[EV_KEY_MAX_BYTES];
  guint start = 0;

  for (guint i = 0; i <= n_letters; i++) {
    if (i < n_letters && letters[i] != 'y' && letters[i] != U_DIAERESIS)
      continue;
    ev_key_word (piece, letters + start, i - start);
    g_string_append (sound, piece);
    if (i < n_letters)
      g_string_append_c (sound, 'Y');
    start = i + 1;
  }
  return g_string_free (sound, FALSE);
}

static void
add_word (EvLikenessName *name, const gunichar *letters, guint n_letters)
{
  char key[EV_KEY_MAX_BYTES];

  ev_key_word (key, letters, n_letters);
  if (key[0] == '\0')
    return;
  if (ev_key_word_is_initial (letters, n_letters)) {
    if (name->n_initials < EV_LIKENESS_MAX_WORDS)
      name->initials[name->n_initials++] = g_strdup (key);
  } else if (name->n_words < EV_LIKENESS_MAX_WORDS) {
    name->words[name->n_words++] = (EvLikenessWord){
      .key = g_strdup (key),
      .sound = word_sound (letters, n_letters),
      .plain = word_plain (letters, n_letters),
      .given = ev_lexicon_given (key),
      .family = ev_lexicon_family (key),
    };
  }
}

static void
name_init (EvLikenessName *name, const char *text)
{
  EvWords words;

  ev_words_clear (&words);
  ev_words_add (&words, text);
  for (guint i = 0; i < words.n_words; i++)
    add_word (name, words.letters + words.start[i], words.length[i]);
}

static void
name_clear (EvLikenessName *name)
{
  for (guint i = 0; i < name->n_words; i++) {
    g_free (name->words[i].key);
    g_free (name->words[i].sound);
    g_free (name->words[i].plain);
  }
  for (guint i = 0; i < name->n_initials; i++)
    g_free (name->initials[i]);
}

static char *
place_key (const char *municipality)
{
  char *key;

  if (municipality == NULL)
    return NULL;
  key = g_strstrip (g_ascii_strdown (municipality, -1));
  if (*key == '\0')
    g_clear_pointer (&key, g_free);
  return key;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* As ev_key_person() would, from the words at hand. */
static char *
whole_key (const EvLikenessProfile *profile)
{
  char *keys[2 * EV_LIKENESS_MAX_WORDS + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < profile->given.n_words; i++)
    keys[n++] = profile->given.words[i].key;
  for (guint i = 0; i < profile->family.n_words; i++)
    keys[n++] = profile->family.words[i].key;
  qsort (keys, n, sizeof keys[0], compare_keys);
  return g_strjoinv (" ", keys);
}

static void
append_rank (GString *rank, const EvLikenessName *name)
{
  for (guint i = 0; i < name->n_words; i++)
    g_string_append_printf (rank, "%s %s ", name->words[i].plain, name->words[i].sound);
  for (guint i = 0; i < name->n_initials; i++)
    g_string_append_printf (rank, "%s. ", name->initials[i]);
  g_string_append_c (rank, '\n');
}

static char *
rank_of (const EvLikenessProfile *profile)
{
  GString *rank = g_string_sized_new (64);

  append_rank (rank, &profile->given);
  append_rank (rank, &profile->family);
  return g_string_free (rank, FALSE);
}

EvLikenessProfile *
ev_likeness_profile_new (const EvLikenessPerson *person)
{
  EvLikenessProfile *profile = g_new0 (EvLikenessProfile, 1);

  name_init (&profile->given, person->given_name);
  name_init (&profile->family, person->family_name);
  profile->key = whole_key (profile);
  profile->rank = rank_of (profile);
  profile->birth_year = person->birth_year >= FIRST_YEAR ? person->birth_year : 0;
  profile->phone = ev_phone_key (person->phone);
  profile->municipality = place_key (person->municipality);
  return profile;
}

void
ev_likeness_profile_free (EvLikenessProfile *profile)
{
  if (profile == NULL)
    return;
  name_clear (&profile->given);
  name_clear (&profile->family);
  g_free (profile->key);
  g_free (profile->rank);
  g_free (profile->phone);
  g_free (profile->municipality);
  g_free (profile);
}
