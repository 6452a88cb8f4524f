/* Published wordings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/wording.h"

static void
test_phrases (void)
{
  static const struct {
    const char *how;
    double value;
    guint decimals;
    const char *unit, *phrase;
  } cases[] = {
    { "exact", 1200, 0, "people", "1,200" },
    { "exact", 92.6, 1, "%", "92.6%" },
    { "exact", 1234.5, 2, "EUR", "€1,234.50" },
    { "nearest 10", 198, 0, "people", "about 200" },
    { "nearest 10", 195, 0, "people", "about 200" },
    { "nearest 10", 194, 0, "people", "about 190" },
    { "nearest 10", 4, 0, "people", "4" }, /* not "about 0" */
    { "nearest 10", 5, 0, "people", "5" }, /* not "about 10" */
    { "nearest 10", 14, 0, "people", "14" },
    { "nearest 10", 24, 0, "people", "about 20" },
    { "nearest 100", 2992, 0, "people", "about 3,000" },
    { "floor 5", 137, 0, "people", "more than 135" },
    { "floor 5", 135, 0, "people", "more than 130" }, /* a floor lies below the number */
    { "floor 5", 5, 0, "people", "5" },               /* not "more than 0" */
    { "balanced", 40, 1, "%", "40.0%, balanced" },
    { "balanced", 60, 1, "%", "60.0%, balanced" },
    { "balanced", 39.9, 1, "%", "39.9%" },
    { "balanced", 60.1, 1, "%", "60.1%" },
    { "internal", 202, 0, "people", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EvWording how;
    g_autoptr (GError) error = NULL;
    g_assert_true (ev_wording_parse (cases[i].how, &how, &error));
    g_autofree char *back = ev_wording_text (how);
    g_assert_cmpstr (back, ==, cases[i].how);
    g_autofree char *phrase =
        ev_wording_phrase (how, cases[i].value, cases[i].decimals, cases[i].unit);
    g_assert_cmpstr (phrase, ==, cases[i].phrase);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/wording/phrases", test_phrases);
  return g_test_run ();
}
