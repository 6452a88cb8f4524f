/* The match key, by the cases of name-folding. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/key.h"

#include <string.h>

#include "fixture.h"

static void
check_case (char **fields, gpointer unused)
{
  g_autofree char *query = ev_key_text (fields[0]);
  g_autofree char *stored = ev_key_text (fields[1]);

  g_assert_cmpstr (query, ==, fields[4]);
  g_assert_cmpstr (stored, ==, fields[5]);
  g_assert_cmpint (strcmp (query, stored) == 0, ==, strcmp (fields[3], "yes") == 0);
}

static void
test_cases (void)
{
  g_assert_cmpuint (fixture_each_row ("name-folding-tests.csv", 6, check_case, NULL), ==, 32);
}

static void
test_rules (void)
{
  static const struct {
    const char *name, *key;
  } cases[] = {
    { "Schmit", "SMIT" },
    { "Tchelik", "CELIK" },
    { "Dzhemail", "XEMAIL" },
    { "Xhezide", "XEZIDE" },
    { "Alexandar", "ALEKSANDAR" },
    { "Xeni", "XENI" },
    { "Shahin", "SAIN" },
    { "Mehmet", "MEMET" },
    { "Hasan", "HASAN" },
    { "Anja", "ANIA" },
    { "Marija", "MARIA" },
    { "Ahmed", "AMET" },
    { "Zejneb", "ZEINEP" },
    { "Wanda", "VANDA" },
    { "Đorđe", "DORDE" },
    { "Bardhyl", "BARDIL" },
    { "Gülay Bütüç", "BUTUC GULAI" },
    { "Gjon Gj. Gjoni", "DON DONI" },
    { "A. B.", "" },
    { "Şaban-Çelik", "CELIK SABAN" },
    { "\xFF\xFE", "" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = ev_key_text (cases[i].name);

    g_assert_cmpstr (key, ==, cases[i].key);
  }
}

static void
test_order_does_not_matter (void)
{
  g_autofree char *one = ev_key_person ("Ђон", "Gjergji");
  g_autofree char *other = ev_key_person ("GJERGJI", "Gjon");
  g_autofree char *half = ev_key_person (NULL, "Gjergji Gjon");
  g_auto (GStrv) words = ev_key_words ("Petrović Ana-Marija M.");

  g_assert_cmpstr (one, ==, other);
  g_assert_cmpstr (one, ==, half);
  g_assert_cmpuint (g_strv_length (words), ==, 3);
  g_assert_cmpstr (words[0], ==, "PETROVIC");
  g_assert_cmpstr (words[2], ==, "MARIA");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/key/cases", test_cases);
  g_test_add_func ("/names/key/rules", test_rules);
  g_test_add_func ("/names/key/order-does-not-matter", test_order_does_not_matter);
  return g_test_run ();
}
