/* Reasons of refusal in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/reason-text.h"

#include "text/language.h"

static void
test_sentences (void)
{
  static const struct {
    const char *reason, *field;
    gint64 min, max;
    const char *text;
  } cases[] = {
    { "required", "title", 0, 0, "This field is required." },
    { "too_long", "title", 0, 1, "At most 1 character fits here." },
    { "too_long", "title", 0, 200, "At most 200 characters fit here." },
    { "out_of_range", "birth_year", 1900, 2026, "Year of birth must be between 1900 and 2026." },
    { "out_of_range", "quantity", 0, G_MAXINT64,
      "This must be between 0 and 9223372036854775807." },
    { "end_before_start", NULL, 0, 0, "The end is before the start." },
    { "what nobody says", NULL, 0, 0, "Something went wrong." },
  };

  ev_language_set (EV_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        ev_reason_text (cases[i].reason, cases[i].field, cases[i].min, cases[i].max);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_serbian_plural (void)
{
  g_autofree char *few = NULL;

  ev_language_set (EV_LANGUAGE_SR);
  few = ev_reason_text ("too_long", "title", 0, 3);
  g_assert_cmpstr (few, ==, "Овде стају највише 3 знака.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ev_language_init ();
  g_test_add_func ("/text/reason-text/sentences", test_sentences);
  g_test_add_func ("/text/reason-text/serbian-plural", test_serbian_plural);
  return g_test_run ();
}
