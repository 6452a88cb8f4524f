/* What a laptop has to do with: records enter and leave it, teams are granted and taken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

/* An event with a session and one who attends it, of team A. */
typedef struct {
  char *event, *session, *person, *attendance;
} Meeting;

static void
meeting_clear (Meeting *meeting)
{
  g_free (meeting->event);
  g_free (meeting->session);
  g_free (meeting->person);
  g_free (meeting->attendance);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Meeting, meeting_clear)

static char *
word (const char *field, const char *id)
{
  return g_strconcat (field, "=", id, NULL);
}

static Meeting
meeting_write (Desk *desk, const char *person)
{
  Meeting meeting = { 0 };
  g_autofree char *inside = NULL, *id = NULL;

  meeting.event = desk_write (desk, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                              "municipality=prishtina", NULL);
  inside = word ("event", meeting.event);
  meeting.session = desk_write (desk, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  meeting.person = person != NULL ? g_strdup (person)
                                  : desk_write (desk, EV_KIND_PERSON, NULL, "given_name=Arta",
                                                "family_name=Hoxha", NULL);
  id = ev_id_derive (meeting.session, meeting.person);
  meeting.attendance = desk_write (desk, EV_KIND_ATTENDANCE, id, "status=present", NULL);
  return meeting;
}

static gboolean
has_all (Desk *desk, const Meeting *meeting)
{
  return desk_has (desk, EV_KIND_EVENT, meeting->event) &&
         desk_has (desk, EV_KIND_SESSION, meeting->session) &&
         desk_has (desk, EV_KIND_ATTENDANCE, meeting->attendance) &&
         desk_has (desk, EV_KIND_PERSON, meeting->person);
}

static void
test_a_moved_event_leaves (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *to_a = word ("team", hall->team_a), *to_b = word ("team", hall->team_b);
  g_auto (Meeting) meeting = meeting_write (one, NULL);
  g_autofree char *title = NULL;

  desk_sync_well (one);
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_EVENT, meeting.event, to_b, NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  g_assert_false (desk_has (one, EV_KIND_EVENT, meeting.event) ||
                  desk_has (one, EV_KIND_SESSION, meeting.session) ||
                  desk_has (one, EV_KIND_ATTENDANCE, meeting.attendance));
  g_assert_true (desk_has (one, EV_KIND_PERSON, meeting.person));
  desk_sync_well (two);
  g_assert_true (has_all (two, &meeting));
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM leaving"), ==, 0);
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM change WHERE kind = 'event'"), ==, 0);
  /* It comes back whole, with what was written meanwhile. */
  g_free (desk_write (two, EV_KIND_EVENT, meeting.event, "title=Theirs", NULL));
  desk_sync_well (two);
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_EVENT, meeting.event, to_a, NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_true (has_all (one, &meeting));
  g_assert_false (desk_has (two, EV_KIND_EVENT, meeting.event) ||
                  desk_has (two, EV_KIND_PERSON, meeting.person));
  title = desk_value (one, EV_KIND_EVENT, meeting.event, "title");
  g_assert_cmpstr (title, ==, "Theirs");
}

static void
test_unfinished_work_stays (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *to_b = word ("team", hall->team_b);
  g_auto (Meeting) meeting = meeting_write (one, NULL);
  g_autoptr (GPtrArray) parked = NULL;
  g_autoptr (GError) error = NULL;
  const EvParked *first;

  desk_sync_well (one);
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_EVENT, meeting.event, to_b, NULL));
  desk_sync_well (office);
  g_free (desk_write (one, EV_KIND_SESSION, meeting.session, "topic=Mine", NULL));
  /* The change is refused, as the session is another team's now; it is parked and keeps its row. */
  desk_sync_well (one);
  g_assert_cmpint (one->outcome.refused, ==, 1);
  g_assert_true (desk_has (one, EV_KIND_SESSION, meeting.session));
  g_assert_false (desk_has (one, EV_KIND_EVENT, meeting.event));
  parked = ev_custody_parked (one->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (parked->len, ==, 1);
  first = parked->pdata[0];
  g_assert_true (ev_custody_give_up (one->store, &first->change->version, &error));
  desk_sync_well (one);
  g_assert_false (desk_has (one, EV_KIND_SESSION, meeting.session));
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM leaving"), ==, 0);
}

