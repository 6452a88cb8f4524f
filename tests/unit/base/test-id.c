/* Ids: spelling, derivation, what is refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/id.h"
#include "base/secret.h"

static void
test_device (void)
{
  EvRandom random = ev_random_system ();
  g_autofree char *one = ev_id_new_device (&random);
  g_autofree char *two = ev_id_new_device (&random);

  g_assert_true (ev_id_is_device (one));
  g_assert_cmpstr (one, !=, two);
  g_assert_false (ev_id_is_device ("0123456789ABI"));
  g_assert_false (ev_id_is_device ("0123456789AB"));
  g_assert_false (ev_id_is_device ("0123456789ABCD"));
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gint64 counter;
  } cases[] = {
    { "0123456789ABC-1", 1 },
    { "0123456789ABC-9007199254740991", 9007199254740991 },
    { "0123456789ABC-9007199254740992", 0 },
    { "0123456789ABC-0", 0 },
    { "0123456789ABC-01", 0 },
    { "0123456789ABC-", 0 },
    { "0123456789ABC", 0 },
    { "0123456789ABC-1x", 0 },
    { "0123456789abc-1", 0 },
    { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 counter = 0;
    char device[14];
    g_assert_cmpint (ev_id_parse (cases[i].text, device, &counter), ==, cases[i].counter > 0);
    g_assert_cmpint (counter, ==, cases[i].counter);
  }
}

static void
test_derive (void)
{
  g_autofree char *id = ev_id_derive ("0123456789ABC-7", "ZZZZZZZZZZZZZ-12");
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  g_assert_true (ev_id_split (id, &left, &right));
  g_assert_cmpstr (left, ==, "0123456789ABC-7");
  g_assert_cmpstr (right, ==, "ZZZZZZZZZZZZZ-12");
  g_assert_false (ev_id_split ("0123456789ABC-7", NULL, NULL));
  g_assert_false (ev_id_split ("0123456789ABC-7.x", NULL, NULL));
}

static void
test_pair (void)
{
  g_autofree char *one = ev_id_pair ("0123456789ABC-7", "ZZZZZZZZZZZZZ-12");
  g_autofree char *other = ev_id_pair ("ZZZZZZZZZZZZZ-12", "0123456789ABC-7");

  g_assert_cmpstr (one, ==, "0123456789ABC-7.ZZZZZZZZZZZZZ-12");
  g_assert_cmpstr (one, ==, other);
}

static void
test_normalise (void)
{
  g_autofree char *id = ev_id_normalise (" oi2L456789abc - 1 ");
  g_assert_cmpstr (id, ==, "0121456789ABC-1");
}

static void
test_base32 (void)
{
  g_autofree char *all = ev_id_base32 ((const guint8 *)"\xff\xff\xff\xff\xff", 5);
  g_autofree char *padded = ev_id_base32 ((const guint8 *)"\x80", 1);
  g_assert_cmpstr (all, ==, "ZZZZZZZZ");
  g_assert_cmpstr (padded, ==, "G0");
}

static void
test_secret (void)
{
  EvRandom random = ev_random_system ();
  g_autofree char *token = ev_secret_new_token (&random);
  g_autofree char *hex = ev_secret_hash_hex ("", 0);

  g_assert_cmpuint (strlen (token), ==, 52);
  g_assert_cmpstr (hex, ==, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  g_assert_true (ev_secret_equal ("abc", "abc"));
  g_assert_false (ev_secret_equal ("abc", "abd"));
  g_assert_false (ev_secret_equal ("abc", "ab"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/device", test_device);
  g_test_add_func ("/base/id/parse", test_parse);
  g_test_add_func ("/base/id/derive", test_derive);
  g_test_add_func ("/base/id/pair", test_pair);
  g_test_add_func ("/base/id/normalise", test_normalise);
  g_test_add_func ("/base/id/base32", test_base32);
  g_test_add_func ("/base/secret", test_secret);
  return g_test_run ();
}
