/* Who reads and writes what: roles, teams, entering and leaving. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

static void
sync_expecting (Laptop *laptop, const char *refused)
{
  g_autofree char *got = laptop_sync (laptop);
  g_assert_cmpstr (got, ==, refused);
}

static gboolean
has (Laptop *laptop, EvKind kind, const char *id)
{
  return laptop_record (laptop, kind, id) != NULL;
}

static char *
word (const char *field, const char *id)
{
  return g_strconcat (field, "=", id, NULL);
}

static void
test_teams_do_not_see_each_other (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Laptop) both = laptop_new (hall, EV_ROLE_FACILITATOR, "A B");
  const char *event = laptop_write (one, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);

  sync_expecting (one, "");
  sync_expecting (two, "");
  sync_expecting (both, "");
  g_assert_true (one->verified && two->verified && both->verified);
  g_assert_false (has (two, EV_KIND_EVENT, event) || has (two, EV_KIND_PERSON, person));
  g_assert_true (has (both, EV_KIND_EVENT, event) && has (both, EV_KIND_PERSON, person));
  laptop_write (two, EV_KIND_EVENT, event, "title=Mine now", NULL);
  laptop_write (two, EV_KIND_PERSON, person, "given_name=Other", NULL);
  sync_expecting (two, "1 denied, 2 denied");
  g_assert_null (ev_record_text (laptop_record (two, EV_KIND_EVENT, event), "title"));
}

static void
test_what_a_facilitator_may_not_write (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *foreign = word ("team", hall->team_b);
  g_autofree char *session_id = NULL, *inside = NULL;
  const char *event = laptop_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);

  inside = word ("event", event);
  session_id =
      g_strdup (laptop_write (two, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL));
  sync_expecting (two, "");
  laptop_write (one, EV_KIND_PROJECT, EV_PROJECT_ID, "name=Mine", NULL);
  laptop_write (one, EV_KIND_TEAM, hall->team_a, "name=Mine", NULL);
  laptop_write (one, EV_KIND_INDICATOR, NULL, "code=I1", "rule=x", NULL);
  laptop_write (one, EV_KIND_EVENT, NULL, "title=T", "type=forum", foreign, NULL);
  laptop_write (one, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  laptop_write (one, EV_KIND_PERSON, NULL, "erased=1", NULL);
  laptop_write (one, EV_KIND_EVENT, NULL, "title=T", "type=forum", "state=approved", NULL);
  sync_expecting (one, "1 denied, 2 denied, 3 denied, 4 denied team, 5 denied, 6 denied erased,"
                       " 7 denied state");
}

static void
test_a_person_enters_by_attendance (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  const char *event, *session;
  g_autofree char *attendance = NULL, *inside = NULL;

  sync_expecting (one, "");
  event = laptop_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  inside = word ("event", event);
  session = laptop_write (two, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  sync_expecting (two, "");
  g_assert_false (has (two, EV_KIND_PERSON, person));
  attendance = ev_id_derive (session, person);
  sync_expecting (office, "");
  laptop_write (office, EV_KIND_ATTENDANCE, attendance, "status=present", NULL);
  sync_expecting (office, "");
  sync_expecting (two, "");
  g_assert_true (has (two, EV_KIND_PERSON, person) && two->verified);
  laptop_write (two, EV_KIND_PERSON, person, "phone=044123456", NULL);
  sync_expecting (two, "");
  sync_expecting (one, "");
  g_assert_true (one->verified);
  g_assert_cmpstr (ev_record_text (laptop_record (one, EV_KIND_PERSON, person), "phone"), ==,
                   "044123456");
  /* The attendance is taken back: the person is no longer theirs. */
  laptop_write (two, EV_KIND_ATTENDANCE, attendance, "deleted=1", NULL);
  sync_expecting (two, "");
  laptop_write (two, EV_KIND_PERSON, person, "phone=049999999", NULL);
  sync_expecting (two, "5 denied");
  laptop_write (one, EV_KIND_PERSON, person, "email=a@example.org", NULL);
  sync_expecting (one, "");
  sync_expecting (two, "");
  g_assert_null (ev_record_text (laptop_record (two, EV_KIND_PERSON, person), "email"));
}

