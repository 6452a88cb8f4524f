/* What the lexicon and the short names know. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/lexicon-private.h"

#include <string.h>

#include "fixture.h"
#include "names/alias-private.h"
#include "names/key.h"

static const char *
known (const char *name, gboolean given)
{
  g_autofree char *key = ev_key_text (name);

  return given ? ev_lexicon_given (key) : ev_lexicon_family (key);
}

static void
check_known (char **fields, gpointer data)
{
  GHashTable *groups = data;
  gboolean given = strcmp (fields[2], "given") == 0;
  g_auto (GStrv) words = ev_key_words (fields[1]);
  const char *canonical = NULL, *first;

  for (guint i = 0; words[i] != NULL; i++) {
    canonical = given ? ev_lexicon_given (words[i]) : ev_lexicon_family (words[i]);
    if (canonical == NULL)
      g_error ("%s is not known", fields[1]);
  }
  if (*fields[6] == '\0')
    return;
  first = g_hash_table_lookup (groups, fields[6]);
  if (first == NULL)
    g_hash_table_insert (groups, g_strdup (fields[6]), (gpointer)canonical);
  else if (first != canonical)
    g_error ("%s is not a spelling of group %s", fields[1], fields[6]);
}

static void
test_knows_the_names (void)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (fixture_each_row ("names.csv", 7, check_known, groups), >, 500);
}

static void
test_keeps_names_apart (void)
{
  static const char *const pairs[][2] = {
    { "Ana", "Anja" },    { "Marko", "Mirko" },  { "Fatime", "Fatmire" }, { "Fatime", "Fatma" },
    { "Rasim", "Nazim" }, { "Qemal", "Xhemal" }, { "Jovana", "Jovanka" }, { "Enes", "Enis" },
    { "Gjon", "Gjergj" }, { "Besim", "Besnik" }, { "Ramiz", "Ramize" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_assert_nonnull (known (pairs[i][0], TRUE));
    g_assert_nonnull (known (pairs[i][1], TRUE));
    g_assert_true (known (pairs[i][0], TRUE) != known (pairs[i][1], TRUE));
  }
  g_assert_true (known ("Hoxha", FALSE) != known ("Hadžić", FALSE));
  g_assert_true (known ("Petrović", FALSE) != known ("Petković", FALSE));
  g_assert_null (known ("Doneta", TRUE));
}

static void
test_short_names (void)
{
  static const struct {
    const char *brief, *full;
    gboolean is_short;
  } cases[] = {
    { "Saša", "Aleksandar", TRUE },  { "Саша", "Aleksandra", TRUE },
    { "Aleksandar", "Saša", FALSE }, { "Ljuba", "Ljubiša", TRUE },
    { "Lule", "Luljeta", TRUE },     { "Gazi", "Gazmend", TRUE },
    { "Jovanka", "Jovana", FALSE },  { "Branko", "Branislav", FALSE },
    { "Xyz", "Aleksandar", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *brief = ev_key_text (cases[i].brief);
    g_autofree char *full = ev_key_text (cases[i].full);

    g_assert_cmpint (ev_alias_is_short (brief, full), ==, cases[i].is_short);
  }
}

static void
test_common (void)
{
  g_assert_true (ev_lexicon_is_common ("KRASNICI"));
  g_assert_true (ev_lexicon_is_common ("IOVANOVIC"));
  g_assert_false (ev_lexicon_is_common ("SCEPANOVIC"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/lexicon/knows-the-names", test_knows_the_names);
  g_test_add_func ("/names/lexicon/keeps-names-apart", test_keeps_names_apart);
  g_test_add_func ("/names/lexicon/short-names", test_short_names);
  g_test_add_func ("/names/lexicon/common", test_common);
  return g_test_run ();
}
