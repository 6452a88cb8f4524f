/* A name as words of lower-case Latin letters, the steps common to fold and key. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/words-private.h"

#include <string.h>

#include "names/script.h"

/* Capitals and small letters that look the same in both scripts; a name typed half on one keyboard
 * and half on the other holds the wrong one. */
static const struct {
  gunichar cyrillic, latin;
} look_alikes[] = {
  { 0x0410, 'A' }, { 0x0412, 'B' }, { 0x0421, 'C' }, { 0x0415, 'E' }, { 0x041D, 'H' },
  { 0x0408, 'J' }, { 0x041A, 'K' }, { 0x041C, 'M' }, { 0x041E, 'O' }, { 0x0420, 'P' },
  { 0x0422, 'T' }, { 0x0425, 'X' }, { 0x0430, 'a' }, { 0x0441, 'c' }, { 0x0435, 'e' },
  { 0x0458, 'j' }, { 0x043E, 'o' }, { 0x0440, 'p' }, { 0x0445, 'x' }, { 0x0443, 'y' },
};

/* One word as typed, before its script is settled. */
typedef struct {
  gunichar letters[EV_WORDS_MAX_LETTERS];
  guint n_letters;
  guint n_cyrillic;
  guint n_latin;
} RawWord;

void
ev_words_clear (EvWords *words)
{
  words->n_words = 0;
  words->n_letters = 0;
  words->room = EV_WORDS_MAX_LETTERS;
}

gunichar
ev_words_base (gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (letter < 0x80)
    return letter;
  if (letter >= 0x0530 && (letter < 0x1E00 || letter > 0x1FFF))
    return letter;
  g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  return parts[0];
}

static gboolean
is_apostrophe (gunichar c)
{
  switch (c) {
  case '\'':
  case '`':
  case 0x00B4:
  case 0x02BB:
  case 0x02BC:
  case 0x2018:
  case 0x2019:
    return TRUE;
  default:
    return FALSE;
  }
}

static gunichar
lower (gunichar letter)
{
  if (letter == 0x0130 || letter == 0x0131)
    return 'i';
  return g_unichar_tolower (letter);
}

/* Appends @letter to the word being written; FALSE once the name is full. */
static gboolean
emit (EvWords *words, gunichar letter)
{
  guint cost = letter == 0x0111 ? 2 : 1;

  if (words->room < cost)
    return FALSE;
  words->room -= cost;
  words->letters[words->n_letters++] = letter;
  return TRUE;
}

static gboolean
emit_spelling (EvWords *words, const char *spelling)
{
  for (const char *p = spelling; *p != '\0'; p = g_utf8_next_char (p))
    if (!emit (words, g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
emit_letter (EvWords *words, gunichar letter)
{
  const char *spelling = ev_script_letter (letter);
  gunichar base;

  if (spelling != NULL)
    return emit_spelling (words, spelling);
  letter = lower (letter);
  base = ev_words_base (letter);
  spelling = base != letter ? ev_script_letter (base) : NULL;
  if (spelling != NULL)
    return emit_spelling (words, spelling);
  return emit (words, letter);
}

static void
settle_script (RawWord *raw)
{
  gboolean to_latin = raw->n_latin >= raw->n_cyrillic;

  if (raw->n_latin == 0 || raw->n_cyrillic == 0)
    return;
  for (guint i = 0; i < raw->n_letters; i++)
    for (guint j = 0; j < G_N_ELEMENTS (look_alikes); j++) {
      gunichar from = to_latin ? look_alikes[j].cyrillic : look_alikes[j].latin;

      if (raw->letters[i] == from) {
        raw->letters[i] = to_latin ? look_alikes[j].latin : look_alikes[j].cyrillic;
        break;
      }
    }
}

static void
finish_word (EvWords *words, RawWord *raw)
{
  guint start = words->n_letters;

  if (raw->n_letters > 0 && words->n_words < EV_WORDS_MAX) {
    settle_script (raw);
    for (guint i = 0; i < raw->n_letters; i++)
      if (!emit_letter (words, raw->letters[i]))
        break;
    if (words->n_letters > start) {
      words->start[words->n_words] = start;
      words->length[words->n_words] = words->n_letters - start;
      words->n_words++;
    }
  }
  raw->n_letters = raw->n_cyrillic = raw->n_latin = 0;
}

static void
take_letter (RawWord *raw, gunichar c)
{
  if (raw->n_letters == EV_WORDS_MAX_LETTERS)
    return;
  raw->letters[raw->n_letters++] = c;
  if (ev_script_letter (c) != NULL)
    raw->n_cyrillic++;
  else if (c < 0x0250)
    raw->n_latin++;
}

/* Whether NFKC leaves @c as it is and it composes with nothing: ASCII, the precomposed Latin
 * letters of our languages, Serbian Cyrillic. */
static gboolean
is_settled (gunichar c)
{
  if (c < 0x80)
    return TRUE;
  if (c >= 0x00C0 && c <= 0x017E)
    return c != 0x0132 && c != 0x0133 && c != 0x013F && c != 0x0140 && c != 0x0149;
  return (c >= 0x0400 && c <= 0x045F) || c == 0x2019;
}

/* Whether @text, of @length bytes, can be read as it is: the usual case, and the quick one. */
static gboolean
is_settled_text (const char *text, size_t length)
{
  const char *end = text + length;

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);

    if (c == (gunichar)-1 || c == (gunichar)-2 || !is_settled (c))
      return FALSE;
    text = g_utf8_next_char (text);
  }
  return TRUE;
}

/* Apostrophes go first: NFKC makes the acute accent, used as one, a space and a mark. */
static char *
settle (const char *text, size_t length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autoptr (GString) plain = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_apostrophe (g_utf8_get_char (p)))
      g_string_append_len (plain, p, g_utf8_next_char (p) - p);
  return g_utf8_normalize (plain->str, plain->len, G_NORMALIZE_ALL_COMPOSE);
}

static void
read_words (EvWords *words, const char *text, const char *end)
{
  RawWord raw;

  raw.n_letters = raw.n_cyrillic = raw.n_latin = 0;
  for (; text < end; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (is_apostrophe (c))
      continue;
    if (g_unichar_isalpha (c))
      take_letter (&raw, c);
    else if (!g_unichar_ismark (c))
      finish_word (words, &raw);
  }
  finish_word (words, &raw);
}

void
ev_words_add (EvWords *words, const char *text)
{
  size_t length = text != NULL ? strnlen (text, EV_WORDS_MAX_BYTES) : 0;
  g_autofree char *settled = NULL;

  if (length == 0)
    return;
  if (is_settled_text (text, length)) {
    read_words (words, text, text + length);
    return;
  }
  settled = settle (text, length);
  read_words (words, settled, settled + strlen (settled));
}
