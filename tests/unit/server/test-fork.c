/* Two registers with one identity: one parts, nothing is lost and nothing doubled. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

static char *
word (const char *field, const char *id)
{
  return g_strconcat (field, "=", id, NULL);
}

static gboolean
note_id (const EvRecord *record, gpointer ids)
{
  g_ptr_array_add (ids, g_strdup (ev_record_id (record)));
  return TRUE;
}

/* Everyone from everyone, by this laptop's word. */
static void
tell_apart (Desk *desk)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);

  ev_store_each (desk->store, EV_KIND_PERSON, NULL, note_id, people, NULL);
  for (guint i = 0; i < people->len; i++)
    for (guint k = i + 1; k < people->len; k++) {
      g_autofree char *id = ev_id_pair (people->pdata[i], people->pdata[k]);
      if (!desk_has (desk, EV_KIND_APART, id))
        g_free (desk_write (desk, EV_KIND_APART, id, "deleted=0", NULL));
    }
}

/* An event with a session, attended by a new person of this name, and a note on her. */
static void
hold_meeting (Desk *desk, const char *name)
{
  g_autofree char *title = word ("title", name), *given = word ("given_name", name);
  g_autofree char *event =
      desk_write (desk, EV_KIND_EVENT, NULL, title, "type=forum", "municipality=prishtina", NULL);
  g_autofree char *inside = word ("event", event), *about = NULL, *attendance = NULL;
  g_autofree char *session =
      desk_write (desk, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  g_autofree char *person = desk_write (desk, EV_KIND_PERSON, NULL, given, "family_name=H", NULL);

  attendance = ev_id_derive (session, person);
  g_free (desk_write (desk, EV_KIND_ATTENDANCE, attendance, "status=present", NULL));
  about = g_strconcat ("about=person/", person, NULL);
  g_free (desk_write (desk, EV_KIND_NOTE, NULL, about, "text=Note", NULL));
  g_free (desk_write (desk, EV_KIND_PERSON, person, "phone=044123456", NULL));
  tell_apart (desk);
}

/* Each meeting is there once, and its attendance and note are of the person of its name. */
static void
assert_meetings (Desk *desk, gint64 count)
{
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM event"), ==, count);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM person"), ==, count);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM session s JOIN event e ON e.id = s.event"
                                   " JOIN attendance a ON a.session = s.id"
                                   " JOIN person p ON p.id = a.person"
                                   " JOIN note n ON n.about = 'person/' || p.id"
                                   " WHERE p.given_name = e.title AND p.phone = '044123456'"),
                   ==, count);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM conflict"), ==, 0);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM apart a WHERE other >= person OR NOT"
                                   " EXISTS (SELECT 1 FROM person p WHERE p.id = a.other) OR NOT"
                                   " EXISTS (SELECT 1 FROM person p WHERE p.id = a.person)"),
                   ==, 0);
}

static void
converge (Desk *one, Desk *two, Desk *office, gint64 count)
{
  desk_sync_well (one);
  desk_sync_well (two);
  desk_sync_well (one);
  desk_sync_well (office);
  assert_meetings (one, count);
  assert_meetings (two, count);
  assert_meetings (office, count);
  g_assert_cmpstr (ev_store_device (one->store), !=, ev_store_device (two->store));
}

static void
test_both_write_on (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = NULL;

  hold_meeting (one, "Before");
  desk_sync_well (one);
  two = desk_copy (one);
  hold_meeting (one, "Left");
  hold_meeting (two, "Right");
  hold_meeting (two, "Right again");
  converge (one, two, office, 4);
  hold_meeting (two, "After");
  converge (one, two, office, 5);
}

/* Copied between a push and its answer: what both have unsent is one and the same. */
static void
test_copied_with_unsent_changes (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = NULL;

  hold_meeting (one, "Shared");
  one->lose = 1;
  g_assert_cmpstr (desk_sync (one), ==, "timeout");
  two = desk_copy (one);
  hold_meeting (one, "Left");
  hold_meeting (two, "Right");
  converge (one, two, office, 3);
}

/* The copy comes first, and has nothing to say but an older state. */
static void
test_an_older_copy (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = NULL;

  hold_meeting (one, "Before");
  desk_sync_well (one);
  two = desk_copy (one);
  hold_meeting (one, "Left");
  desk_sync_well (one);
  desk_sync_well (two);
  assert_meetings (two, 2);
  hold_meeting (two, "Right");
  converge (one, two, office, 3);
}

/* Both clocks stand behind the last stamp, so that both write at the one that follows it. */
static void
test_at_one_stamp (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = NULL;
  g_autofree char *person = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);

  desk_sync_well (one);
  two = desk_copy (one);
  hall->now -= 3600 * 1000;
  g_free (desk_write (one, EV_KIND_PERSON, person, "phone=044123456", NULL));
  g_free (desk_write (two, EV_KIND_PERSON, person, "institution=Forum", NULL));
  hall->now += 3600 * 1000;
  desk_sync_well (one);
  desk_sync_well (two);
  desk_sync_well (one);
  desk_sync_well (office);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (desk_sql (i == 0   ? one
                               : i == 1 ? two
                                        : office,
                               "SELECT count (*) FROM person WHERE phone = '044123456'"
                               " AND institution = 'Forum'"),
                     ==, 1);
}

/* A copy is answered about what it shares with the other before it goes its own way: a value that
 * was refused to the other does not stay in its rows. */
static void
test_refused_to_both (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = NULL;
  g_autofree char *person = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autoptr (GPtrArray) parked = NULL;

  desk_sync_well (one);
  g_free (desk_write (one, EV_KIND_PROJECT, "0000000000000-1", "name=Mine", NULL));
  two = desk_copy (one);
  g_free (desk_write (one, EV_KIND_PERSON, person, "phone=044123456", NULL));
  g_assert_cmpstr (desk_sync (one), ==, "");
  g_assert_cmpint (one->outcome.refused, ==, 1);
  desk_sync_well (two);
  parked = ev_custody_parked (two->store, NULL);
  g_assert_cmpuint (parked->len, ==, 1);
  g_assert_cmpint (desk_sql (two, "SELECT count (*) FROM project WHERE name = 'Mine'"), ==, 0);
}

/* One erased whom it had not sent yet, so that the seq does not exist; the copy still has it, and
 * that is no reason to take it for hers. */
static void
test_a_seq_that_was_passed (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) two = desk_copy (one);
  g_autofree char *erased = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Gone", NULL);
  g_autofree char *kept = desk_write (two, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);

  g_assert_cmpstr (erased, ==, kept);
  g_free (desk_write (one, EV_KIND_PERSON, erased, "erased=1", NULL));
  g_free (desk_write (two, EV_KIND_PERSON, kept, "phone=044123456", NULL));
  desk_sync_well (one);
  desk_sync_well (two);
  desk_sync_well (office);
  g_assert_cmpint (desk_sql (office, "SELECT count (*) FROM person WHERE phone = '044123456'"
                                     " AND given_name = 'Arta'"),
                   ==, 1);
  g_assert_cmpint (desk_sql (office, "SELECT count (*) FROM person WHERE erased = 1"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fork/both", test_both_write_on);
  g_test_add_func ("/fork/unsent", test_copied_with_unsent_changes);
  g_test_add_func ("/fork/stamp", test_at_one_stamp);
  g_test_add_func ("/fork/refused", test_refused_to_both);
  g_test_add_func ("/fork/older", test_an_older_copy);
  g_test_add_func ("/fork/passed", test_a_seq_that_was_passed);
  return g_test_run ();
}
