/* Tests of store/roster.h and store/event-list.h: who is at an event, and what is on. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"
#include "store/attended-private.h"
#include "store/event-list.h"
#include "store/roster.h"

typedef struct {
  Register *reg;
  char *event, *first, *second;
} Day;

static void
day_init (Day *day)
{
  day->reg = register_new ();
  day->event = register_write (day->reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training",
                               "expected", "30", NULL);
  day->second = register_write (day->reg, EV_KIND_SESSION, NULL, "event", day->event, "date",
                                "2025-06-16", "start", "09:00", "end", "12:00", NULL);
  day->first = register_write (day->reg, EV_KIND_SESSION, NULL, "event", day->event, "date",
                               "2025-06-15", "topic", "Budget", NULL);
}

static void
day_clear (Day *day)
{
  register_free (day->reg);
  g_free (day->event);
  g_free (day->first);
  g_free (day->second);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

static void
mark (Day *day, const char *session, const char *person, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (ev_roster_mark (day->reg->store, session, person, status, "tick", &error));
  g_assert_no_error (error);
}

static EvRoster *
load (Day *day)
{
  g_autoptr (GError) error = NULL;
  EvRoster *roster = ev_roster_load (day->reg->store, day->event, &error);

  g_assert_no_error (error);
  return roster;
}

static const EvRosterRow *
row_at (const EvRoster *roster, guint i)
{
  g_assert_cmpuint (i, <, roster->rows->len);
  return roster->rows->pdata[i];
}

static void
test_roster (void)
{
  g_auto (Day) day = { 0 };
  g_autofree char *arta = NULL, *petar = NULL;
  g_autoptr (EvRoster) roster = NULL;
  const EvRosterSession *session;

  day_init (&day);
  arta = register_write (day.reg, EV_KIND_PERSON, NULL, "given_name", "Arta", "consent", "paper",
                         NULL);
  petar = register_person (day.reg, "Petar", "Ilić");
  mark (&day, day.second, petar, "registered");
  mark (&day, day.first, arta, "present");
  roster = load (&day);
  g_assert_cmpuint (roster->sessions->len, ==, 2);
  session = roster->sessions->pdata[0];
  g_assert_cmpstr (session->id, ==, day.first);
  g_assert_cmpstr (session->topic, ==, "Budget");
  g_assert_cmpuint (roster->rows->len, ==, 2);
  g_assert_cmpstr (row_at (roster, 0)->person.id, ==, petar);
  g_assert_null (row_at (roster, 0)->statuses[0]);
  g_assert_cmpstr (row_at (roster, 0)->statuses[1], ==, "registered");
  g_assert_cmpint (row_at (roster, 0)->arrived_at, ==, 0);
  g_assert_false (row_at (roster, 0)->consent);
  g_assert_cmpstr (row_at (roster, 1)->statuses[0], ==, "present");
  g_assert_cmpint (row_at (roster, 1)->arrived_at, >, 0);
  g_assert_true (row_at (roster, 1)->consent);
}

/* A tick, off and on again: the arrival stays that of the first. */
static void
test_mark (void)
{
  g_auto (Day) day = { 0 };
  g_autofree char *arta = NULL;
  g_autoptr (EvRoster) roster = NULL;
  g_autoptr (GError) error = NULL;
  gint64 arrived;

  day_init (&day);
  arta = register_person (day.reg, "Arta", "Hoxha");
  mark (&day, day.first, arta, NULL);
  mark (&day, day.first, arta, "present");
  roster = load (&day);
  arrived = row_at (roster, 0)->arrived_at;
  mark (&day, day.first, arta, NULL);
  g_clear_pointer (&roster, ev_roster_free);
  roster = load (&day);
  g_assert_cmpuint (roster->rows->len, ==, 0);
  mark (&day, day.first, arta, "late");
  g_clear_pointer (&roster, ev_roster_free);
  roster = load (&day);
  g_assert_cmpstr (row_at (roster, 0)->statuses[0], ==, "late");
  g_assert_cmpint (row_at (roster, 0)->arrived_at, ==, arrived);
  g_assert_false (ev_roster_mark (day.reg->store, day.first, arta, "wrong", "tick", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
      ev_roster_mark (day.reg->store, day.first, "0000000000000-9", "present", "tick", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
}

/* Nor does a row of a sheet that is typed back, or of a file, on the day itself. */
static void
test_afterwards (void)
{
  static const char *const methods[] = { "sheet", "import" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_auto (Day) day = { 0 };
    g_autofree char *arta = NULL;
    g_autoptr (EvRoster) roster = NULL;

    day_init (&day);
    arta = register_person (day.reg, "Arta", "Hoxha");
    g_assert_true (ev_roster_mark (day.reg->store, day.first, arta, "present", methods[i], NULL));
    roster = load (&day);
    g_assert_cmpstr (row_at (roster, 0)->statuses[0], ==, "present");
    g_assert_cmpint (row_at (roster, 0)->arrived_at, ==, 0);
  }
}

/* A tick given on another day says nothing of when she came. */
static void
test_late (void)
{
  g_auto (Day) day = { 0 };
  g_autofree char *arta = NULL;
  g_autoptr (EvRoster) roster = NULL;

  day_init (&day);
  arta = register_person (day.reg, "Arta", "Hoxha");
  mark (&day, day.second, arta, "present");
  roster = load (&day);
  g_assert_cmpstr (row_at (roster, 0)->statuses[1], ==, "present");
  g_assert_cmpint (row_at (roster, 0)->arrivals[1], ==, 0);
  mark (&day, day.first, arta, "present");
  g_clear_pointer (&roster, ev_roster_free);
  roster = load (&day);
  g_assert_cmpint (row_at (roster, 0)->arrivals[0], >, 0);
  g_assert_cmpint (ev_roster_standing ("excused"), ==, EV_ROSTER_AWAY);
  g_assert_cmpint (ev_roster_standing (NULL), ==, EV_ROSTER_EXPECTED);
}

/* Two registered for one: one row, attended beats not, a tick reaches both. */
static void
test_merged (void)
{
  g_auto (Day) day = { 0 };
  g_autofree char *arta = NULL, *twin = NULL;
  g_autoptr (EvRoster) roster = NULL;
  g_autoptr (EvEventRow) row = NULL;

  day_init (&day);
  arta = register_person (day.reg, "Arta", "Hoxha");
  twin = register_person (day.reg, "Arta", "Hodža");
  mark (&day, day.first, arta, "absent");
  mark (&day, day.first, twin, "present");
  mark (&day, day.second, arta, "registered");
  g_free (register_write (day.reg, EV_KIND_PERSON, twin, "merged_into", arta, NULL));
  roster = load (&day);
  g_assert_cmpuint (roster->rows->len, ==, 1);
  g_assert_cmpstr (row_at (roster, 0)->person.id, ==, arta);
  g_assert_cmpstr (row_at (roster, 0)->statuses[0], ==, "present");
  row = ev_event_list_one (day.reg->store, day.event, NULL);
  g_assert_cmpuint (row->people, ==, 1);
  g_assert_cmpuint (row->attended, ==, 1);
  mark (&day, day.first, arta, NULL);
  g_clear_pointer (&roster, ev_roster_free);
  roster = load (&day);
  g_assert_null (row_at (roster, 0)->statuses[0]);
  g_free (register_write (day.reg, EV_KIND_PERSON, twin, "merged_into", "", NULL));
  mark (&day, day.first, twin, "present");
  g_clear_pointer (&roster, ev_roster_free);
  roster = load (&day);
  g_assert_cmpuint (roster->rows->len, ==, 2);
}

static void
test_balance (void)
{
  static const struct {
    const char *gender, *community, *born, *status;
  } people[] = {
    { "female", "serb", "2005", "present" },    { "female", "albanian", "1980", "late" },
    { "male", "albanian", "", "remote" },       { "other", "", "2001", "walk_in" },
    { "not_stated", "roma", "2000", "absent" }, { "", "albanian", "2010", "left_early" },
  };
  g_auto (Day) day = { 0 };
  g_autoptr (EvRosterBalance) balance = NULL;
  const EvRosterCount *count;

  day_init (&day);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autofree char *id = register_write (
        day.reg, EV_KIND_PERSON, NULL, "given_name", "X", "gender", people[i].gender, "consent",
        "paper", "community", people[i].community, "birth_year", people[i].born, NULL);
    mark (&day, day.first, id, people[i].status);
    mark (&day, day.second, id, people[i].status);
  }
  balance = ev_roster_balance (day.reg->store, day.event, NULL);
  g_assert_cmpuint (balance->people, ==, 5);
  g_assert_cmpuint (balance->women, ==, 2);
  g_assert_cmpuint (balance->men, ==, 1);
  g_assert_cmpuint (balance->others, ==, 2);
  g_assert_cmpuint (balance->age_known, ==, 4);
  g_assert_cmpuint (balance->youth, ==, 3); /* 20, 24 and 15 in 2025 */
  g_assert_cmpuint (balance->communities->len, ==, 3);
  count = balance->communities->pdata[0];
  g_assert_cmpstr (count->code, ==, "albanian");
  g_assert_cmpuint (count->count, ==, 3);
}

static void
test_aim (void)
{
  g_auto (Day) day = { 0 };

  day_init (&day);
  g_assert_cmpint (ev_roster_aim (day.reg->store, "female"), ==, -1);
  g_free (register_write (day.reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "balance_targets",
                          "{\"female\": 50, \"roma\": \"15\"}", NULL));
  g_assert_cmpint (ev_roster_aim (day.reg->store, "female"), ==, 50);
  g_assert_cmpint (ev_roster_aim (day.reg->store, "roma"), ==, 15);
  g_assert_cmpint (ev_roster_aim (day.reg->store, "youth"), ==, -1);
}

static void
add_event (Register *reg, const char *title, const char *const *dates)
{
  g_autofree char *id =
      register_write (reg, EV_KIND_EVENT, NULL, "title", title, "type", "training", NULL);

  for (; *dates != NULL; dates++)
    g_free (register_write (reg, EV_KIND_SESSION, NULL, "event", id, "date", *dates, NULL));
}

static void
test_event_list (void)
{
  static const char *const order[] = { "on", "soon", "between", "later", "fresh", "old", "none" };
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GPtrArray) rows = NULL;

  add_event (reg, "none", (const char *const[]){ NULL });
  add_event (reg, "old", (const char *const[]){ "2024-01-01", NULL });
  add_event (reg, "later", (const char *const[]){ "2025-08-01", NULL });
  add_event (reg, "fresh", (const char *const[]){ "2025-06-14", "2025-06-13", NULL });
  add_event (reg, "on", (const char *const[]){ "2025-06-15", "2025-06-20", NULL });
  add_event (reg, "soon", (const char *const[]){ "2025-06-10", "2025-06-17", NULL });
  add_event (reg, "between", (const char *const[]){ "2025-06-16", NULL });
  rows = ev_event_list (reg->store, "2025-06-15", NULL);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((EvEventRow *)rows->pdata[i])->title, ==, order[i]);
}

