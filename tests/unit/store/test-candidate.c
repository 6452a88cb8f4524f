/* Tests of store/candidate.h: who may be registered twice. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/apart.h"
#include "store/backup.h"
#include "store/candidate.h"
#include "store/people-erase.h"
#include "store/people-merge.h"

static char *
add (Register *reg, const char *given, const char *family, const char *year, const char *phone,
     const char *place)
{
  return register_write (reg, EV_KIND_PERSON, NULL, "given_name", given, "family_name", family,
                         "birth_year", year, "phone", phone, "municipality", place, NULL);
}

/* The ids of those who are like her, best first, joined by blanks. */
static char *
like (Register *reg, EvLikenessPerson person, const char *exclude)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = ev_candidate_for (reg->store, &person, exclude, 10, &error);
  g_autoptr (GString) ids = g_string_new (NULL);
  double last = 1.0;

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++) {
    const EvCandidate *candidate = found->pdata[i];
    g_assert_cmpfloat (candidate->likeness.score, <=, last);
    g_assert_cmpfloat (candidate->likeness.score, >=, EV_CANDIDATE_LEAST);
    last = candidate->likeness.score;
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", candidate->person->id);
  }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_like (Register *reg, EvLikenessPerson person, const char *expected)
{
  g_autofree char *found = like (reg, person, NULL);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_sound (Register *reg)
{
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, NULL);
  g_assert_nonnull (problems);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_spellings (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hoxha = add (reg, "Arta", "Hoxha", "1990", "044 111 222", "prizren");
  g_autofree char *djordje = add (reg, "Ђорђе", "Ђорђевић", "1971", "", "gracanica");
  g_autofree char *cemil = add (reg, "Cemil", "Safçi", "", "", "");
  g_autofree char *donjeta = add (reg, "Donjeta", "Krasniqi", "1985", "", "prizren");
  g_autofree char *twin = add (reg, "Mirjeta", "Hoxha", "1990", "044 111 222", "prizren");

  assert_like (reg, (EvLikenessPerson){ "Арта", "Хоџа", 1990, NULL, NULL }, hoxha);
  assert_like (reg, (EvLikenessPerson){ "Hodža", "Arta", 0, "+38344111222", NULL }, hoxha);
  assert_like (reg, (EvLikenessPerson){ "Djordje", "Djordjevic", 1971, NULL, NULL }, djordje);
  assert_like (reg, (EvLikenessPerson){ "Xhemil", "Safçi", 0, NULL, NULL }, cemil);
  assert_like (reg, (EvLikenessPerson){ "Doneta", "Krasniqi", 1985, NULL, "prizren" }, donjeta);
  assert_like (reg, (EvLikenessPerson){ "Mirjeta", "Hoxha", 1990, NULL, NULL }, twin);
  assert_like (reg, (EvLikenessPerson){ "Agim", "Gashi", 1990, "044 111 222", "prizren" }, "");
  assert_like (reg, (EvLikenessPerson){ NULL, NULL, 0, NULL, NULL }, "");
  assert_like (reg, (EvLikenessPerson){ "", "'; DROP TABLE person", 0, "x", "" }, "");
}

/* Merged people answer as one; she herself is not like herself. */
static void
test_survivors (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *first = add (reg, "Arta", "Hoxha", "1990", "", "");
  g_autofree char *second = add (reg, "Arta", "Gashi", "1990", "", "");
  g_autofree char *survivor = ev_people_merge (reg->store, first, second, NULL);
  g_autofree char *found = NULL;
  EvLikenessPerson gashi = { "Arta", "Gashi", 1990, NULL, NULL };

  g_assert_cmpstr (survivor, ==, first);
  assert_like (reg, gashi, first);
  found = like (reg, gashi, second);
  g_assert_cmpstr (found, ==, "");
  g_free (ev_people_unmerge (reg->store, first, second, NULL));
  assert_like (reg, gashi, second);
}

/* The keys follow what is written, and nobody is like one who is gone. */
static void
test_changes (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = add (reg, "Arta", "Hoxha", "1990", "", "");
  EvLikenessPerson hoxha = { "Arta", "Hoxha", 1990, NULL, NULL };
  EvLikenessPerson berisha = { "Arta", "Berisha", 1990, NULL, NULL };
  g_autofree char *keys = NULL;

  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Berisha", NULL));
  assert_like (reg, hoxha, "");
  assert_like (reg, berisha, id);
  assert_sound (reg);
  g_free (register_write (reg, EV_KIND_PERSON, id, "deleted", "1", NULL));
  assert_like (reg, berisha, "");
  g_free (register_write (reg, EV_KIND_PERSON, id, "deleted", "", NULL));
  assert_like (reg, berisha, id);
  g_free (register_write (reg, EV_KIND_PERSON, id, "erased", "1", NULL));
  assert_like (reg, berisha, "");
  keys = register_sql (reg, "SELECT count (*) FROM candidate_key");
  g_assert_cmpstr (keys, ==, "0");
  assert_sound (reg);
}

static GPtrArray *
pairs (Register *reg, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = ev_candidate_pairs (reg->store, limit, &error);

  g_assert_no_error (error);
  return found;
}

static void
assert_pair (const GPtrArray *found, guint i, const char *a, const char *b)
{
  g_assert_cmpuint (i, <, found->len);
  g_assert_cmpstr (((EvCandidatePair *)found->pdata[i])->a, ==, a);
  g_assert_cmpstr (((EvCandidatePair *)found->pdata[i])->b, ==, b);
}

static void
say_apart (Register *reg, const char *a, const char *b, gboolean apart)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ev_apart_set (reg->store, a, b, apart, &error);
  g_autofree char *pair = ev_id_pair (a, b);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, pair);
}

