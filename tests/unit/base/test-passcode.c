/* The facilitator's code: hashed, salted, and matched by itself alone. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/passcode.h"

#include <string.h>

static void
test_matches (void)
{
  g_autofree char *hash = ev_passcode_hash ("4711");
  g_autofree char *again = ev_passcode_hash ("4711");

  g_assert_nonnull (hash);
  g_assert_null (strstr (hash, "4711"));
  g_assert_cmpstr (hash, !=, again);
  g_assert_true (ev_passcode_matches (hash, "4711"));
  g_assert_true (ev_passcode_matches (again, "4711"));
  g_assert_false (ev_passcode_matches (hash, "4712"));
  g_assert_false (ev_passcode_matches (hash, ""));
}

static void
test_no_hash (void)
{
  g_assert_false (ev_passcode_matches (NULL, ""));
  g_assert_false (ev_passcode_matches ("", ""));
  g_assert_false (ev_passcode_matches ("4711", "4711"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/passcode/matches", test_matches);
  g_test_add_func ("/base/passcode/no-hash", test_no_hash);
  return g_test_run ();
}
