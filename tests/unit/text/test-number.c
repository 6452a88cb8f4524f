/* Numbers in each language's signs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/number.h"

#include <math.h>

#include "text/language.h"

static void
test_whole (void)
{
  static const struct {
    gint64 value;
    const char *english, *albanian;
  } cases[] = {
    { 0, "0", "0" },
    { 999, "999", "999" },
    { 1000, "1,000", "1.000" },
    { 1234567, "1,234,567", "1.234.567" },
    { -1234, "-1,234", "-1.234" },
    { -123, "-123", "-123" },
    { G_MININT64, "-9,223,372,036,854,775,808", "-9.223.372.036.854.775.808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *english = NULL, *albanian = NULL;

    ev_language_set (EV_LANGUAGE_EN);
    english = ev_number_whole (cases[i].value);
    ev_language_set (EV_LANGUAGE_SQ);
    albanian = ev_number_whole (cases[i].value);
    g_assert_cmpstr (english, ==, cases[i].english);
    g_assert_cmpstr (albanian, ==, cases[i].albanian);
  }
}

static void
test_decimal (void)
{
  g_autofree char *serbian = NULL, *share = NULL, *huge = NULL, *none = NULL, *english = NULL;

  ev_language_set (EV_LANGUAGE_SR_LATIN);
  serbian = ev_number_decimal (1234.5, 2);
  share = ev_number_percent (0.4534);
  huge = ev_number_decimal (1e300, 9);
  none = ev_number_percent (NAN);
  ev_language_set (EV_LANGUAGE_EN);
  english = ev_number_percent (1);
  g_assert_cmpstr (serbian, ==, "1.234,50");
  g_assert_cmpstr (share, ==, "45,3%");
  g_assert_true (g_str_has_suffix (huge, ",000000"));
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (english, ==, "100.0%");
}

static void
test_euros (void)
{
  static const struct {
    EvLanguage language;
    gint64 cents;
    const char *text;
  } cases[] = {
    { EV_LANGUAGE_EN, 123450, "€1,234.50" },
    { EV_LANGUAGE_EN, 50000, "€500" },
    { EV_LANGUAGE_EN, -5, "-€0.05" },
    { EV_LANGUAGE_SQ, 123450, "1.234,50 €" },
    { EV_LANGUAGE_SR, 100000000, "1.000.000 €" },
    { EV_LANGUAGE_SR, 0, "0 €" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = NULL;

    ev_language_set (cases[i].language);
    text = ev_number_euros (cases[i].cents);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_read_euros (void)
{
  static const struct {
    const char *typed;
    gint64 cents; /* -1: none */
  } cases[] = {
    { "500", 50000 },
    { "1234.5", 123450 },
    { "1.234,50 €", 123450 },
    { "€1,234.50", 123450 },
    { "1.234", 123400 },
    { "1,234", 123400 },
    { "1.234.567", 123456700 },
    { "12,5", 1250 },
    { "490 EUR", 49000 },
    { "0,05", 5 },
    { "1 000", 100000 },
    { "1.2345", -1 },
    { "12,345,6", -1 },
    { "-5", -1 },
    { "5e3", -1 },
    { "", -1 },
    { "€", -1 },
    { ".", -1 },
    { "99999999999999", -1 },
    { NULL, -1 },
    { "\xFF", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 cents = -1;
    gboolean read = ev_number_read_euros (cases[i].typed, &cents);

    g_assert_cmpint (read, ==, cases[i].cents >= 0);
    g_assert_cmpint (cents, ==, cases[i].cents);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  g_test_add_func ("/text/number/whole", test_whole);
  g_test_add_func ("/text/number/decimal", test_decimal);
  g_test_add_func ("/text/number/euros", test_euros);
  g_test_add_func ("/text/number/read-euros", test_read_euros);
  return g_test_run ();
}
