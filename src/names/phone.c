/* One key for one telephone number, however it is written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/phone.h"

#include <string.h>

#define MIN_DIGITS 6
#define MAX_DIGITS 15
#define NATIONAL_DIGITS 8 /* a Kosovo number without its leading 0 */

/* A number as typed, reduced to digits; @international: it began with + or 00 (not kept). */
typedef struct {
  char digits[MAX_DIGITS + 2]; /* one more than allowed, so that too many shows */
  guint n_digits;
  gboolean international;
  gboolean has_letter;
} Number;

/* Codes of other countries under which Kosovo numbers were reached: the whole prefix, and how many
 * of its digits go. */
static const struct {
  const char *prefix;
  guint drop;
} former_codes[] = {
  { "37744", 3 }, { "37745", 3 }, { "38643", 3 }, { "38649", 3 },
  { "38128", 3 }, { "38129", 3 }, { "38138", 3 }, { "38139", 3 },
};

static void
take_character (Number *number, gunichar c)
{
  int digit = g_unichar_digit_value (c);

  if (digit >= 0 && number->n_digits <= MAX_DIGITS)
    number->digits[number->n_digits++] = (char)('0' + digit);
  else if (c == '+' && number->n_digits == 0)
    number->international = TRUE;
  else if (g_unichar_isalpha (c))
    number->has_letter = TRUE;
}

static void
number_init (Number *number, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *p = valid;

  memset (number, 0, sizeof *number);
  while (*p != '\0' && (number->n_digits == 0 || strchr (",;", *p) == NULL)) {
    if (g_str_has_prefix (p, "(0)")) {
      p += strlen ("(0)");
      continue;
    }
    take_character (number, g_utf8_get_char (p));
    p = g_utf8_next_char (p);
  }
}

static void
drop_digits (Number *number, guint n)
{
  memmove (number->digits, number->digits + n, number->n_digits - n + 1);
  number->n_digits -= n;
}

static gboolean
begins (const Number *number, const char *prefix)
{
  return strncmp (number->digits, prefix, strlen (prefix)) == 0;
}

/* Leaves the national digits of a Kosovo number written with a country's code. Of a number still
 * being typed (not @complete) the beginning is enough. */
static void
drop_country_code (Number *number, gboolean complete)
{
  if (begins (number, "383") &&
      (number->international || !complete || number->n_digits > NATIONAL_DIGITS)) {
    drop_digits (number, 3);
    if (begins (number, "0"))
      drop_digits (number, 1);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (former_codes); i++) {
    guint whole = former_codes[i].drop + NATIONAL_DIGITS;

    if (begins (number, former_codes[i].prefix) &&
        (complete ? number->n_digits == whole : number->n_digits <= whole)) {
      drop_digits (number, former_codes[i].drop);
      return;
    }
  }
}

/* A number written as inside the country, beginning with 0. */
static void
drop_trunk_zero (Number *number)
{
  gboolean serbian_mobile = begins (number, "06");

  drop_digits (number, 1);
  if (serbian_mobile && number->n_digits + 3 <= MAX_DIGITS) {
    memmove (number->digits + 3, number->digits, number->n_digits + 1);
    memcpy (number->digits, "381", 3);
    number->n_digits += 3;
  }
}

static void
normalise (Number *number, gboolean complete)
{
  if (begins (number, "00")) {
    drop_digits (number, 2);
    number->international = TRUE;
  }
  if (!number->international && begins (number, "0"))
    drop_trunk_zero (number);
  else
    drop_country_code (number, complete);
}

char *
ev_phone_key (const char *text)
{
  Number number;

  number_init (&number, text);
  if (number.n_digits > MAX_DIGITS)
    return NULL;
  normalise (&number, TRUE);
  return number.n_digits >= MIN_DIGITS ? g_strdup (number.digits) : NULL;
}

char *
ev_phone_digits (const char *text)
{
  Number number;

  number_init (&number, text);
  if (number.n_digits == 0 || number.n_digits > MAX_DIGITS || number.has_letter)
    return NULL;
  normalise (&number, FALSE);
  return number.n_digits > 0 ? g_strdup (number.digits) : NULL;
}