/* Ids are easily counted on: neither who is there nor who is still to come is brought to a team by
 * its own attendance, and nobody makes a record that another is about to make. */
static void
test_nobody_is_drawn_in (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  const char *person = laptop_write (two, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  const char *session = laptop_write (one, EV_KIND_SESSION, NULL, "date=2026-05-01", NULL);
  g_autofree char *soon = ev_id_new (two->id, 2);
  g_autofree char *here = ev_id_derive (session, person), *to_come = ev_id_derive (session, soon);
  g_autofree char *into = word ("merged_into", person);

  sync_expecting (two, "");
  laptop_write (one, EV_KIND_ATTENDANCE, here, "status=present", NULL);
  laptop_write (one, EV_KIND_ATTENDANCE, to_come, "status=present", NULL);
  laptop_write (one, EV_KIND_PERSON, soon, "given_name=Planted", NULL);
  laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Mine", into, NULL);
  sync_expecting (one, "2 denied person, 3 denied person, 4 denied, 5 denied merged_into");
  laptop_write (two, EV_KIND_PERSON, NULL, "given_name=Drita", NULL);
  sync_expecting (two, "");
  sync_expecting (one, "");
  g_assert_false (has (one, EV_KIND_PERSON, person));
  g_assert_null (ev_record_text (laptop_record (one, EV_KIND_PERSON, soon), "given_name"));
}

/* What the server has lost may be spoken of before those bring it again who made it; it comes to
 * their team, whoever speaks first. */
static void
test_after_a_restore (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *restored = g_strdup_printf (
      "INSERT INTO fact (name, text) VALUES ('restored', '%" G_GINT64_FORMAT "')", hall->now);
  g_autofree char *person = ev_id_new (two->id, 1);
  const char *session = laptop_write (one, EV_KIND_SESSION, NULL, "date=2026-05-01", NULL);
  g_autofree char *attendance = ev_id_derive (session, person);

  hall_run (hall, restored);
  laptop_write (one, EV_KIND_ATTENDANCE, attendance, "status=present", NULL);
  laptop_write (one, EV_KIND_PERSON, person, "phone=044123456", NULL);
  sync_expecting (one, "");
  laptop_write (two, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  sync_expecting (two, "");
  sync_expecting (one, "");
  g_assert_cmpstr (ev_record_text (laptop_record (one, EV_KIND_PERSON, person), "given_name"), ==,
                   "Arta");
  g_assert_cmpstr (ev_record_text (laptop_record (two, EV_KIND_PERSON, person), "phone"), ==,
                   "044123456");
}

static void
test_an_event_moves_with_all_that_hangs_on_it (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *to_b = word ("team", hall->team_b);
  g_autofree char *attendance = NULL, *inside = NULL, *about = NULL;
  const char *event = laptop_write (one, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  const char *session, *note;

  inside = word ("event", event);
  session = laptop_write (one, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  attendance = ev_id_derive (session, person);
  laptop_write (one, EV_KIND_ATTENDANCE, attendance, "status=present", NULL);
  about = g_strdup_printf ("about=attendance/%s", attendance);
  note = laptop_write (one, EV_KIND_NOTE, NULL, about, "text=Came late", NULL);
  sync_expecting (one, "");
  sync_expecting (office, "");
  laptop_write (office, EV_KIND_EVENT, event, to_b, NULL);
  sync_expecting (office, "");
  sync_expecting (two, "");
  g_assert_true (two->verified);
  g_assert_true (has (two, EV_KIND_EVENT, event) && has (two, EV_KIND_SESSION, session) &&
                 has (two, EV_KIND_ATTENDANCE, attendance) && has (two, EV_KIND_PERSON, person) &&
                 has (two, EV_KIND_NOTE, note));
  /* Hers still: the person, whom she registered. */
  laptop_write (one, EV_KIND_PERSON, person, "phone=044123456", NULL);
  laptop_write (one, EV_KIND_SESSION, session, "topic=Lost", NULL);
  sync_expecting (one, "7 denied");
  laptop_write (one, EV_KIND_PERSON, person, "phone=044123457", NULL);
  sync_expecting (one, "");
}

static void
test_children_may_come_before_their_parents (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *event = ev_id_new (two->id, 1);
  g_autofree char *inside = word ("event", event);
  const char *session = laptop_write (one, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);

  sync_expecting (one, "");
  laptop_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  sync_expecting (two, "");
  g_assert_true (has (two, EV_KIND_SESSION, session) && two->verified);
}

static void
test_a_viewer_gets_no_people (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Laptop) viewer = laptop_new (hall, EV_ROLE_VIEWER, "");
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);

  sync_expecting (one, "");
  laptop_write (office, EV_KIND_TEAM, hall->team_a, "newer_field=secret", "name=A", NULL);
  sync_expecting (office, "");
  laptop_write (viewer, EV_KIND_EVENT, NULL, "title=T", "type=forum", NULL);
  sync_expecting (viewer, "1 denied");
  g_assert_false (has (viewer, EV_KIND_PERSON, person));
  g_assert_cmpstr (ev_record_text (laptop_record (viewer, EV_KIND_TEAM, hall->team_a), "name"), ==,
                   "A");
  g_assert_null (
      ev_record_text (laptop_record (viewer, EV_KIND_TEAM, hall->team_a), "newer_field"));
  g_assert_true (viewer->verified);
}

static void
test_erasing_is_final_and_takes_the_history (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  const char *session = laptop_write (one, EV_KIND_SESSION, NULL, "date=2026-05-01", NULL);
  g_autofree char *attendance = ev_id_derive (session, person);

  laptop_write (one, EV_KIND_ATTENDANCE, attendance, "status=present", "signature=QUJD", NULL);
  sync_expecting (one, "");
  sync_expecting (office, "");
  laptop_write (office, EV_KIND_PERSON, person, "erased=1", NULL);
  sync_expecting (office, "");
  laptop_write (one, EV_KIND_PERSON, person, "given_name=Again", NULL);
  sync_expecting (one, "");
  sync_expecting (office, "");
  g_assert_true (one->verified && office->verified);
  g_assert_null (ev_record_text (laptop_record (one, EV_KIND_PERSON, person), "given_name"));
  g_assert_null (ev_record_text (laptop_record (one, EV_KIND_ATTENDANCE, attendance), "signature"));
  g_assert_cmpstr (ev_record_text (laptop_record (one, EV_KIND_ATTENDANCE, attendance), "status"),
                   ==, "present");
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM erased"), ==, 1);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM receipt WHERE body LIKE '%Arta%' OR"
                                      " body LIKE '%QUJD%' OR body LIKE '%Again%'"),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access/teams", test_teams_do_not_see_each_other);
  g_test_add_func ("/access/denied", test_what_a_facilitator_may_not_write);
  g_test_add_func ("/access/attendance", test_a_person_enters_by_attendance);
  g_test_add_func ("/access/drawn-in", test_nobody_is_drawn_in);
  g_test_add_func ("/access/after-a-restore", test_after_a_restore);
  g_test_add_func ("/access/move", test_an_event_moves_with_all_that_hangs_on_it);
  g_test_add_func ("/access/dangling", test_children_may_come_before_their_parents);
  g_test_add_func ("/access/viewer", test_a_viewer_gets_no_people);
  g_test_add_func ("/access/erasure", test_erasing_is_final_and_takes_the_history);
  return g_test_run ();
}
