/* The order of names in a list, by the alphabet of the language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/collate.h"

#include <string.h>

#define SPACE_WEIGHT 2
#define DIGIT_WEIGHT 3
#define FIRST_WEIGHT (DIGIT_WEIGHT + 10)
#define OTHER_WEIGHT 0xF0 /* and the letter itself */
#define LAST_LETTER 0x045F
#define MAX_PAIRS 12
#define DOTLESS_I 0x0131
#define NEXT_LEVEL "\1"

/* Letters in order; the spellings of one letter, in both scripts, separated by blanks. A spelling
 * is lower-case and composed. */
static const char *const albanian[] = {
  "a а",  "b б", "c ц", "ç č ć ч ћ", "d д",     "dh",  "đ ђ",   "e е",      "ë",   "f ф",
  "g г",  "gj",  "h х", "i и",       "j ј",     "k к", "l л љ", "ll",       "m м", "n н",
  "nj њ", "o о", "p п", "q",         "r р",     "rr",  "s с",   "sh š ш ş", "t т", "th",
  "u у",  "v в", "w",   "x",         "xh dž џ", "y",   "z з",   "zh ž ж",   NULL,
};

static const char *const azbuka[] = {
  "a а", "b б",  "v в", "g г", "d д",   "đ ђ",  "e е",   "ž ж", "z з", "i и", "j ј", "k к",
  "l л", "lj љ", "m м", "n н", "nj њ",  "o о",  "p п",   "q",   "r р", "s с", "t т", "ć ћ",
  "u у", "f ф",  "h х", "c ц", "č ч ç", "dž џ", "š ш ş", "w",   "x",   "y",   NULL,
};

static const char *const abeceda[] = {
  "a а", "b б",   "c ц", "č ч ç", "ć ћ",  "d д", "dž џ", "đ ђ",  "e е", "f ф", "g г", "h х",
  "i и", "j ј",   "k к", "l л",   "lj љ", "m м", "n н",  "nj њ", "o о", "p п", "q",   "r р",
  "s с", "š ш ş", "t т", "u у",   "v в",  "w",   "x",    "y",    "z з", "ž ж", NULL,
};

static const char *const english[] = {
  "a а",     "b б", "c ц č ч ć ћ", "d д đ ђ џ", "e е",   "f ф", "g г", "h х",     "i и",
  "j ј",     "k к", "l л љ",       "m м",       "n н њ", "o о", "p п", "q",       "r р",
  "s с š ш", "t т", "u у",         "v в",       "w",     "x",   "y",   "z з ž ж", NULL,
};

static const char *const *const letters[EV_N_LANGUAGES] = {
  [EV_LANGUAGE_SQ] = albanian,
  [EV_LANGUAGE_SR] = azbuka,
  [EV_LANGUAGE_SR_LATIN] = abeceda,
  [EV_LANGUAGE_EN] = english,
};

/* An alphabet for looking up: weights by code point, 0 for no letter of it, and letters of two. */
typedef struct {
  guint8 single[LAST_LETTER + 1];
  struct {
    gunichar first, second;
    guint8 weight;
  } pairs[MAX_PAIRS];
  guint n_pairs;
} Alphabet;

static void
add_spelling (Alphabet *alphabet, const char *spelling, guint8 weight)
{
  gunichar first = g_utf8_get_char (spelling);
  const char *rest = g_utf8_next_char (spelling);

  if (*rest == '\0') {
    alphabet->single[first] = weight;
    return;
  }
  g_assert (alphabet->n_pairs < MAX_PAIRS);
  alphabet->pairs[alphabet->n_pairs].first = first;
  alphabet->pairs[alphabet->n_pairs].second = g_utf8_get_char (rest);
  alphabet->pairs[alphabet->n_pairs++].weight = weight;
}

static gpointer
alphabets_build (gpointer unused)
{
  Alphabet *built = g_new0 (Alphabet, EV_N_LANGUAGES);

  for (guint language = 0; language < EV_N_LANGUAGES; language++)
    for (guint place = 0; letters[language][place] != NULL; place++) {
      g_auto (GStrv) spellings = g_strsplit (letters[language][place], " ", -1);

      for (guint i = 0; spellings[i] != NULL; i++)
        if (*spellings[i] != '\0')
          add_spelling (&built[language], spellings[i], (guint8)(FIRST_WEIGHT + place));
    }
  return built;
}

/* The tables above for looking up, computed once: still tables. */
static const Alphabet *
alphabet_of (EvLanguage language)
{
  static GOnce once = G_ONCE_INIT;

  return (const Alphabet *)g_once (&once, alphabets_build, NULL) + language;
}

static guint8
weight_of (const Alphabet *alphabet, gunichar letter)
{
  return letter <= LAST_LETTER ? alphabet->single[letter] : 0;
}

static guint8
weight_of_pair (const Alphabet *alphabet, gunichar first, gunichar second)
{
  for (guint i = 0; i < alphabet->n_pairs; i++)
    if (alphabet->pairs[i].first == first && alphabet->pairs[i].second == second)
      return alphabet->pairs[i].weight;
  return 0;
}

/* A letter without a place takes that of its base, or comes after all. */
static void
append_other (GString *key, const Alphabet *alphabet, gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  guint8 weight;

  g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  weight = weight_of (alphabet, parts[0] == DOTLESS_I ? 'i' : parts[0]);
  g_string_append_c (key, (char)(weight != 0 ? weight : OTHER_WEIGHT));
  if (weight == 0)
    g_string_append_unichar (key, letter);
}

static void
append_weights (GString *key, const Alphabet *alphabet, const char *text)
{
  while (*text != '\0') {
    gunichar c = g_utf8_get_char (text);
    guint8 weight;

    text = g_utf8_next_char (text);
    weight = weight_of_pair (alphabet, c, g_utf8_get_char (text));
    if (weight != 0)
      text = g_utf8_next_char (text);
    else
      weight = weight_of (alphabet, c);
    if (weight != 0)
      g_string_append_c (key, (char)weight);
    else if (g_unichar_isspace (c) || c == '-')
      g_string_append_c (key, SPACE_WEIGHT);
    else if (g_unichar_isdigit (c))
      g_string_append_c (key, (char)(DIGIT_WEIGHT + g_unichar_digit_value (c)));
    else if (g_unichar_isalpha (c))
      append_other (key, alphabet, c);
  }
}

char *
ev_collate_key (const char *text, EvLanguage language)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (composed, -1);
  GString *key = g_string_sized_new (3 * strlen (lower) + 2);

  append_weights (key, alphabet_of (language), lower);
  g_string_append (key, NEXT_LEVEL);
  g_string_append (key, lower);
  g_string_append (key, NEXT_LEVEL);
  g_string_append (key, composed);
  return g_string_free (key, FALSE);
}
