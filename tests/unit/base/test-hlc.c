/* Stamps rise, whatever the wall clock does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hlc.h"

static void
test_rises (void)
{
  static const gint64 walls[] = { 5000, 5000, 4000, 6000, -7, 0, G_MAXINT64, 6001 };
  gint64 last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (walls) - 1; i++) {
    gint64 next = ev_hlc_next (last, walls[i]);
    g_assert_cmpint (next, >, last);
    g_assert_true (ev_hlc_is_valid (next));
    last = next;
  }
}

static void
test_follows_the_wall (void)
{
  gint64 stamp = ev_hlc_next (ev_hlc_from_milliseconds (1000), 1700000000000);
  g_assert_cmpint (ev_hlc_milliseconds (stamp), ==, 1700000000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/hlc/rises", test_rises);
  g_test_add_func ("/base/hlc/follows-the-wall", test_follows_the_wall);
  return g_test_run ();
}
