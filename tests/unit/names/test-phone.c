/* Telephone numbers in every way they are written. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/phone.h"

static void
test_keys (void)
{
  static const struct {
    const char *text, *key;
  } cases[] = {
    { "044 012 345", "44012345" },
    { "044/012-345", "44012345" },
    { "(044) 012-345", "44012345" },
    { "+383 44 012 345", "44012345" },
    { "+383(0)44 012 345", "44012345" },
    { "+383 044 012 345", "44012345" },
    { "00383 44 012345", "44012345" },
    { "38344012345", "44012345" },
    { "44 012 345", "44012345" },
    { "+377 44 012 345", "44012345" },
    { "00377 45 012 345", "45012345" },
    { "+386 49 012 345", "49012345" },
    { "+386 41 012 345", "38641012345" },
    { "038 012 345", "38012345" },
    { "038/301-234", "38301234" },
    { "+381 38 301 234", "38301234" },
    { "38 301 234", "38301234" },
    { "064/056-4779", "381640564779" },
    { "063 012 345", "38163012345" },
    { "+381 64 056 4779", "381640564779" },
    { "00381 64 0564779", "381640564779" },
    { "381640564779", "381640564779" },
    { "+355 69 012 3456", "355690123456" },
    { "٠٤٤ ٠١٢ ٣٤٥", "44012345" },
    { "044 012 345; 049 023 456", "44012345" },
    { "tel. 044 012 345", "44012345" },
    { "12345", NULL },
    { "12345678901234567890", NULL },
    { "nuk ka", NULL },
    { "\xFF\xFE", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = ev_phone_key (cases[i].text);

    g_assert_cmpstr (key, ==, cases[i].key);
  }
}

static void
test_digits (void)
{
  static const struct {
    const char *text, *digits;
  } cases[] = {
    { "044 01", "4401" },
    { "+383 44 01", "4401" },
    { "0038344 01", "4401" },
    { "383 44 01", "4401" },
    { "44", "44" },
    { "+377 44 0", "440" },
    { "064 05", "3816405" },
    { "Arben", NULL },
    { "044a", NULL },
    { "0", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *digits = ev_phone_digits (cases[i].text);

    g_assert_cmpstr (digits, ==, cases[i].digits);
  }
}

/* Every beginning of a number finds it. */
static void
test_digits_are_a_beginning (void)
{
  static const char *const numbers[] = { "044012345", "+38344012345", "064 0564779",
                                         "+381640564779", "038301234" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *key = ev_phone_key (numbers[i]);

    for (gsize length = 4; numbers[i][length - 1] != '\0'; length++) {
      g_autofree char *typed = g_strndup (numbers[i], length);
      g_autofree char *digits = ev_phone_digits (typed);

      g_assert_true (digits == NULL || g_str_has_prefix (key, digits));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/phone/keys", test_keys);
  g_test_add_func ("/names/phone/digits", test_digits);
  g_test_add_func ("/names/phone/digits-are-a-beginning", test_digits_are_a_beginning);
  return g_test_run ();
}
