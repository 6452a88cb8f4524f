/* Numbers as each language writes them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number.h"

#include <math.h>
#include <string.h>

#include "text/language.h"
#include "text/plain-private.h"

#define MAX_DECIMALS 6
#define CENTS 100
#define MAX_EUROS G_GINT64_CONSTANT (1000000000000)
#define NO_NUMBER "–"

static gboolean
has_english_signs (void)
{
  return ev_language_get () == EV_LANGUAGE_EN;
}

/* @digits, from a locale-free printf, with thousands parted and the present decimal sign. */
static char *
write_digits (const char *digits)
{
  gboolean english = has_english_signs ();
  const char *point = strchr (digits, '.');
  size_t n_whole = point != NULL ? (size_t)(point - digits) : strlen (digits);
  GString *out = g_string_new (NULL);

  for (size_t i = 0; i < n_whole; i++) {
    if (i > 0 && (n_whole - i) % 3 == 0 && g_ascii_isdigit (digits[i - 1]))
      g_string_append_c (out, english ? ',' : '.');
    g_string_append_c (out, digits[i]);
  }
  if (point != NULL)
    g_string_append_printf (out, "%c%s", english ? '.' : ',', point + 1);
  return g_string_free (out, FALSE);
}

char *
ev_number_whole (gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return write_digits (digits);
}

char *
ev_number_decimal (double value, guint decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];

  if (!isfinite (value))
    return g_strdup (NO_NUMBER);
  g_snprintf (format, sizeof format, "%%.%uf", MIN (decimals, MAX_DECIMALS));
  g_ascii_formatd (digits, sizeof digits, format, value);
  return write_digits (digits);
}

char *
ev_number_percent (double share)
{
  g_autofree char *number = ev_number_decimal (share * 100, 1);

  return isfinite (share) ? g_strconcat (number, "%", NULL) : g_strdup (NO_NUMBER);
}

char *
ev_number_euros (gint64 cents)
{
  g_autofree char *digits = g_strdup_printf (
      "%" G_GUINT64_FORMAT ".%02u", (guint64)(ABS (cents) / CENTS), (guint)(ABS (cents) % CENTS));
  g_autofree char *number = NULL;
  const char *sign = cents < 0 ? "-" : "";

  if (cents % CENTS == 0)
    *strchr (digits, '.') = '\0';
  number = write_digits (digits);
  if (has_english_signs ())
    return g_strdup_printf ("%s€%s", sign, number);
  return g_strdup_printf ("%s%s €", sign, number);
}

/* The decimal sign in @text: the last separator, unless it parts thousands. */
static const char *
decimal_sign (const char *text)
{
  const char *dot = strrchr (text, '.'), *comma = strrchr (text, ',');
  const char *last = dot == NULL || (comma != NULL && comma > dot) ? comma : dot;

  if (last == NULL || strchr (text, *last) != last)
    return NULL;
  if (strspn (last + 1, "0123456789") == 3 && (dot == NULL || comma == NULL))
    return NULL;
  return last;
}

/* Digits only, the blanks, euro signs and thousands separators of @plain gone; NULL if there is
 * more. */
static char *
digits_of (const char *plain)
{
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c < 0x80 && strchr ("0123456789.,", (int)c) != NULL)
      g_string_append_c (out, (char)c);
    else if (c != 0x20AC && c != '\'' && !g_unichar_isspace (c))
      return g_string_free (out, TRUE);
  }
  return g_string_free (out, FALSE);
}

/* Whether every separator but the decimal @sign is followed by three digits. */
static gboolean
thousands_are_whole (const char *digits, const char *sign)
{
  for (const char *p = digits; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && p != sign && strspn (p + 1, "0123456789") != 3)
      return FALSE;
  return TRUE;
}

/* The amount in cents, or -1 if it has no digits or too many. */
static gint64
cents_of (const char *digits, const char *sign)
{
  gint64 value = 0;
  guint places = 0, n_digits = 0;

  for (const char *p = digits; *p != '\0'; p++) {
    if (!g_ascii_isdigit (*p))
      continue;
    n_digits++;
    value = value * 10 + (*p - '0');
    places += sign != NULL && p > sign;
    if (value > MAX_EUROS * CENTS || places > 2)
      return -1;
  }
  for (; places < 2; places++)
    value *= 10;
  return n_digits > 0 && value <= MAX_EUROS * CENTS ? value : -1;
}

gboolean
ev_number_read_euros (const char *typed, gint64 *cents)
{
  g_autofree char *plain = ev_plain_text (typed);
  g_autofree char *digits = NULL;
  const char *sign;
  gint64 value;

  if (g_str_has_suffix (plain, "eur"))
    plain[strlen (plain) - 3] = '\0';
  digits = digits_of (plain);
  if (digits == NULL)
    return FALSE;
  sign = decimal_sign (digits);
  value = thousands_are_whole (digits, sign) ? cents_of (digits, sign) : -1;
  if (value < 0)
    return FALSE;
  *cents = value;
  return TRUE;
}