/* Somebody whose record is not here yet has a row without name. */
static void
test_dangling (void)
{
  g_auto (Day) day = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (EvRoster) roster = NULL;
  g_autoptr (EvRosterBalance) balance = NULL;

  day_init (&day);
  id = ev_id_derive (day.first, "Z0000000000ZZ-4");
  g_free (register_write (day.reg, EV_KIND_ATTENDANCE, id, "status", "present", NULL));
  roster = load (&day);
  g_assert_cmpstr (row_at (roster, 0)->person.given_name, ==, "");
  balance = ev_roster_balance (day.reg->store, day.event, NULL);
  g_assert_cmpuint (balance->others, ==, 1);
}

/* The statuses that count as attended are those of the list. */
static void
test_attended (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("EVIDENCA_LISTS"), "attendance_statuses.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint attended = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
    g_autofree char *quoted = g_strdup_printf ("'%s'", cells[0]);
    gboolean counts = strcmp (cells[5], "1") == 0;
    g_assert_cmpint (ev_attended (cells[0]), ==, counts);
    g_assert_cmpint (strstr (EV_ATTENDED_SQL, quoted) != NULL, ==, counts);
    attended += counts;
  }
  g_assert_cmpuint (attended, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/load", test_roster);
  g_test_add_func ("/roster/mark", test_mark);
  g_test_add_func ("/roster/late", test_late);
  g_test_add_func ("/roster/afterwards", test_afterwards);
  g_test_add_func ("/roster/merged", test_merged);
  g_test_add_func ("/roster/balance", test_balance);
  g_test_add_func ("/roster/aim", test_aim);
  g_test_add_func ("/roster/event-list", test_event_list);
  g_test_add_func ("/roster/dangling", test_dangling);
  g_test_add_func ("/roster/attended", test_attended);
  return g_test_run ();
}
