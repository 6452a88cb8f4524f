/* Tests of store/backup.h: copies written and put back, daily ones, the health check. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "register.h"
#include "store/backup.h"
#include "store/exchange-log.h"
#include "store/people-erase.h"

static guint
count_problems (Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  return problems->len;
}

static char *
backup_of (Register *reg)
{
  char *file = g_build_filename (reg->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ev_backup_write (reg->store, file, &error));
  g_assert_no_error (error);
  return file;
}

static guint
count_files (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_prefix (name, prefix);
  return count;
}

static void
test_restore (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *kept = register_person (reg, "Arta", "Hoxha");
  g_autofree char *device = g_strdup (ev_store_device (reg->store));
  g_autofree char *file = backup_of (reg);
  g_autofree char *backups = g_build_filename (reg->data, "backups", NULL);
  g_autofree char *lost = register_person (reg, "Petar", "Ilić");
  g_autofree char *fresh = NULL;
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (ev_backup_restore (file, reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_true (ev_backup_restore (file, reg->data, &reg->options, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (backups, "before-restore-"), ==, 1);
  register_reopen (reg);
  g_assert_cmpstr (ev_store_device (reg->store), !=, device);
  g_assert_null (ev_store_read (reg->store, EV_KIND_PERSON, lost, NULL));
  /* What had no receipt is offered under the new identity, from seq 1 without a gap. */
  fresh = register_person (reg, "Mira", "Jović");
  g_assert_cmpstr (fresh, !=, lost);
  pending = ev_exchange_pending (reg->store, 0, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 2);
  for (guint i = 0; i < pending->len; i++) {
    const EvChange *change = pending->pdata[i];
    g_assert_cmpint (change->version.seq, ==, i + 1);
    g_assert_cmpstr (change->version.device, ==, ev_store_device (reg->store));
  }
  g_assert_cmpstr (((EvChange *)pending->pdata[0])->id, ==, kept);
  g_assert_cmpuint (count_problems (reg), ==, 0);
}

/* A backup brings nobody back who was erased after it was made, whatever puts it in place. */
static void
test_restore_erased (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *arta = register_person (reg, "Arta", "Hoxha");
  g_autofree char *petar = register_person (reg, "Petar", "Ilić");
  g_autofree char *file = backup_of (reg);
  g_autoptr (EvRecord) erased = NULL;
  g_autofree char *name = NULL;

  g_assert_true (ev_people_erase (reg->store, arta, NULL, NULL));
  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_true (ev_backup_restore (file, reg->data, &reg->options, NULL));
  register_reopen (reg);
  erased = ev_store_read (reg->store, EV_KIND_PERSON, arta, NULL);
  g_assert_cmpint (ev_record_integer (erased, "erased"), ==, 1);
  g_assert_null (ev_record_value (erased, "family_name"));
  name = register_text (reg, EV_KIND_PERSON, petar, "given_name");
  g_assert_cmpstr (name, ==, "Petar");
  g_assert_cmpuint (count_problems (reg), ==, 0);
}

static void
test_restore_refused (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *file = g_build_filename (reg->folder, "letter.txt", NULL);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_true (g_file_set_contents (file, "Dear all", -1, NULL));
  g_assert_false (ev_backup_restore (file, reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_false (ev_backup_restore (file, reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_false (ev_backup_restore ("none.db", reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
  register_reopen (reg);
  name = register_text (reg, EV_KIND_PERSON, id, "given_name");
  g_assert_cmpstr (name, ==, "Arta");
}

/* A damaged register is put aside as it is, never deleted. */
static void
test_restore_over_damage (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *file = backup_of (reg);
  g_autofree char *database = g_build_filename (reg->data, "register.db", NULL);
  g_autofree char *backups = g_build_filename (reg->data, "backups", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_true (g_file_set_contents (database, "ruined", -1, NULL));
  g_assert_null (ev_store_open (reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
  g_assert_true (ev_backup_restore (file, reg->data, &reg->options, &error));
  g_assert_cmpuint (count_files (backups, "before-restore-"), ==, 1);
  register_reopen (reg);
  g_assert_cmpuint (count_problems (reg), ==, 0);
}

static void
test_daily (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *backups = g_build_filename (reg->data, "backups", NULL);

  for (guint day = 0; day < 6; day++) {
    g_assert_true (ev_backup_daily (reg->store, 3, NULL));
    g_assert_true (ev_backup_daily (reg->store, 3, NULL));
    g_assert_cmpuint (count_files (backups, "daily-"), ==, MIN (day + 1, 3));
    reg->now += 86400000;
  }
}

/* What is put wrong behind the store's back is found; each by itself. */
static void
test_check (void)
{
  static const char *const wrongs[] = {
    "UPDATE person SET gender = 'wrong'",
    "UPDATE person SET given_name = NULL",
    "UPDATE person SET family_name = 'Other'",
    "UPDATE person SET merged_into = '0000000000000-9'",
    "UPDATE session SET event = '0000000000000-9'",
    "UPDATE person SET versions = '[]'",
    "UPDATE person SET versions = 'nonsense'",
    "UPDATE standing SET digest = '00000000000000000000000000000000'",
    "DELETE FROM session",
    "DELETE FROM index_text",
    "DELETE FROM candidate_key",
    "INSERT INTO candidate_key VALUES ('n:A', 99)",
    "INSERT INTO word VALUES (0, 'a', 'a', 99)",
    "UPDATE change SET fields = '{}'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *event =
        register_write (reg, EV_KIND_EVENT, NULL, "title", "Debate", "type", "training", NULL);
    g_free (
        register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL));
    g_free (register_person (reg, "Arta", "Hoxha"));
    g_assert_cmpuint (count_problems (reg), ==, 0);
    g_free (register_sql (reg, wrongs[i]));
    g_test_message ("after %s", wrongs[i]);
    g_assert_cmpuint (count_problems (reg), >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/restore", test_restore);
  g_test_add_func ("/backup/restore-erased", test_restore_erased);
  g_test_add_func ("/backup/restore-refused", test_restore_refused);
  g_test_add_func ("/backup/restore-over-damage", test_restore_over_damage);
  g_test_add_func ("/backup/daily", test_daily);
  g_test_add_func ("/backup/check", test_check);
  return g_test_run ();
}
