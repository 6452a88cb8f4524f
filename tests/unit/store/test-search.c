/* Tests of store/search.h: people found as their names are typed, merged ones as one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/backup.h"
#include "store/roster.h"

typedef struct {
  Register *reg;
  char *arta, *djordje, *petar, *ana;
} People;

static void
people_init (People *people)
{
  Register *reg = register_new ();

  people->reg = reg;
  people->arta =
      register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "family_name", "Hoxha",
                      "phone", "044 123 456", "institution", "Komuna e Prishtinës", NULL);
  people->djordje = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Ђорђе", "family_name",
                                    "Ђорђевић", "institution", "Shkolla 9 Maji", NULL);
  people->petar = register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Petar", "family_name",
                                  "Artanović", "phone", "+383 45 700 100", NULL);
  people->ana = register_person (reg, "Ana", "Petrović");
}

static void
people_clear (People *people)
{
  register_free (people->reg);
  g_free (people->arta);
  g_free (people->djordje);
  g_free (people->petar);
  g_free (people->ana);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (People, people_clear)

/* The ids found, joined by blanks. */
static char *
find (Register *reg, const char *text, const char *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ev_search_people (reg->store, text, event, 20, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((EvPersonRow *)rows->pdata[i])->id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_finds (Register *reg, const char *text, const char *first, const char *second)
{
  g_autofree char *found = find (reg, text, NULL);
  g_autofree char *expected =
      second != NULL ? g_strdup_printf ("%s %s", first, second) : g_strdup (first);

  g_test_message ("\"%s\" finds %s", text, found);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (void)
{
  g_auto (People) people = { 0 };
  g_autofree char *id = NULL;

  people_init (&people);
  assert_finds (people.reg, "", "", NULL);
  assert_finds (people.reg, "  . ", "", NULL);
  assert_finds (people.reg, "arta", people.arta, people.petar); /* a whole word first */
  assert_finds (people.reg, "hox art", people.arta, NULL);
  assert_finds (people.reg, "ARTA  hoxha", people.arta, NULL);
  assert_finds (people.reg, "hoxha petar", "", NULL);
  assert_finds (people.reg, "djordj", people.djordje, NULL);
  assert_finds (people.reg, "Dordevic", people.djordje, NULL);
  assert_finds (people.reg, "ђорђевић", people.djordje, NULL);
  assert_finds (people.reg, "Đorđe", people.djordje, NULL);
  assert_finds (people.reg, "pet", people.ana, people.petar);
  assert_finds (people.reg, "a pet", people.ana, people.petar);
  assert_finds (people.reg, "prishtin arta", people.arta, NULL);
  assert_finds (people.reg, "9 maji", people.djordje, NULL);
  assert_finds (people.reg, "'; DROP TABLE word; --", "", NULL);
  id = g_ascii_strdown (people.ana, -1);
  assert_finds (people.reg, id, people.ana, NULL);
}

static void
test_phones (void)
{
  static const char *const forms[] = { "044123456",     "044 123 456",  "+383 44 123 456",
                                       "00383 44 1234", "044/123-456",  "(044) 123 456",
                                       "arta 044 1",    "044 123 arta", "044" };
  g_auto (People) people = { 0 };

  people_init (&people);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    assert_finds (people.reg, forms[i], people.arta, NULL);
  assert_finds (people.reg, "045 7", people.petar, NULL);
  assert_finds (people.reg, "044 9", "", NULL);
}

/* What changes is found anew, what is gone is not. */
static void
test_changes (void)
{
  g_auto (People) people = { 0 };

  people_init (&people);
  g_free (
      register_write (people.reg, EV_KIND_PERSON, people.ana, "family_name", "Zejnullahu", NULL));
  assert_finds (people.reg, "petrov", "", NULL);
  assert_finds (people.reg, "zejn", people.ana, NULL);
  g_free (register_write (people.reg, EV_KIND_PERSON, people.ana, "deleted", "1", NULL));
  assert_finds (people.reg, "zejn", "", NULL);
  g_free (register_write (people.reg, EV_KIND_PERSON, people.ana, "deleted", "", NULL));
  assert_finds (people.reg, "zejn", people.ana, NULL);
}

/* People of the event first, then of recent events, then the rest. */
static void
test_tiers (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *far = register_person (reg, "Agim", "Alpha");
  g_autofree char *recent = register_person (reg, "Agim", "Beta");
  g_autofree char *here = register_person (reg, "Agim", "Gamma");
  g_autofree char *now =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Now", "type", "training", NULL);
  g_autofree char *before =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Before", "type", "training", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", now, "date", "2025-06-15", NULL);
  g_autofree char *earlier =
      register_write (reg, EV_KIND_SESSION, NULL, "event", before, "date", "2025-05-15", NULL);
  g_autofree char *expected = g_strdup_printf ("%s %s %s", here, recent, far);
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (ev_roster_mark (reg->store, session, here, "registered", "typed", NULL));
  g_assert_true (ev_roster_mark (reg->store, earlier, recent, "present", "typed", NULL));
  found = find (reg, "agim", now);
  g_assert_cmpstr (found, ==, expected);
  rows = ev_search_people (reg->store, "agim", now, 2, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (((EvPersonRow *)rows->pdata[0])->in_event);
  g_assert_false (((EvPersonRow *)rows->pdata[1])->in_event);
  /* A tick counts at the next keystroke. */
  g_assert_true (ev_roster_mark (reg->store, session, far, "present", "tick", NULL));
  g_free (found);
  g_free (expected);
  found = find (reg, "agim", now);
  expected = g_strdup_printf ("%s %s %s", far, here, recent);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_survivor (Register *reg, const char *person, const char *survivor)
{
  g_autofree char *found = ev_store_survivor (reg->store, person, NULL);
  g_assert_cmpstr (found, ==, survivor);
}

static void
merge_into (Register *reg, const char *from, const char *into)
{
  g_free (register_write (reg, EV_KIND_PERSON, from, "merged_into", into, NULL));
}

static void
test_merged (void)
{
  g_auto (People) people = { 0 };
  g_autoptr (EvPersonRow) row = NULL;
  g_auto (GStrv) members = NULL;

  people_init (&people);
  merge_into (people.reg, people.arta, people.ana);
  assert_survivor (people.reg, people.arta, people.ana);
  assert_finds (people.reg, "hoxha", people.ana, NULL);
  assert_finds (people.reg, "petrovic", people.ana, NULL);
  g_assert_cmpint (ev_store_count (people.reg->store, EV_KIND_PERSON, NULL), ==, 3);
  row = ev_search_person (people.reg->store, people.arta, NULL);
  g_assert_cmpstr (row->id, ==, people.ana);
  g_assert_cmpstr (row->phone, ==, "044 123 456"); /* lent */
  g_assert_cmpstr (row->given_name, ==, "Ana");    /* her own */
  members = ev_store_merged (people.reg->store, people.ana, NULL);
  g_assert_cmpuint (g_strv_length (members), ==, 2);
  merge_into (people.reg, people.arta, "");
  assert_survivor (people.reg, people.arta, people.arta);
  assert_finds (people.reg, "hoxha", people.arta, NULL);
}

/* A chain, a cycle, a cycle with a tail; taken apart again. */
static void
test_classes (void)
{
  g_auto (People) people = { 0 };
  Register *reg;
  const char *least;

  people_init (&people);
  reg = people.reg;
  merge_into (reg, people.arta, people.djordje);
  merge_into (reg, people.djordje, people.petar);
  merge_into (reg, people.petar, people.ana);
  assert_survivor (reg, people.arta, people.ana);
  merge_into (reg, people.ana, people.djordje);
  least = strcmp (people.djordje, people.petar) < 0 ? people.djordje : people.petar;
  least = strcmp (people.ana, least) < 0 ? people.ana : least;
  assert_survivor (reg, people.arta, least);
  assert_survivor (reg, people.petar, least);
  merge_into (reg, people.djordje, "");
  assert_survivor (reg, people.petar, people.djordje);
  assert_survivor (reg, people.arta, people.djordje);
  merge_into (reg, people.petar, "");
  assert_survivor (reg, people.petar, people.petar);
  assert_survivor (reg, people.ana, people.djordje);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/phones", test_phones);
  g_test_add_func ("/search/changes", test_changes);
  g_test_add_func ("/search/tiers", test_tiers);
  g_test_add_func ("/search/merged", test_merged);
  g_test_add_func ("/search/classes", test_classes);
  return g_test_run ();
}
