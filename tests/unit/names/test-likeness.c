/* One person or two: labelled pairs, and what holds for all of them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names/likeness.h"

#include <string.h>

#include "fixture.h"

typedef struct {
  guint both, found, wrong; /* labelled same; of these found; others called same */
} Tally;

static EvLikenessPerson
person_at (char **fields)
{
  return (EvLikenessPerson){
    .given_name = fields[0],
    .family_name = fields[1],
    .birth_year = (int)g_ascii_strtoll (fields[2], NULL, 10),
    .municipality = fields[3],
    .phone = fields[4],
  };
}

static void
judge (char **fields, gpointer data)
{
  Tally *tally = data;
  EvLikenessPerson a = person_at (fields), b = person_at (fields + 5);
  EvLikeness likeness = ev_likeness_people (&a, &b, NULL);
  EvLikeness turned = ev_likeness_people (&b, &a, NULL);
  gboolean same = strcmp (fields[10], "yes") == 0;

  g_assert_cmpfloat (likeness.score, ==, turned.score);
  g_assert_cmpint (likeness.reasons, ==, turned.reasons);
  g_assert_cmpfloat (likeness.score, >=, 0);
  g_assert_cmpfloat (likeness.score, <=, 1);
  g_assert_cmpint (likeness.same, ==, likeness.score >= EV_LIKENESS_SAME);
  tally->both += same;
  tally->found += same && likeness.same;
  tally->wrong += !same && likeness.same;
  if (same != likeness.same)
    g_test_message ("%s (%s): %.2f, expected %s", fields[12], fields[11], likeness.score,
                    fields[10]);
}

static void
check_pairs (const char *path, guint n_pairs)
{
  Tally tally = { 0 };

  g_assert_cmpuint (fixture_each_row (path, 13, judge, &tally), ==, n_pairs);
  g_assert_cmpfloat (tally.found / (double)tally.both, >=, 0.97);
  g_assert_cmpfloat (tally.found / (double)(tally.found + tally.wrong), >=, 0.97);
}

static void
test_labelled (void)
{
  check_pairs ("duplicates-labelled.csv", 150);
}

static void
test_own_pairs (void)
{
  check_pairs ("names/pairs.csv", 182);
}

/* Each verdict with the reasons that a person will read. */
static void
test_reasons (void)
{
  static const struct {
    EvLikenessPerson a, b;
    gboolean same;
    EvLikenessReason reasons;
  } cases[] = {
    { { "Qazim", "Hoxha", 1970, "044 012 345", "peja" },
      { "Ћазим", "Хоџа", 1970, "+38344012345", "peja" },
      TRUE,
      EV_LIKENESS_NAME_EQUAL | EV_LIKENESS_NAME_COMMON | EV_LIKENESS_YEAR_EQUAL |
          EV_LIKENESS_PHONE_EQUAL | EV_LIKENESS_PLACE_EQUAL },
    { { "Ana", "Savić", 1999, "044 012 345", "strpce" },
      { "Anja", "Savić", 1999, "044 012 345", "strpce" },
      FALSE,
      EV_LIKENESS_GIVEN_DIFFERS | EV_LIKENESS_YEAR_EQUAL | EV_LIKENESS_PHONE_EQUAL |
          EV_LIKENESS_PLACE_EQUAL },
    { { "Gani", "Tafa", 1955, "044 012 345", "peja" },
      { "Gani", "Tafa", 1985, "044 012 345", "peja" },
      FALSE,
      EV_LIKENESS_NAME_EQUAL | EV_LIKENESS_YEAR_GENERATION | EV_LIKENESS_PHONE_EQUAL |
          EV_LIKENESS_PLACE_EQUAL },
    { { "Saša (Petar)", "Stolić", 1980, NULL, "strpce" },
      { "Aleksandar", "Stolić", 1980, NULL, "strpce" },
      TRUE,
      EV_LIKENESS_NAME_SHORT | EV_LIKENESS_NAME_MIDDLE | EV_LIKENESS_YEAR_EQUAL |
          EV_LIKENESS_PLACE_EQUAL },
    { { "Tafa", "Nexhmije", 1980, "044 012 345", "peja" },
      { "Nexhmije", "Tafa", 1981, "044 012 345", "gjakova" },
      TRUE,
      EV_LIKENESS_NAME_EQUAL | EV_LIKENESS_NAME_ORDER | EV_LIKENESS_YEAR_SLIP |
          EV_LIKENESS_PHONE_EQUAL | EV_LIKENESS_PLACE_DIFFERS },
    { { "Teuta", "Lluka", 1990, "044 012 345", "peja" },
      { "Teuta", "Tafa", 1990, "044 012 345", "peja" },
      TRUE,
      EV_LIKENESS_SURNAME_CHANGED | EV_LIKENESS_YEAR_EQUAL | EV_LIKENESS_PHONE_EQUAL |
          EV_LIKENESS_PLACE_EQUAL },
    { { NULL, NULL, 0, "044 012 345", NULL },
      { NULL, NULL, 0, "044 012 345", NULL },
      FALSE,
      EV_LIKENESS_NAME_INCOMPLETE | EV_LIKENESS_PHONE_EQUAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EvLikeness likeness = ev_likeness_people (&cases[i].a, &cases[i].b, NULL);

    g_assert_cmpint (likeness.same, ==, cases[i].same);
    g_assert_cmphex (likeness.reasons, ==, cases[i].reasons);
  }
}

static double
share_constant (const char *key, gpointer share)
{
  return *(double *)share;
}

/* Name and year agree, place and telephone do not: how rare the name is decides. */
static void
test_commonness (void)
{
  EvLikenessPerson a = { "Fllanza", "Gushani", 1980, "044 012 345", "peja" };
  EvLikenessPerson b = { "Fllanza", "Gushani", 1980, "049 012 345", "klina" };
  double share = 0.0001;
  EvLikenessCommonness commonness = { share_constant, &share };

  g_assert_true (ev_likeness_people (&a, &b, &commonness).same);
  share = 0.01;
  g_assert_false (ev_likeness_people (&a, &b, &commonness).same);
  g_assert_true ((ev_likeness_people (&a, &b, &commonness).reasons & EV_LIKENESS_NAME_COMMON) != 0);
  g_assert_false (ev_likeness_people (&a, &b, NULL).same);
}

static void
test_keys (void)
{
  EvLikenessPerson person = { "Cemil", "Hoca Taç", 1980, "044/012-345", "prizren" };
  EvLikenessPerson spelled = { "Xhemil", "Hoxha", 1980, NULL, NULL };
  EvLikenessPerson nobody = { "", NULL, 0, "1", NULL };
  g_autoptr (EvLikenessProfile) a = ev_likeness_profile_new (&person);
  g_autoptr (EvLikenessProfile) b = ev_likeness_profile_new (&spelled);
  g_autoptr (EvLikenessProfile) c = ev_likeness_profile_new (&nobody);
  g_auto (GStrv) keys_a = ev_likeness_keys (a);
  g_auto (GStrv) keys_b = ev_likeness_keys (b);
  g_auto (GStrv) keys_c = ev_likeness_keys (c);

  g_assert_cmpstr (keys_a[0], ==, "n:CEMIL HOCA TAC");
  g_assert_cmpstr (keys_a[1], ==, "p:44012345");
  g_assert_cmpstr (keys_a[5], ==, "n:HOXA TAC XEMIL");
  g_assert_cmpuint (g_strv_length (keys_a), ==, 6);
  g_assert_cmpuint (g_strv_length (keys_b), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *)keys_a, keys_b[1]));
  g_assert_true (g_strv_contains ((const char *const *)keys_a, keys_b[2]));
  g_assert_cmpuint (g_strv_length (keys_c), ==, 0);
}

