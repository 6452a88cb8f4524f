/* Erasing: the server and every laptop drop the same, and nobody brings it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "desk.h"
#include "store/people-merge.h"

#define SIGNATURE "signature=QUJD"

/* Two who are one person, each with a signature at a session of team A. */
typedef struct {
  char *session, *people[2], *attendances[2];
} Signed;

static void
signed_clear (Signed *given)
{
  g_free (given->session);
  for (int i = 0; i < 2; i++) {
    g_free (given->people[i]);
    g_free (given->attendances[i]);
  }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static Signed
signed_write (Desk *desk)
{
  Signed given = { 0 };
  g_autofree char *event = desk_write (desk, EV_KIND_EVENT, NULL, "title=Forum", "type=forum",
                                       "municipality=prishtina", NULL);
  g_autofree char *inside = g_strconcat ("event=", event, NULL);

  given.session = desk_write (desk, EV_KIND_SESSION, NULL, inside, "date=2026-05-01", NULL);
  for (int i = 0; i < 2; i++) {
    given.people[i] = desk_write (desk, EV_KIND_PERSON, NULL, "given_name=Arta",
                                  "family_name=Hoxha", "newer_field=Secret", NULL);
    given.attendances[i] = ev_id_derive (given.session, given.people[i]);
    g_free (desk_write (desk, EV_KIND_ATTENDANCE, given.attendances[i], "status=present", SIGNATURE,
                        NULL));
  }
  return given;
}

static void
assert_nothing_left (Desk *desk)
{
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM person WHERE given_name IS NOT NULL"
                                   " OR phone IS NOT NULL OR extra IS NOT NULL"),
                   ==, 0);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM person WHERE erased = 1"), ==, 2);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM attendance WHERE signature IS NOT NULL"),
                   ==, 0);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM conflict"), ==, 0);
  g_assert_cmpint (desk_sql (desk, "SELECT count (*) FROM change WHERE fields LIKE '%Arta%'"
                                   " OR fields LIKE '%QUJD%' OR fields LIKE '%044%'"),
                   ==, 0);
}

static void
assert_files_are_silent (Hall *hall)
{
  static const char *const endings[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *file = g_strconcat (hall->path, endings[i], NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (g_file_get_contents (file, &bytes, &length, NULL))
      g_assert_null (memmem (bytes, length, "Secret", strlen ("Secret")));
  }
}

static void
assert_nothing_left_at (Hall *hall)
{
  assert_files_are_silent (hall);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM record WHERE fields LIKE '%Arta%' OR"
                                      " fields LIKE '%QUJD%' OR fields LIKE '%Secret%' OR"
                                      " fields LIKE '%044%'"),
                   ==, 0);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM receipt WHERE body LIKE '%Arta%' OR"
                                      " body LIKE '%QUJD%' OR body LIKE '%044%'"),
                   ==, 0);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM conflict WHERE lost LIKE '%Arta%' OR"
                                      " lost LIKE '%QUJD%' OR lost LIKE '%044%'"),
                   ==, 0);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM erased"), ==, 2);
}

/* The whole class goes although one of it was named, with signatures, conflicts and unknown
 * fields; a laptop that did not know and wrote on brings nothing back. */
