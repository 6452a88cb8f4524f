/* Names, telephone numbers and likeness from arbitrary bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "names/fold.h"
#include "names/key.h"
#include "names/likeness.h"
#include "names/phone.h"
#include "names/script.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_fold (const char *text)
{
  g_autofree char *latin = ev_script_to_latin (text);
  g_autofree char *once = ev_fold_text (text);
  g_autofree char *twice = ev_fold_text (once);
  g_autofree char *index = ev_fold_index (text);
  g_autofree char *key = ev_key_text (text);
  g_autofree char *phone = ev_phone_key (text);
  g_autofree char *digits = ev_phone_digits (text);

  g_assert_cmpstr (once, ==, twice);
  g_assert_true (g_utf8_validate (latin, -1, NULL));
  g_assert_true (g_utf8_validate (index, -1, NULL));
  g_assert_true (g_utf8_validate (key, -1, NULL));
  g_assert_true (ev_fold_matches (text, text));
}

static void
check_likeness (const EvLikenessPerson *a, const EvLikenessPerson *b)
{
  g_autoptr (EvLikenessProfile) one = ev_likeness_profile_new (a);
  g_autoptr (EvLikenessProfile) other = ev_likeness_profile_new (b);
  EvLikeness there = ev_likeness_compare (one, other, NULL);
  EvLikeness back = ev_likeness_compare (other, one, NULL);
  g_auto (GStrv) keys = ev_likeness_keys (one);

  g_assert_true (there.score == back.score && there.reasons == back.reasons);
  g_assert_true (there.score >= 0 && there.score <= 1);
  g_assert_nonnull (keys);
}

/* The input is cut at line ends: two given names, two surnames, a telephone number. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  guint n = g_strv_length (lines);
  EvLikenessPerson a = {
    .given_name = n > 0 ? lines[0] : NULL,
    .family_name = n > 2 ? lines[2] : NULL,
    .birth_year = size > 0 ? 1900 + data[0] : 0,
    .phone = n > 4 ? lines[4] : NULL,
  };
  EvLikenessPerson b = a;

  b.given_name = n > 1 ? lines[1] : NULL;
  b.family_name = n > 3 ? lines[3] : NULL;
  b.birth_year = size > 0 ? 1900 + data[size - 1] : 0;
  check_fold (text);
  check_likeness (&a, &b);
  return 0;
}
