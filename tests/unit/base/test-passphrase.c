/* Tests of how hard a passphrase is said to be. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/passphrase.h"

static const struct {
  const char *passphrase;
  EvPassphraseStrength strength;
} cases[] = {
  { "", EV_PASSPHRASE_SHORT },
  { "kafe", EV_PASSPHRASE_SHORT },
  { "шећер12", EV_PASSPHRASE_SHORT }, /* seven characters, whatever the bytes */
  { "aaaaaaaaaaaaaaaaaaaa", EV_PASSPHRASE_WEAK },
  { "12345678", EV_PASSPHRASE_WEAK },
  { "abcdefghijklmnop", EV_PASSPHRASE_WEAK },
  { "password2026", EV_PASSPHRASE_WEAK },
  { "Lozinka2026!", EV_PASSPHRASE_WEAK },
  { "fjalëkalimi", EV_PASSPHRASE_WEAK },
  { "dritarja", EV_PASSPHRASE_WEAK },
  { "Dritarja7x", EV_PASSPHRASE_FAIR },
  { "nine long words", EV_PASSPHRASE_FAIR },
  { "трешња иза моста", EV_PASSPHRASE_FAIR },
  { "lepenci rrjedh ngadalë nën urë", EV_PASSPHRASE_STRONG },
  { "kisha sat pada jesen most", EV_PASSPHRASE_STRONG },
};

static void
test_strength (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].passphrase);
    g_assert_cmpint (ev_passphrase_strength (cases[i].passphrase), ==, cases[i].strength);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase/strength", test_strength);
  return g_test_run ();
}