/* A person comes and goes by attendance alone. */
static void
test_a_person_leaves_with_her_attendance (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *person =
      desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Hoxha", NULL);
  g_autofree char *event = NULL, *inside = NULL, *session = NULL, *id = NULL, *name = NULL;

  desk_sync_well (one);
  event = desk_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                      "municipality=prishtina", NULL);
  inside = word ("event", event);
  session = desk_write (two, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  desk_sync_well (two);
  desk_sync_well (office);
  id = ev_id_derive (session, person);
  g_free (desk_write (office, EV_KIND_ATTENDANCE, id, "status=present", NULL));
  desk_sync_well (office);
  desk_sync_well (two);
  g_assert_true (desk_has (two, EV_KIND_PERSON, person));
  g_free (desk_write (two, EV_KIND_ATTENDANCE, id, "deleted=1", NULL));
  desk_sync_well (two);
  g_assert_false (desk_has (two, EV_KIND_PERSON, person));
  g_free (desk_write (one, EV_KIND_PERSON, person, "given_name=Artë", NULL));
  desk_sync_well (one);
  g_free (desk_write (two, EV_KIND_ATTENDANCE, id, "deleted=", NULL));
  desk_sync_well (two);
  name = desk_value (two, EV_KIND_PERSON, person, "given_name");
  g_assert_cmpstr (name, ==, "Artë");
}

/* That two people are two is known to every coordinator, and in a team to whoever has both. */
static void
test_two_told_apart (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) other = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *first = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autofree char *second = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autofree char *id = ev_id_pair (first, second);

  desk_sync_well (one);
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_APART, id, "deleted=0", NULL));
  desk_sync_well (office);
  desk_sync_well (other);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_true (desk_has (other, EV_KIND_APART, id));
  g_assert_true (desk_has (one, EV_KIND_APART, id));
  g_assert_false (desk_has (two, EV_KIND_APART, id));
  g_free (desk_write (other, EV_KIND_APART, id, "deleted=1", NULL));
  desk_sync_well (other);
  desk_sync_well (office);
  g_assert_cmpint (desk_sql (office, "SELECT count (*) FROM apart WHERE deleted = 1"), ==, 1);
  desk_sync_well (one);
  g_free (desk_write (one, EV_KIND_APART, id, "deleted=0", NULL));
  desk_sync_well (one);
  desk_sync_well (office);
  g_assert_cmpint (desk_sql (office, "SELECT count (*) FROM apart WHERE deleted = 0"), ==, 1);
}

