/* Starting in and switching among the languages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/language.h"

#include <locale.h>
#include <stdlib.h>

#include "text/i18n.h"

static void
clear_environment (void)
{
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("LC_ALL");
  g_unsetenv ("LC_MESSAGES");
  g_unsetenv ("LANG");
}

static void
test_environment (void)
{
  static const struct {
    const char *variable, *value;
    EvLanguage language;
  } cases[] = {
    { "LANG", "sq_AL.UTF-8", EV_LANGUAGE_SQ },
    { "LANG", "sq_XK", EV_LANGUAGE_SQ },
    { "LANG", "sr_RS", EV_LANGUAGE_SR },
    { "LC_ALL", "sr_RS@latin", EV_LANGUAGE_SR_LATIN },
    { "LC_MESSAGES", "sr_Latn_RS.UTF-8", EV_LANGUAGE_SR_LATIN },
    { "LANG", "bs_BA.UTF-8", EV_LANGUAGE_SR_LATIN },
    { "LANGUAGE", "de:sq:en", EV_LANGUAGE_SQ },
    { "LANGUAGE", "en_GB:sq", EV_LANGUAGE_EN },
    { "LANG", "tr_TR.UTF-8", EV_LANGUAGE_EN },
    { "LANG", "sro_IT", EV_LANGUAGE_EN },
    { "LANG", "C", EV_LANGUAGE_EN },
    { "LANG", "", EV_LANGUAGE_EN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    clear_environment ();
    g_setenv (cases[i].variable, cases[i].value, TRUE);
    g_assert_cmpint (ev_language_of_environment (), ==, cases[i].language);
  }
  clear_environment ();
  g_assert_cmpint (ev_language_of_environment (), ==, EV_LANGUAGE_EN);
  g_setenv ("LANG", "sq_AL.UTF-8", TRUE);
  g_setenv ("LC_ALL", "tr_TR.UTF-8", TRUE);
  g_assert_cmpint (ev_language_of_environment (), ==, EV_LANGUAGE_EN);
  clear_environment ();
}

/* The three traps of a system without our locales: the C locale, a missing one, and GLib's decision
 * not to translate, taken when the first look-up happens in English. */
static void
check_start (const char *variable, const char *value)
{
  if (g_test_subprocess ()) {
    clear_environment ();
    g_setenv (variable, value, TRUE);
    ev_language_init ();
    g_assert_cmpstr (_ ("Not found."), !=, NULL);
    ev_language_set (EV_LANGUAGE_SQ);
    g_assert_cmpstr (_ ("Not found."), ==, "Nuk u gjet.");
    ev_language_set (EV_LANGUAGE_SR);
    g_assert_cmpstr (_ ("Not found."), ==, "Није пронађено.");
    ev_language_set (EV_LANGUAGE_SR_LATIN);
    g_assert_cmpstr (_ ("Not found."), ==, "Nije pronađeno.");
    ev_language_set (EV_LANGUAGE_EN);
    g_assert_cmpstr (_ ("Not found."), ==, "Not found.");
    g_assert_cmpfloat (strtod ("1.5", NULL), ==, 1.5);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_start_in_c (void)
{
  check_start ("LC_ALL", "C");
}

static void
test_start_in_missing_locale (void)
{
  check_start ("LANG", "sr_RS.UTF-8");
}

static void
test_start_in_english (void)
{
  check_start ("LANGUAGE", "en");
}

static void
test_plural_forms (void)
{
  static const struct {
    int n;
    const char *form;
  } cases[] = {
    { 1, "пре %d дан" },
    { 3, "пре %d дана" },
    { 11, "пре %d дана" },
    { 21, "пре %d дан" },
  };

  if (g_test_subprocess ()) {
    ev_language_init ();
    ev_language_set (EV_LANGUAGE_SR);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      g_assert_cmpstr (ngettext ("%d day ago", "%d days ago", cases[i].n), ==, cases[i].form);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_codes (void)
{
  EvLanguage language = EV_LANGUAGE_EN;

  for (EvLanguage each = 0; each < EV_N_LANGUAGES; each++) {
    g_assert_true (ev_language_parse (ev_language_code (each), &language));
    g_assert_cmpint (language, ==, each);
    g_assert_nonnull (ev_language_autonym (each));
    ev_language_set (each);
    g_assert_cmpint (ev_language_get (), ==, each);
  }
  language = EV_LANGUAGE_SQ;
  g_assert_false (ev_language_parse ("de", &language));
  g_assert_cmpint (language, ==, EV_LANGUAGE_SQ);
  g_assert_cmpstr (ev_language_autonym (EV_LANGUAGE_SR), ==, "Српски (ћирилица)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/language/environment", test_environment);
  g_test_add_func ("/text/language/start-in-c", test_start_in_c);
  g_test_add_func ("/text/language/start-in-missing-locale", test_start_in_missing_locale);
  g_test_add_func ("/text/language/start-in-english", test_start_in_english);
  g_test_add_func ("/text/language/plural-forms", test_plural_forms);
  g_test_add_func ("/text/language/codes", test_codes);
  return g_test_run ();
}
