/* Where a program finds its files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/paths.h"

static void
test_from_build_folder (void)
{
  g_autofree char *build = ev_paths_build ();
  g_autofree char *data = ev_paths_data ();
  g_autofree char *locale = ev_paths_locale ();
  g_autofree char *list = g_build_filename (data, "lists", "genders.csv", NULL);
  g_autofree char *catalogue = g_build_filename (locale, "sq", "LC_MESSAGES", "evidenca.mo", NULL);

  g_assert_nonnull (build);
  g_assert_true (g_str_has_prefix (data, build));
  g_assert_true (g_file_test (list, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (catalogue, G_FILE_TEST_IS_REGULAR));
}

static void
test_from_environment (void)
{
  g_autofree char *data = NULL;
  g_autofree char *locale = NULL;

  g_setenv ("EVIDENCA_DATADIR", "/some/data", TRUE);
  g_setenv ("EVIDENCA_LOCALEDIR", "/some/locale", TRUE);
  data = ev_paths_data ();
  locale = ev_paths_locale ();
  g_unsetenv ("EVIDENCA_DATADIR");
  g_unsetenv ("EVIDENCA_LOCALEDIR");
  g_assert_cmpstr (data, ==, "/some/data");
  g_assert_cmpstr (locale, ==, "/some/locale");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/paths/from-build-folder", test_from_build_folder);
  g_test_add_func ("/text/paths/from-environment", test_from_environment);
  return g_test_run ();
}