static void
test_class_and_signatures (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) late = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_auto (Signed) given = signed_write (one);
  g_autofree char *survivor = NULL;

  desk_sync_well (one);
  desk_sync_well (late);
  desk_sync_well (office);
  /* A conflict over her name and her signature, before. */
  g_free (desk_write (one, EV_KIND_PERSON, given.people[0], "given_name=Arta A", NULL));
  g_free (desk_write (office, EV_KIND_PERSON, given.people[0], "given_name=Arta B", NULL));
  g_free (desk_write (one, EV_KIND_ATTENDANCE, given.attendances[0], "signature=QUJDQUJD", NULL));
  g_free (
      desk_write (office, EV_KIND_ATTENDANCE, given.attendances[0], "signature=QUJDQUJE", NULL));
  desk_sync_well (one);
  desk_sync_well (office);
  desk_sync_well (one);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM conflict"), >, 0);
  survivor = ev_people_merge (office->store, given.people[0], given.people[1], NULL);
  g_assert_cmpstr (survivor, ==, given.people[0]);
  desk_sync_well (office);
  g_free (desk_write (late, EV_KIND_PERSON, given.people[1], "phone=044123456", NULL));
  g_free (desk_write (late, EV_KIND_ATTENDANCE, given.attendances[1], "signature=QUJDREVG", NULL));
  g_free (desk_write (office, EV_KIND_PERSON, given.people[0], "erased=1", NULL));
  desk_sync_well (office);
  desk_sync_well (late);
  desk_sync_well (one);
  desk_sync_well (office);
  desk_sync_well (late);
  assert_nothing_left (one);
  assert_nothing_left (late);
  assert_nothing_left (office);
  assert_nothing_left_at (hall);
}

/* Where her attendance was taken back, its signature goes nevertheless. */
static void
test_deleted_attendance (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_auto (Signed) given = signed_write (one);
  g_autofree char *person =
      desk_write (two, EV_KIND_PERSON, NULL, "given_name=Drita", "family_name=Krasniqi", NULL);
  g_autofree char *attendance = ev_id_derive (given.session, person);

  desk_sync_well (one);
  desk_sync_well (two);
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_ATTENDANCE, attendance, "status=present", SIGNATURE, NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  g_assert_true (desk_has (one, EV_KIND_PERSON, person));
  g_free (desk_write (one, EV_KIND_ATTENDANCE, attendance, "deleted=1", NULL));
  desk_sync_well (one);
  g_assert_false (desk_has (one, EV_KIND_PERSON, person));
  desk_sync_well (office);
  g_free (desk_write (office, EV_KIND_PERSON, person, "erased=1", NULL));
  desk_sync_well (office);
  desk_sync_well (one);
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM attendance WHERE signature IS NOT NULL"),
                   ==, 2);
}

/* The power went between an erasure and the emptying of the log: the next start does it. */
static void
test_power_loss (void)
{
  g_autoptr (Hall) hall = hall_new ();
  sqlite3 *other = NULL; /* who has the store open keeps the log from going by itself */

  if (!hall->file) {
    g_test_skip ("another store");
    return;
  }
  g_assert_cmpint (sqlite3_open (hall->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (other,
                    "UPDATE project SET name = 'Secret'; UPDATE project SET name = 'Project'", NULL,
                    NULL, NULL),
      ==, SQLITE_OK);
  hall_reopen (hall);
  assert_files_are_silent (hall);
  sqlite3_close (other);
}

/* A facilitator may not erase; what her laptop has dropped already comes back, conflicts too. */
static void
test_refused (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) two = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *person = desk_write (one, EV_KIND_PERSON, NULL, "given_name=Arta",
                                        "family_name=Hoxha", "phone=044123456", NULL);
  g_autofree char *phone = NULL;

  desk_sync_well (one);
  desk_sync_well (two);
  g_free (desk_write (one, EV_KIND_PERSON, person, "note=Here", NULL));
  g_free (desk_write (two, EV_KIND_PERSON, person, "note=There", NULL));
  desk_sync_well (two);
  desk_sync_well (one);
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM conflict"), ==, 1);
  g_free (desk_write (one, EV_KIND_PERSON, person, "erased=1", NULL));
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM conflict"), ==, 0);
  desk_sync_well (one);
  g_assert_cmpint (one->outcome.refused, ==, 1);
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM conflict"), ==, 1);
  g_assert_cmpuint (one->outcome.round_trips, ==, 1);
  phone = desk_value (one, EV_KIND_PERSON, person, "phone");
  g_assert_cmpstr (phone, ==, "044123456");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erasure/class", test_class_and_signatures);
  g_test_add_func ("/erasure/deleted-attendance", test_deleted_attendance);
  g_test_add_func ("/erasure/refused", test_refused);
  g_test_add_func ("/erasure/power-loss", test_power_loss);
  return g_test_run ();
}