static guint
count (Register *reg)
{
  g_autoptr (GError) error = NULL;
  guint found = G_MAXUINT;

  ev_candidate_count (reg->store, 100, &found, &error);
  g_assert_no_error (error);
  return found;
}

/* What was counted is known until somebody writes, or says that two are two. */
static void
test_count (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hodza = add (reg, "Arta", "Hodža", "1990", "044 111 222", "prizren");
  g_autofree char *hoxha = NULL, *known = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_cmpuint (count (reg), ==, 0);
  hoxha = add (reg, "Arta", "Hoxha", "1990", "044 111 222", "prizren");
  g_assert_cmpuint (count (reg), ==, 1);
  known = register_sql (reg, "UPDATE setting SET text = replace (text, '=1', '=7')"
                             " WHERE key = 'candidate.count' RETURNING 1");
  g_assert_cmpstr (known, ==, "1");
  g_assert_cmpuint (count (reg), ==, 7);
  say_apart (reg, hoxha, hodza, TRUE);
  g_assert_cmpuint (count (reg), ==, 0);
  left = pairs (reg, 100);
  g_assert_cmpuint (left->len, ==, 0);
  say_apart (reg, hodza, hoxha, FALSE);
  g_assert_cmpuint (count (reg), ==, 1);
}

/* Who was told apart is proposed to neither, nor anybody who is one with them; whoever is merged
 * later is not told apart any more while that lasts. */
static void
test_apart (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hodza = add (reg, "Arta", "Hodža", "1990", "", "prizren");
  g_autofree char *hoxha = add (reg, "Arta", "Hoxha", "1990", "", "prizren");
  g_autofree char *twice = add (reg, "Arta", "Hodza", "1990", "", "prizren");
  g_autofree char *merged = NULL, *like_hodza = NULL, *like_hoxha = NULL, *like_all = NULL;
  g_autoptr (GPtrArray) left = NULL;
  EvLikenessPerson arta = { "Arta", "Hoxha", 1990, NULL, "prizren" };

  say_apart (reg, hoxha, hodza, TRUE);
  merged = ev_people_merge (reg->store, twice, hodza, NULL);
  g_assert_cmpstr (merged, ==, twice);
  left = pairs (reg, 100);
  g_assert_cmpuint (left->len, ==, 0);
  like_hodza = like (reg, arta, hodza);
  like_hoxha = like (reg, arta, hoxha);
  like_all = like (reg, arta, NULL);
  g_assert_cmpstr (like_hodza, ==, "");
  g_assert_cmpstr (like_hoxha, ==, "");
  g_assert_nonnull (strchr (like_all, ' '));
  say_apart (reg, twice, hoxha, FALSE);
  g_assert_cmpuint (count (reg), ==, 1);
  assert_sound (reg);
}

static void
test_apart_refused (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *first = add (reg, "Arta", "Hodža", "1990", "", "");
  g_autofree char *second = add (reg, "Arta", "Hoxha", "1990", "", "");
  g_autofree char *merged = ev_people_merge (reg->store, first, second, NULL);
  g_autoptr (GError) one = NULL, unknown = NULL;

  g_assert_null (ev_apart_set (reg->store, first, second, TRUE, &one));
  g_assert_error (one, EV_ERROR, EV_ERROR_INVALID);
  g_assert_null (ev_apart_set (reg->store, first, "ABCDEFGHJKMNP-9", TRUE, &unknown));
  g_assert_error (unknown, EV_ERROR, EV_ERROR_NOT_FOUND);
}

/* What an earlier version kept on one laptop becomes a record, to be sent like any other. */
static void
test_apart_adopted (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hodza = add (reg, "Arta", "Hodža", "1990", "", "");
  g_autofree char *hoxha = add (reg, "Arta", "Hoxha", "1990", "", "");
  g_autofree char *key = g_strdup_printf ("apart/%s/%s", hodza, hoxha);
  g_autofree char *settings = NULL, *unsent = NULL;

  g_assert_true (ev_store_set_setting (reg->store, key, "1", NULL));
  g_assert_true (ev_store_set_setting (reg->store, "apart/nobody", "1", NULL));
  g_assert_cmpuint (count (reg), ==, 1);
  register_reopen (reg);
  g_assert_cmpuint (count (reg), ==, 0);
  settings = register_sql (reg, "SELECT count (*) FROM setting WHERE key GLOB 'apart/*'");
  unsent = register_sql (reg, "SELECT count (*) FROM change WHERE kind = 'apart' AND state = 0");
  g_assert_cmpstr (settings, ==, "0");
  g_assert_cmpstr (unsent, ==, "1");
  assert_sound (reg);
}

