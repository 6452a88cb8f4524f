/* From Serbian Cyrillic to Latin letters. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/script.h"

#define FIRST_LETTER 0x0430
#define LAST_LETTER 0x045F

/* а to џ by code point; NULL where the place holds a letter of none of the alphabets read here. */
static const char *const latin[LAST_LETTER - FIRST_LETTER + 1] = {
  "a", "b",  "v", "g", "d",  "e",  "ž", "z",  "i", "j",  "k",  "l", "m", "n", "o",  "p",
  "r", "s",  "t", "u", "f",  "h",  "c", "č",  "š", "šč", "",   "i", "",  "e", "ju", "ja",
  "e", "jo", "đ", "đ", "je", "dz", "i", "ji", "j", "lj", "nj", "ć", "ć", "i", "u",  "dž",
};

const char *
ev_script_letter (gunichar letter)
{
  if (letter >= 0x0400 && letter < FIRST_LETTER)
    letter = g_unichar_tolower (letter);
  if (letter < FIRST_LETTER || letter > LAST_LETTER)
    return NULL;
  return latin[letter - FIRST_LETTER];
}

/* Whether the word around [@at, @at + 1) in @text is written in capitals, two letters or more. */
static gboolean
word_is_capitals (const char *text, const char *at)
{
  const char *start = at;
  guint n_letters = 0;

  while (start > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (start))))
    start = g_utf8_prev_char (start);
  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);

    if (!g_unichar_isalpha (letter))
      break;
    if (g_unichar_islower (letter))
      return FALSE;
    n_letters++;
  }
  return n_letters >= 2;
}

static void
append_capital (GString *out, const char *spelling, gboolean all_capitals)
{
  const char *p = spelling;

  while (*p != '\0') {
    gunichar letter = g_utf8_get_char (p);
    gboolean raise = p == spelling || all_capitals;

    g_string_append_unichar (out, raise ? g_unichar_toupper (letter) : letter);
    p = g_utf8_next_char (p);
  }
}

char *
ev_script_to_latin (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_sized_new (strlen (valid) + 8);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);
    const char *spelling = ev_script_letter (letter);

    if (spelling == NULL)
      g_string_append_unichar (out, letter);
    else if (!g_unichar_isupper (letter))
      g_string_append (out, spelling);
    else
      append_capital (out, spelling,
                      g_utf8_strlen (spelling, -1) > 1 && word_is_capitals (valid, p));
  }
  return g_string_free (out, FALSE);
}
