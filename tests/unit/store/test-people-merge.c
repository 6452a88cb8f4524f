/* Tests of store/people-merge.h: two records are one person, here and everywhere. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/backup.h"
#include "store/event-list.h"
#include "store/exchange-log.h"
#include "store/people-merge.h"
#include "store/roster.h"

#define PEOPLE 4

static void
assert_survivor (Register *reg, const char *person, const char *survivor)
{
  g_autofree char *found = ev_store_survivor (reg->store, person, NULL);
  g_assert_cmpstr (found, ==, survivor);
}

static void
merge (Register *reg, const char *keep, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *survivor = ev_people_merge (reg->store, keep, other, &error);

  g_assert_no_error (error);
  assert_survivor (reg, keep, survivor);
  assert_survivor (reg, other, survivor);
}

static void
unmerge (Register *reg, const char *keep, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *survivor = ev_people_unmerge (reg->store, keep, other, &error);

  g_assert_no_error (error);
  assert_survivor (reg, keep, survivor);
}

typedef char *(*Act) (EvStore *store, const char *keep, const char *other, GError **error);

static void
assert_refused (Register *reg, Act act, const char *keep, const char *other, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *survivor = act (reg->store, keep, other, &error);

  g_assert_error (error, EV_ERROR, code);
  g_assert_null (survivor);
}

static void
test_refused (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *a = register_person (reg, "Arta", "Hoxha");
  g_autofree char *b = register_person (reg, "Arta", "Hodža");
  g_autofree char *c = register_person (reg, "Arta", "Gashi");
  g_autofree char *gone = register_person (reg, "Arta", "Shala");
  g_autofree char *before = NULL, *after = NULL;

  g_free (register_write (reg, EV_KIND_PERSON, gone, "deleted", "1", NULL));
  before = register_sql (reg, "SELECT count (*) FROM change");
  assert_refused (reg, ev_people_merge, a, a, EV_ERROR_INVALID);
  assert_refused (reg, ev_people_merge, a, "0000000000000-9", EV_ERROR_NOT_FOUND);
  assert_refused (reg, ev_people_merge, "", a, EV_ERROR_NOT_FOUND);
  assert_refused (reg, ev_people_merge, gone, a, EV_ERROR_NOT_FOUND);
  assert_refused (reg, ev_people_unmerge, a, b, EV_ERROR_INVALID);
  assert_refused (reg, ev_people_unmerge, a, a, EV_ERROR_INVALID);
  after = register_sql (reg, "SELECT count (*) FROM change");
  g_assert_cmpstr (before, ==, after);
  merge (reg, a, b);
  merge (reg, b, c);
  assert_refused (reg, ev_people_merge, b, a, EV_ERROR_INVALID);
  assert_refused (reg, ev_people_merge, c, a, EV_ERROR_INVALID);
}

/* Whoever is one with either is one with both, and each step back gives what was before it. */
static void
test_classes (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *a = register_person (reg, "Arta", "Hoxha");
  g_autofree char *b = register_person (reg, "Arta", "Hodža");
  g_autofree char *c = register_person (reg, "Arta", "Gashi");
  g_autofree char *d = register_person (reg, "Arta", "Gaši");

  merge (reg, a, b);
  merge (reg, c, d);
  merge (reg, b, d);
  assert_survivor (reg, d, a);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 1);
  unmerge (reg, b, d);
  assert_survivor (reg, b, a);
  assert_survivor (reg, d, c);
  unmerge (reg, c, d);
  unmerge (reg, b, a);
  assert_survivor (reg, a, a);
  assert_survivor (reg, d, d);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 4);
}