static void
test_apart_erased (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hodza = add (reg, "Arta", "Hodža", "1990", "", "");
  g_autofree char *hoxha = add (reg, "Arta", "Hoxha", "1990", "", "");
  g_autofree char *living = NULL;

  say_apart (reg, hodza, hoxha, TRUE);
  g_assert_true (ev_people_erase (reg->store, hodza, NULL, NULL));
  living = register_sql (reg, "SELECT count (*) FROM apart WHERE coalesce (deleted, 0) = 0");
  g_assert_cmpstr (living, ==, "0");
  assert_sound (reg);
}

static void
test_pairs (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *hodza = add (reg, "Arta", "Hodža", "1990", "044 111 222", "prizren");
  g_autofree char *marko = add (reg, "Marko", "Ilić", "1980", "045 111 222", "gracanica");
  g_autofree char *mirko = add (reg, "Mirko", "Ilić", "1980", "045 111 222", "gracanica");
  g_autofree char *son = add (reg, "Marko", "Ilić", "2001", "045 111 222", "gracanica");
  g_autofree char *hoxha = add (reg, "Arta", "Hoxha", "1990", "044 111 222", "prizren");
  g_autofree char *slip = add (reg, "Marko", "Илић", "1981", "", "gracanica");
  g_autofree char *survivor = NULL;
  g_autoptr (GPtrArray) found = pairs (reg, 100), best = pairs (reg, 1), left = NULL;

  g_assert_cmpuint (found->len, ==, 2);
  assert_pair (found, 0, hodza, hoxha);
  assert_pair (found, 1, marko, slip);
  g_assert_true (((EvCandidatePair *)found->pdata[0])->likeness.same);
  g_assert_cmpuint (best->len, ==, 1);
  assert_pair (best, 0, hodza, hoxha);
  survivor = ev_people_merge (reg->store, hoxha, hodza, NULL);
  left = pairs (reg, 100);
  g_assert_cmpuint (left->len, ==, 1);
  assert_pair (left, 0, marko, slip);
  g_assert_cmpstr (mirko, !=, son);
}

/* An office of hundreds with one telephone: two records of one person in it are found all the same,
 * and so are two in a crowd of one name. */
static void
test_large_blocks (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *first = NULL, *second = NULL, *third = NULL, *fourth = NULL;

  g_assert_true (ev_store_begin (reg->store, NULL));
  first = add (reg, "Donjeta", "Zogaj", "", "038 200 300", "pristina");
  third = add (reg, "Arben", "Krasniqi", "1900", "", "pristina");
  for (guint i = 0; i < 400; i++) {
    g_autofree char *given = g_strdup_printf ("%c%c%ca", 'b' + i % 20, 'e', 'b' + i / 20 % 20);
    g_autofree char *year = g_strdup_printf ("%u", 1902 + i % 100);
    g_free (add (reg, given, "Bytyqi", "", "038 200 300", "pristina"));
    g_free (add (reg, "Arben", "Krasniqi", year, "", i % 2 == 0 ? "gjilan" : "ferizaj"));
  }
  second = add (reg, "Doneta", "Zogaj", "", "038 200 300", "pristina");
  fourth = add (reg, "Arben", "Krasniqi", "1900", "", "pristina");
  g_assert_true (ev_store_commit (reg->store, NULL));
  found = pairs (reg, 10000);
  for (guint i = 0; i < 2; i++) {
    const char *a = i == 0 ? first : third, *b = i == 0 ? second : fourth;
    gboolean there = FALSE;
    for (guint k = 0; k < found->len; k++)
      there |= strcmp (((EvCandidatePair *)found->pdata[k])->a, a) == 0 &&
               strcmp (((EvCandidatePair *)found->pdata[k])->b, b) == 0;
    g_assert_true (there);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/candidate/spellings", test_spellings);
  g_test_add_func ("/candidate/survivors", test_survivors);
  g_test_add_func ("/candidate/changes", test_changes);
  g_test_add_func ("/candidate/count", test_count);
  g_test_add_func ("/candidate/apart", test_apart);
  g_test_add_func ("/candidate/apart-refused", test_apart_refused);
  g_test_add_func ("/candidate/apart-adopted", test_apart_adopted);
  g_test_add_func ("/candidate/apart-erased", test_apart_erased);
  g_test_add_func ("/candidate/pairs", test_pairs);
  g_test_add_func ("/candidate/large-blocks", test_large_blocks);
  return g_test_run ();
}
