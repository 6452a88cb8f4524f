/* Tests of the vault: nothing can be read in any file, and whatever is changed there is noticed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "power-loss-vfs.h"
#include "register.h"
#include "store/backup.h"
#include "store/copy-private.h"
#include "store/roster.h"

#define PAGE 4096
#define FRAME (24 + PAGE)
#define LOG_HEADER 32

/* What stands nowhere but in the records. */
static const char *const words[] = { "Zqarta",   "Zqhoxha", "Зqмилица", "044 987 654", "ashkali",
                                     "Zqdebate", "zqarta",  "zqhoxha",  "044987654",   "zqdebate" };

static char *
file_of (Register *reg, const char *name)
{
  return g_build_filename (reg->data, name, NULL);
}

/* People, an event and attendances whose words are those above. */
static void
plant (Register *reg, guint people)
{
  g_autofree char *event =
      register_write (reg, EV_KIND_EVENT, NULL, "title", "Zqdebate", "type", "training", NULL);
  g_autofree char *session =
      register_write (reg, EV_KIND_SESSION, NULL, "event", event, "date", "2025-06-15", NULL);

  for (guint i = 0; i < people; i++) {
    g_autofree char *id = register_write (
        reg, EV_KIND_PERSON, NULL, "given_name", i % 2 == 0 ? "Zqarta" : "Зqмилица", "family_name",
        "Zqhoxha", "phone", "044 987 654", "consent", "paper", "community", "ashkali", NULL);
    g_assert_true (ev_roster_mark (reg->store, session, id, "present", "tick", NULL));
  }
}

static const char *
word_in_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (memmem (bytes, length, words[i], strlen (words[i])) != NULL)
      return words[i];
  return NULL;
}

/* The first file below `path` that holds one of the words, owned; NULL if none does. */
static char *
find_word (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name, *word;
  char *found = NULL;

  if (dir == NULL) {
    word = word_in_file (path);
    return word != NULL ? g_strdup_printf ("%s in %s", word, path) : NULL;
  }
  while (found == NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *inner = g_build_filename (path, name, NULL);
    found = find_word (inner);
  }
  return found;
}

static void
assert_unreadable (Register *reg, const char *when)
{
  g_autofree char *found = find_word (reg->folder);

  if (found != NULL)
    g_error ("%s: %s", when, found);
}