/* All that a person holds, as text. */
static char *
dump (Register *reg, const char *id)
{
  g_autoptr (EvRecord) record = ev_store_read (reg->store, EV_KIND_PERSON, id, NULL);
  g_auto (GStrv) fields = ev_record_fields (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (char **field = fields; *field != NULL; field++) {
    g_autofree char *value =
        ev_value_format (ev_field_find (EV_KIND_PERSON, *field), ev_record_value (record, *field));
    g_string_append_printf (text, "%s=%s\n", *field, value);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Blanks are lent, not copied: taken apart, each has what she had. */
static void
test_gives_back (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *a = register_person (reg, "Arta", "Hoxha");
  g_autofree char *b =
      register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "family_name", "Hodža",
                      "phone", "044 123 456", "birth_year", "1990", NULL);
  g_autofree char *before_a = dump (reg, a), *before_b = dump (reg, b);
  g_autofree char *after_a = NULL, *after_b = NULL;
  g_autoptr (EvPersonRow) row = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  merge (reg, a, b);
  row = ev_search_person (reg->store, b, NULL);
  g_assert_cmpstr (row->id, ==, a);
  g_assert_cmpstr (row->phone, ==, "044 123 456");
  unmerge (reg, a, b);
  after_a = dump (reg, a);
  after_b = dump (reg, b);
  g_assert_cmpstr (before_a, ==, after_a);
  g_assert_cmpstr (before_b, ==, after_b);
  problems = ev_backup_check (reg->store, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Two laptops that hold the same people. */
typedef struct {
  Register *one, *two;
  char *people[PEOPLE];
} Laptops;

/* What `from` wrote comes to `to`, as an answer of the server brings it. */
static void
carry (Register *from, Register *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = ev_exchange_pending (from->store, 0, 1000, &error);
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_free);
  EvExchangeReceipt receipt = {
    .epoch = "E1", .cursor = 1, .server_time = to->now, .changes = changes
  };

  g_assert_no_error (error);
  g_assert_true (ev_exchange_apply (to->store, &receipt, touched, &error));
  g_assert_no_error (error);
}

static void
exchange (Laptops *laptops)
{
  carry (laptops->one, laptops->two);
  carry (laptops->two, laptops->one);
}

static void
laptops_init (Laptops *laptops)
{
  laptops->one = register_new ();
  laptops->two = register_new ();
  for (guint i = 0; i < PEOPLE; i++)
    laptops->people[i] =
        register_person (i % 2 == 0 ? laptops->one : laptops->two, "Arta", "Hoxha");
  exchange (laptops);
}

static void
laptops_clear (Laptops *laptops)
{
  register_free (laptops->one);
  register_free (laptops->two);
  for (guint i = 0; i < PEOPLE; i++)
    g_free (laptops->people[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Laptops, laptops_clear)

static void
assert_agree (Laptops *laptops)
{
  for (guint i = 0; i < PEOPLE; i++) {
    g_autofree char *survivor = ev_store_survivor (laptops->one->store, laptops->people[i], NULL);
    assert_survivor (laptops->two, laptops->people[i], survivor);
  }
}

/* Each coordinator keeps another of the two: the least id survives on both laptops. */
static void
test_opposite (void)
{
  g_auto (Laptops) laptops = { 0 };
  const char *a, *b, *least;

  laptops_init (&laptops);
  a = laptops.people[0];
  b = laptops.people[1];
  least = strcmp (a, b) < 0 ? a : b;
  merge (laptops.one, a, b);
  merge (laptops.two, b, a);
  exchange (&laptops);
  assert_agree (&laptops);
  assert_survivor (laptops.one, a, least);
  assert_survivor (laptops.two, b, least);
  unmerge (laptops.one, a, b);
  exchange (&laptops);
  assert_agree (&laptops);
  assert_survivor (laptops.two, a, a);
  assert_survivor (laptops.two, b, b);
}

/* Half a chain on either laptop. */
static void
test_chain (void)
{
  g_auto (Laptops) laptops = { 0 };

  laptops_init (&laptops);
  merge (laptops.one, laptops.people[1], laptops.people[0]);
  merge (laptops.two, laptops.people[2], laptops.people[1]);
  merge (laptops.one, laptops.people[3], laptops.people[2]);
  exchange (&laptops);
  assert_agree (&laptops);
  for (guint i = 0; i < PEOPLE; i++)
    assert_survivor (laptops.two, laptops.people[i], laptops.people[3]);
}

/* Whatever two laptops merge and take apart, once they have exchanged they agree; and each merging
 * that is asked for makes one, each taking apart makes two. */
static void
test_at_random (void)
{
  for (guint round = 0; round < 20; round++) {
    g_auto (Laptops) laptops = { 0 };

    laptops_init (&laptops);
    for (guint step = 0; step < 12; step++) {
      Register *reg = g_test_rand_int_range (0, 2) == 0 ? laptops.one : laptops.two;
      gint32 keep = g_test_rand_int_range (0, PEOPLE);
      gint32 other = (keep + g_test_rand_int_range (1, PEOPLE)) % PEOPLE;
      g_autofree char *survivor = ev_store_survivor (reg->store, laptops.people[keep], NULL);
      g_autofree char *second = ev_store_survivor (reg->store, laptops.people[other], NULL);
      g_autofree char *apart = NULL;
      if (strcmp (survivor, second) != 0) {
        merge (reg, laptops.people[keep], laptops.people[other]);
      } else {
        unmerge (reg, laptops.people[keep], laptops.people[other]);
        apart = ev_store_survivor (reg->store, laptops.people[other], NULL);
        g_free (survivor);
        survivor = ev_store_survivor (reg->store, laptops.people[keep], NULL);
        g_assert_cmpstr (apart, !=, survivor);
      }
      if (g_test_rand_int_range (0, 4) == 0)
        exchange (&laptops);
    }
    exchange (&laptops);
    assert_agree (&laptops);
  }
}

/* Two records of one person in one session count once, and attended beats not. */
static void
test_attendance_counts_once (void)
{
  static const struct {
    const char *keep, *other, *shown;
    guint attended;
  } cases[] = {
    { "present", "present", "present", 1 },
    { "absent", "late", "late", 1 },
    { "walk_in", "excused", "walk_in", 1 },
    { "registered", "absent", "registered", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *event =
        register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
    g_autofree char *session =
        register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL);
    g_autofree char *keep =
        register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "gender", "female", NULL);
    g_autofree char *other =
        register_write (reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "gender", "female", NULL);
    g_autoptr (EvRoster) roster = NULL;
    g_autoptr (EvRosterBalance) balance = NULL;
    g_autoptr (EvEventRow) row = NULL;

    g_assert_true (ev_roster_mark (reg->store, session, keep, cases[i].keep, "tick", NULL));
    g_assert_true (ev_roster_mark (reg->store, session, other, cases[i].other, "tick", NULL));
    merge (reg, keep, other);
    roster = ev_roster_load (reg->store, event, NULL);
    g_assert_cmpuint (roster->rows->len, ==, 1);
    g_assert_cmpstr (((EvRosterRow *)roster->rows->pdata[0])->statuses[0], ==, cases[i].shown);
    balance = ev_roster_balance (reg->store, event, NULL);
    g_assert_cmpuint (balance->people, ==, cases[i].attended);
    g_assert_cmpuint (balance->women, ==, cases[i].attended);
    row = ev_event_list_one (reg->store, event, NULL);
    g_assert_cmpuint (row->people, ==, 1);
    g_assert_cmpuint (row->attended, ==, cases[i].attended);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people-merge/refused", test_refused);
  g_test_add_func ("/people-merge/classes", test_classes);
  g_test_add_func ("/people-merge/gives-back", test_gives_back);
  g_test_add_func ("/people-merge/opposite", test_opposite);
  g_test_add_func ("/people-merge/chain", test_chain);
  g_test_add_func ("/people-merge/at-random", test_at_random);
  g_test_add_func ("/people-merge/attendance-counts-once", test_attendance_counts_once);
  return g_test_run ();
}
