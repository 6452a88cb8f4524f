/* Backups, the way back from one, and the audit. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "base/recovery.h"
#include "server/audit.h"
#include "server/restoration.h"

static void
sync_expecting (Laptop *laptop, const char *refused)
{
  g_autofree char *got = laptop_sync (laptop);
  g_assert_cmpstr (got, ==, refused);
}

static guint
count_problems (Hall *hall)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hall->central->begin (hall->central, FALSE, &error));
  ev_audit_run (hall->central, &problems, &error);
  g_assert_no_error (error);
  hall->central->rollback (hall->central);
  return problems->len;
}

static void
restore (Hall *hall, const char *file)
{
  g_autoptr (GError) error = NULL;
  ev_restoration_restore (hall->path, file, NULL, &hall->random, hall->now, &error);
  g_assert_no_error (error);
}

static void
test_what_was_lost_is_offered_again (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) two = NULL;
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *file = g_build_filename (hall->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;

  laptop_write (one, EV_KIND_EVENT, NULL, "title=Before", "type=forum", NULL);
  sync_expecting (one, "");
  ev_restoration_backup (hall->url, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (ev_restoration_backup (hall->url, file, NULL, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  two = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  laptop_write (one, EV_KIND_EVENT, NULL, "title=After", "type=forum", NULL);
  laptop_write (two, EV_KIND_EVENT, NULL, "title=New", "type=forum", NULL);
  sync_expecting (one, "");
  sync_expecting (two, "");
  restore (hall, file);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 1);
  /* The connection that was open goes on with the new contents. */
  sync_expecting (one, "");
  sync_expecting (two, "");
  sync_expecting (office, "");
  g_assert_true (one->verified && two->verified && office->verified);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 3);
  g_assert_cmpuint (count_problems (hall), ==, 0);
}

static void
test_what_was_decided_stays (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autofree char *file = g_build_filename (hall->folder, "backup.db", NULL);
  const char *person = laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);

  sync_expecting (one, "");
  sync_expecting (office, "");
  g_assert_true (ev_restoration_backup (hall->url, file, NULL, NULL, NULL));
  laptop_write (office, EV_KIND_PERSON, person, "erased=1", NULL);
  sync_expecting (office, "");
  g_assert_cmpint (hall_number (hall, "UPDATE device SET state = 1 WHERE role = 0 RETURNING 1"), ==,
                   1);
  restore (hall, file);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE fields LIKE '%Arta%'"), ==,
                   0);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM receipt WHERE body LIKE '%Arta%'"), ==,
                   0);
  sync_expecting (one, "revoked");
  sync_expecting (office, "");
  g_assert_true (office->verified);
  g_assert_cmpuint (count_problems (hall), ==, 0);
}

static void
test_a_bad_backup_changes_nothing (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autofree char *file = g_build_filename (hall->folder, "bad.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      g_file_set_contents (file, "this is no database at all, but long enough", -1, NULL));
  g_assert_false (
      ev_restoration_restore (hall->path, file, NULL, &hall->random, hall->now, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DAMAGED);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM project"), ==, 1);
}

/* The backup tells nothing without its letters, and neither they nor what they open lies on the
 * server. */
static void
test_a_sealed_backup (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *file = g_build_filename (hall->folder, "backup.sealed", NULL);
  g_autofree char *left = g_strconcat (hall->path, ".backing-up", NULL);
  g_autofree char *opened = g_strconcat (hall->path, ".opened", NULL);
  g_autofree char *bytes = NULL, *key = NULL, *other_key = NULL;
  char *letters = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  key = ev_recovery_new (&hall->random, &letters);
  other_key = ev_recovery_new (&hall->random, &other);
  laptop_write (one, EV_KIND_EVENT, NULL, "title=Zymbyle", "type=forum", NULL);
  sync_expecting (one, "");
  ev_restoration_backup (hall->url, file, key, &hall->random, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize)length, "Zymbyle"));
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  laptop_write (one, EV_KIND_EVENT, NULL, "title=After", "type=forum", NULL);
  sync_expecting (one, "");
  g_assert_false (
      ev_restoration_restore (hall->path, file, NULL, &hall->random, hall->now, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (
      ev_restoration_restore (hall->path, file, other, &hall->random, hall->now, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_KEY);
  g_clear_error (&error);
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 2);
  ev_restoration_restore (hall->path, file, letters, &hall->random, hall->now, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (opened, G_FILE_TEST_EXISTS));
  g_assert_cmpint (hall_number (hall, "SELECT count(*) FROM record WHERE kind = 3"), ==, 1);
  ev_key_free_text (letters);
  ev_key_free_text (other);
}

/* Who took the place, or lost it, does not get it back by an old backup. */
static void
test_invitations_stay_what_they_became (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autofree char *file = g_build_filename (hall->folder, "backup.db", NULL);
  g_autoptr (GArray) teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (Laptop) laptop = NULL;
  g_autofree char *code = NULL;
  gint64 expires;

  g_assert_true (hall->central->begin (hall->central, TRUE, NULL));
  code = ev_enrolment_invite (hall->central, &hall->random, hall->project, EV_ROLE_VIEWER, teams,
                              hall->now, &expires, NULL);
  g_assert_true (hall->central->commit (hall->central, NULL));
  g_assert_true (ev_restoration_backup (hall->url, file, NULL, NULL, NULL));
  hall_run (hall, "UPDATE invite SET revoked = 5");
  restore (hall, file);
  g_assert_cmpint (hall_number (hall, "SELECT revoked FROM invite"), ==, 5);
  laptop = laptop_new (hall, EV_ROLE_VIEWER, "");
  hall_run (hall, "UPDATE invite SET revoked = 0, token = 'used', device = (SELECT max (number)"
                  " FROM device) WHERE device = 0");
  restore (hall, file);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM invite WHERE token = 'used' AND device"
                                      " IN (SELECT number FROM device)"),
                   ==, 1);
}

static void
test_the_audit_finds_a_changed_value (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");

  laptop_write (one, EV_KIND_EVENT, NULL, "title=Honest", "type=forum", NULL);
  sync_expecting (one, "");
  g_assert_cmpuint (count_problems (hall), ==, 0);
  hall_number (hall, "UPDATE record SET fields = replace (fields, 'Honest', 'Forged')"
                     " WHERE kind = 3 RETURNING 1");
  g_assert_cmpuint (count_problems (hall), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/restoration/offered-again", test_what_was_lost_is_offered_again);
  g_test_add_func ("/restoration/decided", test_what_was_decided_stays);
  g_test_add_func ("/restoration/sealed", test_a_sealed_backup);
  g_test_add_func ("/restoration/invitations", test_invitations_stay_what_they_became);
  g_test_add_func ("/restoration/bad", test_a_bad_backup_changes_nothing);
  g_test_add_func ("/restoration/audit", test_the_audit_finds_a_changed_value);
  return g_test_run ();
}
