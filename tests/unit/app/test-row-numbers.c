/* Numbers typed back from a sign-in sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printing/row-numbers.h"

static GPtrArray *
codes (void)
{
  GPtrArray *codes = g_ptr_array_new ();
  const char *const all[] = { "1K", "2A", "3T", "4B", "5K", "6X", "7Y", "8M" };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_ptr_array_add (codes, (gpointer)all[i]);
  return codes;
}

static const struct {
  const char *typed, *rows;
  EvRowNumbersProblem problem;
  const char *word;
} cases[] = {
  { "", "", EV_ROW_NUMBERS_RIGHT, NULL },
  { "1", "1", EV_ROW_NUMBERS_RIGHT, NULL },
  { "3, 1;2\n2", "1 2 3", EV_ROW_NUMBERS_RIGHT, NULL },
  { "2-4 8", "2 3 4 8", EV_ROW_NUMBERS_RIGHT, NULL },
  { "1k 3T", "1 3", EV_ROW_NUMBERS_RIGHT, NULL },
  { "2A-4b", "2 3 4", EV_ROW_NUMBERS_RIGHT, NULL },
  { "1 2K 3", "1 3", EV_ROW_NUMBERS_OTHER, "2K" },
  { "1 9", "1", EV_ROW_NUMBERS_BEYOND, "9" },
  { "7-9", "", EV_ROW_NUMBERS_BEYOND, "7-9" },
  { "0 1", "1", EV_ROW_NUMBERS_STRANGE, "0" },
  { "Ana 1", "1", EV_ROW_NUMBERS_STRANGE, "Ana" },
  { "4-2", "", EV_ROW_NUMBERS_STRANGE, "4-2" },
  { "1KK", "", EV_ROW_NUMBERS_STRANGE, "1KK" },
  { "99999999999999999999", "", EV_ROW_NUMBERS_STRANGE, "99999999999999999999" },
};

static void
test_read (void)
{
  g_autoptr (GPtrArray) all = codes ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EvRowNumbers) numbers = ev_row_numbers_read (cases[i].typed, all);
    g_autoptr (GString) rows = g_string_new (NULL);

    for (guint row = 0; row < numbers->rows->len; row++)
      g_string_append_printf (rows, "%s%u", row > 0 ? " " : "",
                              g_array_index (numbers->rows, guint, row) + 1);
    g_assert_cmpstr (rows->str, ==, cases[i].rows);
    g_assert_cmpint (numbers->problem, ==, cases[i].problem);
    g_assert_cmpstr (numbers->word, ==, cases[i].word);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/row-numbers/read", test_read);
  return g_test_run ();
}
