/* The search fold, by the cases of name-folding and by its properties. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/fold.h"

#include <string.h>

#include "fixture.h"
#include "names/script.h"

static void
check_case (char **fields, gpointer unused)
{
  gboolean expected = strcmp (fields[2], "yes") == 0;

  if (ev_fold_matches (fields[0], fields[1]) != expected)
    g_error ("query \"%s\", name \"%s\": expected %s", fields[0], fields[1], fields[2]);
}

static void
test_cases (void)
{
  g_assert_cmpuint (fixture_each_row ("name-folding-tests.csv", 5, check_case, NULL), ==, 32);
}

static void
test_words (void)
{
  static const struct {
    const char *name, *text, *index;
  } cases[] = {
    { "Đorđević", "djordjevic", "djordjevic dordevic" },
    { "Ђорђе Đorđe", "djordje djordje", "djordje dorde" },
    { "  Gashi-Berisha  ", "gashi berisha", "gashi berisha" },
    { "D'Arc O´Neil Ra’if", "darc oneil raif", "darc oneil raif" },
    { "İlknur ILKNUR ılknur", "ilknur ilknur ilknur", "ilknur" },
    { "Мarko Cаша", "marko sasa", "marko sasa" },
    { "ǈiljana", "ljiljana", "ljiljana" },
    { "Z\xCC\x8C"
      "arko",
      "zarko", "zarko" },
    { "Ayşe Gülçın Yağcılar", "ayse gulcin yagcilar", "ayse gulcin yagcilar" },
    { "a1b", "a b", "a b" },
    { "\xC4", "", "" },
    { "Ana\xFFMaria", "ana maria", "ana maria" },
    { "", "", "" },
    { NULL, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = ev_fold_text (cases[i].name);
    g_autofree char *index = ev_fold_index (cases[i].name);

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_cmpstr (index, ==, cases[i].index);
  }
}

static void
test_query (void)
{
  g_autoptr (EvFoldQuery) query = ev_fold_query_new ("Đo Đok arb");
  g_autoptr (EvFoldQuery) empty = ev_fold_query_new (" 044 ");

  g_assert_cmpuint (query->n_terms, ==, 3);
  g_assert_cmpstr (query->terms[0].forms[0], ==, "djo");
  g_assert_null (query->terms[0].forms[1]);
  g_assert_cmpstr (query->terms[1].forms[0], ==, "djok");
  g_assert_cmpstr (query->terms[1].forms[1], ==, "dok");
  g_assert_cmpstr (query->terms[2].forms[0], ==, "arb");
  g_assert_null (query->terms[2].forms[1]);
  g_assert_cmpuint (empty->n_terms, ==, 0);
  g_assert_true (ev_fold_query_matches (empty, "anything"));
  g_assert_true (ev_fold_matches ("Đokić", "Dokic"));
  g_assert_true (ev_fold_matches ("kras arb", "Arbër Krasniqi"));
  g_assert_false (ev_fold_matches ("kras arbi", "Arbër Krasniqi"));
  g_assert_false (ev_fold_matches ("rasniqi", "Arbër Krasniqi"));
}

static void
check_scripts (char **fields, gpointer n_checked)
{
  g_autofree char *latin = ev_script_to_latin (fields[1]);
  g_autofree char *fold = ev_fold_text (fields[1]);
  g_autofree char *latin_fold = ev_fold_text (latin);

  g_assert_cmpstr (fold, ==, latin_fold);
  if (strcmp (fields[5], "cyrl_sr") == 0)
    ++*(guint *)n_checked;
}

static void
test_scripts_fold_alike (void)
{
  guint n_cyrillic = 0;

  fixture_each_row ("names.csv", 6, check_scripts, &n_cyrillic);
  g_assert_cmpuint (n_cyrillic, >, 100);
}

static void
check_idempotent (const char *name)
{
  g_autofree char *once = ev_fold_text (name);
  g_autofree char *twice = ev_fold_text (once);
  g_autofree char *index = ev_fold_index (name);

  g_assert_true (g_utf8_validate (once, -1, NULL));
  g_assert_true (g_utf8_validate (index, -1, NULL));
  g_assert_cmpstr (once, ==, twice);
}

/* Letters of all kinds, so that composing, look-alikes and limits meet. */
static void
test_random_letters (void)
{
  static const gunichar ranges[][2] = {
    { 0x20, 0x7F },     { 0xA0, 0x180 },    { 0x1C4, 0x24F },     { 0x2B0, 0x36F },
    { 0x370, 0x52F },   { 0x5D0, 0x6FF },   { 0x1E00, 0x1FFF },   { 0x2000, 0x2150 },
    { 0xAC00, 0xAD00 }, { 0xFB00, 0xFDFF }, { 0x10400, 0x1044F },
  };

  for (guint i = 0; i < 20000; i++) {
    g_autoptr (GString) name = g_string_new (NULL);
    int n = g_test_rand_int_range (0, i % 100 == 0 ? 700 : 20);

    while (n-- > 0) {
      int range = g_test_rand_int_range (0, G_N_ELEMENTS (ranges));

      g_string_append_unichar (name, g_test_rand_int_range (ranges[range][0], ranges[range][1]));
    }
    check_idempotent (name->str);
  }
}

static void
test_random_bytes (void)
{
  for (guint i = 0; i < 20000; i++) {
    char bytes[65] = { 0 };
    int n = g_test_rand_int_range (0, 64);

    for (int j = 0; j < n; j++)
      bytes[j] = (char)g_test_rand_int_range (1, 256);
    check_idempotent (bytes);
  }
}

static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (1 << 20, 'a');
  g_autofree char *strokes = g_strdup ("");
  g_autofree char *fold = ev_fold_text (letters);

  g_assert_cmpuint (strlen (fold), ==, 200);
  for (guint i = 0; i < 8; i++) {
    g_autofree char *shorter = g_steal_pointer (&strokes);

    strokes = g_strconcat (shorter, "đorđe đ ", shorter, NULL);
    check_idempotent (strokes);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/fold/cases", test_cases);
  g_test_add_func ("/names/fold/words", test_words);
  g_test_add_func ("/names/fold/query", test_query);
  g_test_add_func ("/names/fold/scripts-fold-alike", test_scripts_fold_alike);
  g_test_add_func ("/names/fold/random-letters", test_random_letters);
  g_test_add_func ("/names/fold/random-bytes", test_random_bytes);
  g_test_add_func ("/names/fold/long", test_long);
  return g_test_run ();
}