static void
assert_sound (Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = ev_backup_check (reg->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
copy_to (Register *reg, const char *name, const char *to)
{
  g_autofree char *from = file_of (reg, name);
  g_autofree char *bytes = NULL;
  gsize length;

  if (g_file_get_contents (from, &bytes, &length, NULL))
    g_assert_true (g_file_set_contents (to, bytes, (gssize)length, NULL));
}

/* What a crash would leave of the open register: its files as they are now, put back once it is
 * closed. */
static void
crash (Register *reg)
{
  static const char *const names[] = { "register.db", "register.db-wal", "commits" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *kept = g_build_filename (reg->folder, names[i], NULL);
    copy_to (reg, names[i], kept);
  }
  g_clear_pointer (&reg->store, ev_store_close);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *kept = g_build_filename (reg->folder, names[i], NULL);
    g_autofree char *file = file_of (reg, names[i]);
    g_assert_cmpint (g_rename (kept, file), ==, 0);
  }
}

static gint64
size_of (const char *file)
{
  GStatBuf status;
  return g_stat (file, &status) == 0 ? (gint64)status.st_size : 0;
}

static void
test_unreadable (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *copy = g_build_filename (reg->folder, "copy.db", NULL);
  g_autofree char *log = file_of (reg, "register.db-wal");

  plant (reg, 60);
  assert_unreadable (reg, "in the log");
  g_assert_true (ev_backup_daily (reg->store, 3, NULL));
  g_assert_true (ev_backup_write (reg->store, copy, NULL));
  assert_unreadable (reg, "in backups");
  g_free (register_sql (reg, "PRAGMA wal_checkpoint (TRUNCATE)"));
  assert_unreadable (reg, "after the log was written back");
  plant (reg, 20);
  crash (reg);
  assert_unreadable (reg, "after a crash");
  g_assert_cmpint (size_of (log), >, 0);
  register_reopen (reg);
  g_assert_cmpint (size_of (log), ==, 0); /* what was erased may stand in it */
  g_clear_pointer (&reg->store, ev_store_close);
  g_free (register_sql (reg, "VACUUM"));
  assert_unreadable (reg, "after VACUUM");
  register_reopen (reg);
  assert_sound (reg);
}

/* A rollback journal, as copies are written with, holds pages too while a transaction is open. */
static void
test_journal (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = file_of (reg, "register.db");
  g_autofree char *journal = file_of (reg, "register.db-journal");
  g_autofree char *kept = g_build_filename (reg->folder, "kept", NULL);
  g_autofree char *kept_file = g_build_filename (reg->folder, "kept.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (EvSeal) seal = NULL;
  g_autoptr (EvDatabase) database = NULL;
  GStatBuf status;

  plant (reg, 40);
  g_clear_pointer (&reg->store, ev_store_close);
  before = register_sql (reg, "SELECT count (*) FROM person WHERE given_name = 'Zqarta'");
  seal = register_seal (reg);
  database = ev_database_open (file, ev_seal_vfs (seal), FALSE, NULL);
  g_assert_true (ev_database_script (database,
                                     "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 5;"
                                     "BEGIN IMMEDIATE; UPDATE person SET given_name = 'other'",
                                     NULL));
  g_assert_true (ev_database_script (
      database, "UPDATE person SET family_name = 'other'; UPDATE change SET fields = '{}'", NULL));
  g_assert_cmpint (g_stat (journal, &status), ==, 0);
  g_assert_cmpint (status.st_size, >, 5 * PAGE);
  assert_unreadable (reg, "in a journal");
  copy_to (reg, "register.db-journal", kept);
  copy_to (reg, "register.db", kept_file);
  g_assert_true (ev_database_script (database, "ROLLBACK", NULL));
  g_clear_pointer (&database, ev_database_close);
  /* What a crash would have left: a half-written file and the journal that mends it. */
  g_assert_cmpint (g_rename (kept, journal), ==, 0);
  g_assert_cmpint (g_rename (kept_file, file), ==, 0);
  after = register_sql (reg, "SELECT count (*) FROM person WHERE given_name = 'Zqarta'");
  g_assert_cmpstr (after, ==, before);
  register_reopen (reg);
  assert_sound (reg);
}

static void
flip (const char *file, goffset offset)
{
  int descriptor = g_open (file, O_RDWR, 0);
  guint8 byte;

  g_assert_cmpint (pread (descriptor, &byte, 1, offset), ==, 1);
  byte ^= 1 << (offset % 8);
  g_assert_cmpint (pwrite (descriptor, &byte, 1, offset), ==, 1);
  close (descriptor);
}

/* Opens and looks at everything; what it says, owned. */
static char *
what_is_wrong (Register *reg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  reg->store = ev_store_open (reg->data, &reg->options, &error);
  if (reg->store != NULL)
    problems = ev_backup_check (reg->store, &error);
  g_clear_pointer (&reg->store, ev_store_close);
  if (error != NULL) {
    g_assert_error (error, EV_ERROR, EV_ERROR_DAMAGED);
    return g_strdup (error->message);
  }
  return g_strdup (problems->len > 0 ? problems->pdata[0] : "nothing");
}

static void
test_flipped_bit (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = file_of (reg, "register.db");
  gint64 pages;

  plant (reg, 30);
  g_clear_pointer (&reg->store, ev_store_close);
  g_free (register_sql (reg, "DELETE FROM word")); /* leaves free pages */
  g_free (register_sql (reg, "PRAGMA wal_checkpoint (TRUNCATE)"));
  pages = size_of (file) / PAGE;
  g_assert_cmpint (pages, >, 20);
  for (gint64 page = 0; page < pages; page++) {
    goffset offset = page * PAGE + page * 677 % PAGE;
    g_autofree char *named = g_strdup_printf ("page %" G_GINT64_FORMAT " does not open", page + 1);
    g_autofree char *said = NULL;
    flip (file, offset);
    said = what_is_wrong (reg);
    if (strstr (said, named) == NULL)
      g_error ("a bit of page %" G_GINT64_FORMAT ": %s", page + 1, said);
    flip (file, offset);
  }
}

/* Sealed pages that change places do not open either. */
static void
test_moved_page (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = file_of (reg, "register.db");
  g_autofree char *bytes = NULL, *said = NULL;
  gsize length;

  plant (reg, 5);
  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  memcpy (bytes + 4 * PAGE, bytes + 5 * PAGE, PAGE);
  g_assert_true (g_file_set_contents (file, bytes, (gssize)length, NULL));
  said = what_is_wrong (reg);
  g_assert_nonnull (strstr (said, "page 5 does not open"));
}

/* Whatever is taken from the log is noticed, even where SQLite itself sees a shorter log that is
 * sound: the register goes on under another identity, says so, and keeps what was found. */
static void
test_log_loses (void)
{
  for (guint way = 0; way < 8; way++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *log = file_of (reg, "register.db-wal");
    g_autofree char *counter = file_of (reg, "commits");
    g_autofree char *device = g_strdup (ev_store_device (reg->store));
    g_autofree char *said = NULL, *kept = NULL;
    gint64 frames;

    g_free (register_sql (reg, "PRAGMA wal_checkpoint (TRUNCATE)"));
    plant (reg, 6);
    crash (reg);
    frames = (size_of (log) - LOG_HEADER) / FRAME;
    g_assert_cmpint (frames, >, 20);
    if (way == 0)
      g_assert_cmpint (g_unlink (log), ==, 0);
    else if (way == 1)
      g_assert_cmpint (g_unlink (counter), ==, 0);
    else if (way == 2)
      flip (counter, 3);
    else if (way == 3)
      g_assert_cmpint (truncate (log, LOG_HEADER + (frames - 1) * FRAME), ==, 0);
    else if (way < 7)
      flip (log, LOG_HEADER + (frames - 1) * (way - 4) / 2 * FRAME + 20 + way * 600);
    said = what_is_wrong (reg);
    if (way == 7) {
      g_assert_cmpstr (said, ==, "nothing");
      continue;
    }
    g_test_message ("%u: %s", way, said);
    g_assert_true (g_str_has_prefix (said, "On 2025-06-15 the "));
    kept = g_build_filename (reg->data, "backups", "before-lost-2025-06-15-1.db", NULL);
    g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
    register_reopen (reg);
    g_assert_cmpstr (ev_store_device (reg->store), !=, device);
    g_assert_true (ev_store_set_setting (reg->store, "log.lost", NULL, NULL));
    assert_sound (reg);
    g_free (register_person (reg, "Arta", "Hoxha"));
    register_reopen (reg);
    assert_sound (reg);
  }
}

/* Another register's key is another's, not a broken disk. */
static void
test_wrong_key (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (Register) other = register_new ();
  g_autofree char *keys = file_of (reg, "keys");
  g_autoptr (GError) error = NULL;

  other->options.mark_folder = reg->home;
  g_clear_pointer (&other->store, ev_store_close);
  g_clear_pointer (&reg->store, ev_store_close);
  copy_to (other, "keys", keys);
  g_assert_null (ev_store_open (reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_LOCKED);
  g_clear_error (&error);
  reg->options.mark_folder = other->home;
  g_assert_null (ev_store_open (reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_KEY);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (keys), ==, 0);
  g_assert_null (ev_store_open (reg->data, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_KEY);
  reg->options.mark_folder = reg->home;
}

/* Makes the register in `reg` what an older version would have left: plain, with a plain backup. */
static void
make_plain (Register *reg)
{
  static const char *const gone[] = { "keys", "commits", "register.db-wal", "register.db-shm" };
  g_autofree char *file = file_of (reg, "register.db");
  g_autofree char *plain = file_of (reg, "plain");
  g_autofree char *backups = file_of (reg, "backups");
  g_autofree char *daily = g_build_filename (backups, "daily-2025-06-01.db", NULL);
  g_autofree char *broken = g_build_filename (backups, "before-restore-2025-06-01-1.db", NULL);
  g_autoptr (EvSeal) seal = register_seal (reg);
  g_autoptr (EvDatabase) database = NULL;

  g_clear_pointer (&reg->store, ev_store_close);
  database = ev_database_open (file, ev_seal_vfs (seal), FALSE, NULL);
  g_mkdir (backups, 0700);
  g_assert_true (ev_copy_write (database, plain, NULL, NULL, NULL));
  g_assert_true (ev_copy_write (database, daily, NULL, NULL, NULL));
  g_assert_true (ev_copy_write (database, broken, NULL, NULL, NULL));
  g_clear_pointer (&database, ev_database_close);
  g_assert_cmpint (truncate (broken, 20 * PAGE), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++) {
    g_autofree char *path = file_of (reg, gone[i]);
    g_unlink (path);
  }
  g_assert_cmpint (g_rename (plain, file), ==, 0);
}

static void
test_migrate (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = file_of (reg, "register.db");
  g_autofree char *found = NULL;

  plant (reg, 40);
  make_plain (reg);
  g_assert_cmpint (ev_vault_look (file, NULL), ==, EV_VAULT_PLAIN);
  found = find_word (reg->folder);
  g_assert_nonnull (found); /* the search can find */
  register_reopen (reg);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 40);
  assert_sound (reg);
  assert_unreadable (reg, "after sealing");
  g_clear_pointer (&reg->store, ev_store_close);
  {
    g_autofree char *daily = g_build_filename (reg->data, "backups", "daily-2025-06-01.db", NULL);
    g_assert_true (ev_backup_restore (daily, reg->data, &reg->options, NULL));
  }
  register_reopen (reg);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 40);
}

/* Wherever the power goes while a plain register is sealed, the next start has it whole. */
static void
test_power_loss_while_sealed (void)
{
  gboolean through = FALSE;

  for (guint fuse = 1; !through; fuse += 3) {
    g_autoptr (PowerLoss) disk = power_loss_new ("sealing", fuse);
    g_autoptr (Register) reg = register_new ();

    plant (reg, 3);
    make_plain (reg);
    reg->options.vfs = "sealing";
    power_loss_arm (disk, fuse);
    reg->store = ev_store_open (reg->data, &reg->options, NULL);
    through = reg->store != NULL && !power_loss_is_out (disk);
    g_clear_pointer (&reg->store, ev_store_close);
    power_loss_recover (disk);
    register_reopen (reg);
    g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 3);
    assert_sound (reg);
    assert_unreadable (reg, "after a power loss while it was sealed");
    g_clear_pointer (&reg->store, ev_store_close);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/unreadable", test_unreadable);
  g_test_add_func ("/vault/journal", test_journal);
  g_test_add_func ("/vault/flipped-bit", test_flipped_bit);
  g_test_add_func ("/vault/moved-page", test_moved_page);
  g_test_add_func ("/vault/log-loses", test_log_loses);
  g_test_add_func ("/vault/wrong-key", test_wrong_key);
  g_test_add_func ("/vault/migrate", test_migrate);
  g_test_add_func ("/vault/power-loss-while-sealed", test_power_loss_while_sealed);
  return g_test_run ();
}
