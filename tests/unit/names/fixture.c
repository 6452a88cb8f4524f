/* Rows of the CSV files the tests of this folder run over. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

guint
fixture_each_row (const char *path, guint n_fields, FixtureFunc func, gpointer data)
{
  g_autofree char *file = g_build_filename (FIXTURES, path, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_auto (GStrv) fields = g_strsplit (g_strchomp (lines[i]), ",", -1);

    g_assert_cmpuint (g_strv_length (fields), >=, n_fields);
    func (fields, data);
    n++;
  }
  return n;
}