/* A pair labelled as one person that shared no key would never be compared. */
static void
check_shares_key (char **fields, gpointer unused)
{
  EvLikenessPerson person_a = person_at (fields), person_b = person_at (fields + 5);
  g_autoptr (EvLikenessProfile) a = ev_likeness_profile_new (&person_a);
  g_autoptr (EvLikenessProfile) b = ev_likeness_profile_new (&person_b);
  g_auto (GStrv) keys_a = ev_likeness_keys (a);
  g_auto (GStrv) keys_b = ev_likeness_keys (b);
  gboolean share = FALSE;

  for (guint i = 0; keys_a[i] != NULL; i++)
    share |= g_strv_contains ((const char *const *)keys_b, keys_a[i]);
  if (!share && strcmp (fields[10], "yes") == 0)
    g_error ("%s: no key in common", fields[12]);
}

static void
test_pairs_share_keys (void)
{
  fixture_each_row ("duplicates-labelled.csv", 13, check_shares_key, NULL);
  fixture_each_row ("names/pairs.csv", 13, check_shares_key, NULL);
}

static void
test_reason_codes (void)
{
  g_assert_cmpstr (ev_likeness_reason_code (EV_LIKENESS_NAME_EQUAL), ==, "name_equal");
  g_assert_cmpstr (ev_likeness_reason_code (EV_LIKENESS_YEAR_EQUAL), ==, "year_equal");
  g_assert_cmpstr (ev_likeness_reason_code (EV_LIKENESS_PLACE_DIFFERS), ==, "place_differs");
  g_assert_null (ev_likeness_reason_code (EV_LIKENESS_YEAR_EQUAL | EV_LIKENESS_NAME_EQUAL));
  g_assert_null (ev_likeness_reason_code (0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/likeness/labelled", test_labelled);
  g_test_add_func ("/names/likeness/own-pairs", test_own_pairs);
  g_test_add_func ("/names/likeness/reasons", test_reasons);
  g_test_add_func ("/names/likeness/commonness", test_commonness);
  g_test_add_func ("/names/likeness/keys", test_keys);
  g_test_add_func ("/names/likeness/pairs-share-keys", test_pairs_share_keys);
  g_test_add_func ("/names/likeness/reason-codes", test_reason_codes);
  return g_test_run ();
}
