/* How hard a passphrase is to guess. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/passphrase.h"

#include <string.h>

#define FAIR 20.0 /* bits */
#define STRONG 33.0

/* Parts of passphrases that come to everybody's mind, in the languages of the program. */
static const char *const tried[] = {
  "password",   "passphrase", "lozinka", "sifra",  "šifra",    "лозинка", "шифра", "fjalekalim",
  "fjalëkalim", "qwerty",     "qwertz",  "asdfgh", "evidenca", "evidenc", "kosov", "prishtin",
  "pristin",    "trajnim",    "forum",   "obuka",  "letmein",  "welcome", "admin", "laptop",
};

/* What the character number `index` (from 0) is worth. */
static double
worth (guint index)
{
  if (index == 0)
    return 4;
  if (index < 8)
    return 2;
  return index < 20 ? 1.5 : 1;
}

/* Whether `next` goes on with what went before: the same again, or a step up or down. */
static gboolean
goes_on (gunichar last, gint64 step, gunichar next)
{
  gint64 now = (gint64)next - (gint64)last;
  return now == step && now >= -1 && now <= 1;
}

/* A copy in small letters without the parts that everybody tries. Owned. */
static char *
without_tried (const char *passphrase)
{
  g_autofree char *rest = g_utf8_strdown (passphrase, -1);

  for (guint i = 0; i < G_N_ELEMENTS (tried); i++) {
    char *at;
    while ((at = strstr (rest, tried[i])) != NULL)
      memmove (at, at + strlen (tried[i]), strlen (at + strlen (tried[i])) + 1);
  }
  return g_steal_pointer (&rest);
}

static double
bits_of (const char *text)
{
  double bits = 0;
  gunichar last = 0;
  gint64 step = 2; /* more than a run has */
  guint counted = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    if (last == 0 || !goes_on (last, step, letter))
      bits += worth (counted++);
    step = last != 0 ? (gint64)letter - (gint64)last : 2;
    last = letter;
  }
  return bits;
}

/* Six bits where capitals and what is no letter make more to try. */
static double
bonus (const char *passphrase)
{
  gboolean capital = FALSE, other = FALSE;

  for (const char *at = passphrase; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    capital = capital || g_unichar_isupper (letter);
    other = other || !g_unichar_isalpha (letter);
  }
  return capital && other ? 6 : 0;
}

EvPassphraseStrength
ev_passphrase_strength (const char *passphrase)
{
  g_autofree char *rest = NULL;
  double bits;

  if (g_utf8_strlen (passphrase, -1) < EV_PASSPHRASE_LEAST)
    return EV_PASSPHRASE_SHORT;
  rest = without_tried (passphrase);
  bits = bits_of (rest);
  if (bits > FAIR / 2)
    bits += bonus (passphrase);
  if (bits < FAIR)
    return EV_PASSPHRASE_WEAK;
  return bits < STRONG ? EV_PASSPHRASE_FAIR : EV_PASSPHRASE_STRONG;
}