/* Said of a person before her team had her, it comes with her. */
static void
test_told_apart_before_she_came (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *first = desk_write (office, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autofree char *second = desk_write (office, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autofree char *id = ev_id_pair (first, second);
  g_autofree char *event = NULL, *inside = NULL, *session = NULL, *came = NULL;

  g_free (desk_write (office, EV_KIND_APART, id, "deleted=0", NULL));
  event = desk_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                      "municipality=prishtina", NULL);
  inside = word ("event", event);
  session = desk_write (two, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  desk_sync_well (two);
  desk_sync_well (office);
  for (guint i = 0; i < 2; i++) {
    g_free (came);
    came = ev_id_derive (session, i == 0 ? first : second);
    g_free (desk_write (office, EV_KIND_ATTENDANCE, came, "status=present", NULL));
  }
  desk_sync_well (office);
  desk_sync_well (two);
  g_assert_true (desk_has (two, EV_KIND_APART, id));
}

static void
test_teams_are_granted_and_taken (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *teams = NULL, *both = g_strjoin (";", hall->team_a, hall->team_b, NULL);
  g_auto (Meeting) theirs = meeting_write (one, NULL), ours = meeting_write (two, NULL);
  gboolean news = FALSE;

  desk_sync_well (one);
  desk_sync_well (two);
  hall_grant (hall, ev_store_device (one->store), "B", "");
  g_assert_true (ev_sync_wait (one->store, &one->transport, &news, NULL, NULL, NULL));
  g_assert_true (news);
  desk_sync_well (one);
  g_assert_true (has_all (one, &theirs) && has_all (one, &ours));
  teams = ev_store_setting (one->store, "teams");
  g_assert_cmpstr (teams, ==, both);
  g_free (desk_write (one, EV_KIND_PERSON, ours.person, "phone=044123456", NULL));
  desk_sync_well (one);
  g_assert_cmpint (one->outcome.refused, ==, 0);
  hall_grant (hall, ev_store_device (one->store), "", "B");
  desk_sync_well (one);
  g_assert_true (has_all (one, &theirs));
  g_assert_false (desk_has (one, EV_KIND_EVENT, ours.event) ||
                  desk_has (one, EV_KIND_SESSION, ours.session) ||
                  desk_has (one, EV_KIND_ATTENDANCE, ours.attendance) ||
                  desk_has (one, EV_KIND_PERSON, ours.person));
  g_clear_pointer (&teams, g_free);
  teams = ev_store_setting (one->store, "teams");
  g_assert_cmpstr (teams, ==, hall->team_a);
  hall_grant (hall, ev_store_device (one->store), "B", "A");
  desk_sync_well (one);
  g_assert_true (has_all (one, &ours));
  g_assert_false (desk_has (one, EV_KIND_EVENT, theirs.event));
  hall_grant (hall, ev_store_device (one->store), "", "B");
  g_free (desk_write (one, EV_KIND_PERSON, NULL, "given_name=X", "family_name=Y", NULL));
  desk_sync_well (one);
  g_assert_cmpint (one->outcome.refused, ==, 1);
}

/* What came before its event was its author's team's; it goes where the event is, even if that is
 * no team's. */
static void
test_what_came_before_its_event (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *event = desk_write (office, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                                       "municipality=prishtina", NULL);
  g_autofree char *inside = word ("event", event);
  g_autofree char *about = g_strconcat ("about=event/", event, NULL);
  g_autofree char *session = NULL, *note = NULL;

  session = desk_write (one, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  note = desk_write (one, EV_KIND_NOTE, NULL, about, "text=Quiet", NULL);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_true (desk_has (two, EV_KIND_SESSION, session) && desk_has (two, EV_KIND_NOTE, note));
  desk_sync_well (office);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_false (desk_has (two, EV_KIND_SESSION, session) || desk_has (two, EV_KIND_NOTE, note));
  g_assert_false (desk_has (one, EV_KIND_SESSION, session) || desk_has (one, EV_KIND_NOTE, note));
  g_assert_true (desk_has (office, EV_KIND_NOTE, note));
}

/* A note about an attendance goes where that will be, in whatever order session, attendance and
 * note come, and whoever's they are. */
static void
test_a_note_before_its_attendance (gconstpointer session_first)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *team = word ("team", hall->team_b);
  g_autofree char *event =
      desk_write (office, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", team, NULL);
  g_autofree char *inside = word ("event", event);
  g_autofree char *session =
      desk_write (office, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  g_autofree char *person = desk_write (office, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  g_autofree char *attendance = g_strconcat (session, ".", person, NULL);
  g_autofree char *about = g_strconcat ("about=attendance/", attendance, NULL);
  g_autofree char *note = NULL;
  Desk *author = session_first != NULL ? office : one;

  if (session_first != NULL)
    desk_sync_well (office);
  note = desk_write (author, EV_KIND_NOTE, NULL, about, "text=Quiet", NULL);
  desk_sync_well (author);
  desk_sync_well (one);
  g_assert_true (desk_has (one, EV_KIND_NOTE, note) == (session_first == NULL));
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_ATTENDANCE, attendance, "status=present", NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_true (desk_has (two, EV_KIND_ATTENDANCE, attendance) &&
                 desk_has (two, EV_KIND_NOTE, note));
  g_assert_false (desk_has (one, EV_KIND_ATTENDANCE, attendance) ||
                  desk_has (one, EV_KIND_NOTE, note));
  /* And it goes along when the event moves. */
  g_clear_pointer (&team, g_free);
  team = word ("team", hall->team_a);
  g_free (desk_write (office, EV_KIND_EVENT, event, team, NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  desk_sync_well (two);
  g_assert_true (desk_has (one, EV_KIND_ATTENDANCE, attendance) &&
                 desk_has (one, EV_KIND_NOTE, note));
  g_assert_false (desk_has (two, EV_KIND_ATTENDANCE, attendance) ||
                  desk_has (two, EV_KIND_NOTE, note));
}

/* Many records enter and leave over a link that lets only little through at once. */
static void
test_pages_in_between (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autofree char *refused = NULL;
  guint before;

  for (int i = 0; i < 60; i++)
    laptop_write (two, EV_KIND_EVENT, NULL, "title=Forum", "type=forum", NULL);
  refused = laptop_sync (two);
  g_clear_pointer (&refused, g_free);
  refused = laptop_sync (one);
  before = g_hash_table_size (one->records);
  for (int turn = 0; turn < 3; turn++) {
    hall_grant (hall, one->id, turn == 1 ? "" : "B", turn == 1 ? "B" : "");
    for (gboolean more = TRUE; more;) {
      g_autoptr (EvRequest) request = laptop_request (one);
      g_autoptr (EvAnswer) answer = NULL;
      request->limit = 500;
      answer = laptop_ask (one, request);
      g_assert_cmpuint (answer->changes->len + answer->left->len, <, 20);
      laptop_apply (one, request, answer);
      more = answer->more;
    }
    g_assert_true (one->verified);
    g_assert_cmpuint (g_hash_table_size (one->records), ==, before + (turn == 1 ? 0 : 60));
  }
}

/* A link that breaks after a few kilobytes, both ways together, gets all through nevertheless. */
static void
test_breaking_link (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  guint runs = 0;

  for (int i = 0; i < 1500; i++) {
    g_autofree char *name = g_strdup_printf ("given_name=%x", g_str_hash ("x") * (guint)i);
    g_free (desk_write (one, EV_KIND_PERSON, NULL, name, "family_name=Hoxha", NULL));
    g_free (desk_write (two, EV_KIND_PERSON, NULL, name, "family_name=Krasniqi", NULL));
  }
  desk_sync_well (one);
  two->cut = 5000;
  while (g_strcmp0 (desk_sync (two), "") != 0)
    g_assert_cmpuint (++runs, <, 30);
  g_assert_true (two->outcome.verified);
  g_assert_cmpint (desk_sql (two, "SELECT count (*) FROM person"), ==, 3000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scope/moved", test_a_moved_event_leaves);
  g_test_add_func ("/scope/unfinished", test_unfinished_work_stays);
  g_test_add_func ("/scope/attendance", test_a_person_leaves_with_her_attendance);
  g_test_add_func ("/scope/apart", test_two_told_apart);
  g_test_add_func ("/scope/apart-before", test_told_apart_before_she_came);
  g_test_add_func ("/scope/teams", test_teams_are_granted_and_taken);
  g_test_add_func ("/scope/before-its-event", test_what_came_before_its_event);
  g_test_add_data_func ("/scope/note/before-all", NULL, test_a_note_before_its_attendance);
  g_test_add_data_func ("/scope/note/after-session", "", test_a_note_before_its_attendance);
  g_test_add_func ("/scope/pages", test_pages_in_between);
  g_test_add_func ("/scope/breaking-link", test_breaking_link);
  return g_test_run ();
}
