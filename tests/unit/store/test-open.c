/* Tests of store/store.h: making and opening a register, whatever is found in the folder. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "register.h"
#include "store/backup.h"
#include "store/exchange-log.h"
#include "store/keys.h"
#include "store/schema-private.h"

static void
assert_opens_with (Register *reg, EvErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvStore) store = ev_store_open (reg->data, &reg->options, &error);

  g_assert_null (store);
  g_assert_error (error, EV_ERROR, (int)code);
}

static void
test_create (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autofree char *name = NULL, *fresh = g_build_filename (reg->folder, "fresh", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (ev_id_is_device (ev_store_device (reg->store)));
  g_assert_cmpint (g_stat (reg->data, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_null (ev_store_create (reg->data, &reg->options, "x", "X", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_null (ev_store_create (reg->data, &reg->options, "x", "X", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (ev_store_create (fresh, &reg->options, "", "X", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (ev_store_open (fresh, &reg->options, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_FOUND);
  g_assert_cmpint (ev_vault_look (file, NULL), ==, EV_VAULT_UNKNOWN);
  register_reopen (reg);
  name = register_text (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "name");
  g_assert_cmpstr (name, ==, "Forums");
}

/* In a child that may not write there; answers the error's code. */
static int
open_as_nobody (Register *reg)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0) {
    g_autoptr (GError) error = NULL;
    if (geteuid () == 0 && setuid (65534) != 0)
      _exit (98);
    if (ev_store_open (reg->data, &reg->options, &error) != NULL)
      _exit (99);
    _exit (error->code);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WEXITSTATUS (status);
}

static void
test_read_only (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *keys = g_build_filename (reg->data, "keys", NULL);
  g_autofree char *machine_key = g_build_filename (reg->home, "machine.key", NULL);
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autofree char *lock = g_build_filename (reg->data, "lock", NULL);

  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_cmpint (g_chmod (reg->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (reg->data, 0555), ==, 0);
  g_assert_cmpint (g_chmod (reg->home, 0755), ==, 0);
  g_assert_cmpint (g_chmod (keys, 0444), ==, 0);
  g_assert_cmpint (g_chmod (machine_key, 0444), ==, 0);
  g_assert_cmpint (g_chmod (file, 0444), ==, 0);
  g_assert_cmpint (g_chmod (lock, 0444), ==, 0);
  g_assert_cmpint (open_as_nobody (reg), ==, EV_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (lock, 0666), ==, 0); /* only the database cannot be written */
  g_assert_cmpint (open_as_nobody (reg), ==, EV_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (reg->data, 0700), ==, 0);
}

static void
overwrite (const char *file, goffset offset, gsize length)
{
  g_autofree guint8 *noise = g_malloc (length);
  int descriptor = g_open (file, O_RDWR, 0);

  memset (noise, 0xa5, length);
  g_assert_cmpint (pwrite (descriptor, noise, length, offset), ==, (gssize)length);
  close (descriptor);
}

/* Whatever is damaged is told, and nothing is deleted. */
static void
test_damaged (void)
{
  static const struct {
    goffset offset;
    gsize length;
  } wounds[] = { { 0, 16 }, { 0, 4096 }, { 100, 3000 }, { 16, 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (wounds); i++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
    GStatBuf before, after;

    g_clear_pointer (&reg->store, ev_store_close);
    overwrite (file, wounds[i].offset, wounds[i].length);
    g_assert_cmpint (g_stat (file, &before), ==, 0);
    assert_opens_with (reg, EV_ERROR_DAMAGED);
    g_assert_cmpint (g_stat (file, &after), ==, 0);
    g_assert_cmpint (before.st_size, ==, after.st_size);
  }
}

/* Damage within is found by the check, or by whoever reads there. */
static void
test_damaged_within (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autofree char *root = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    g_free (register_person (reg, "Arta", "Hoxha"));
  g_clear_pointer (&reg->store, ev_store_close);
  root = register_sql (reg, "SELECT rootpage FROM sqlite_schema WHERE name = 'person'");
  overwrite (file, (g_ascii_strtoll (root, NULL, 10) - 1) * 4096, 4096);
  register_reopen (reg);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, &error), ==, -1);
  g_assert_error (error, EV_ERROR, EV_ERROR_DAMAGED);
  g_clear_error (&error);
  problems = ev_backup_check (reg->store, &error);
  g_assert_true (problems == NULL ? g_error_matches (error, EV_ERROR, EV_ERROR_DAMAGED)
                                  : problems->len > 0);
}

static void
test_too_new (void)
{
  static const char *const newer[] = { "PRAGMA user_version = 99",
                                       "ALTER TABLE person ADD COLUMN shoe_size INTEGER" };

  for (guint i = 0; i < G_N_ELEMENTS (newer); i++) {
    g_autoptr (Register) reg = register_new ();
    g_clear_pointer (&reg->store, ev_store_close);
    g_free (register_sql (reg, newer[i]));
    assert_opens_with (reg, EV_ERROR_TOO_NEW);
  }
}

/* A register made before a field and a kind were known: the column comes, with what was kept for it
 * as unknown, and a copy of the old register is kept. */
static void
test_older (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *copy = g_build_filename (reg->data, "backups", "before-migration.db", NULL);
  g_autofree char *settlement = NULL, *left = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_free (register_write (reg, EV_KIND_PERSON, id, "settlement", "Livadica", NULL));
  g_clear_pointer (&reg->store, ev_store_close);
  g_free (register_sql (reg, "UPDATE person SET extra = json_object ('settlement', settlement)"));
  g_free (register_sql (reg, "ALTER TABLE person DROP COLUMN settlement"));
  g_free (register_sql (reg, "DROP TABLE note"));
  register_reopen (reg);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  settlement = register_text (reg, EV_KIND_PERSON, id, "settlement");
  g_assert_cmpstr (settlement, ==, "Livadica");
  left = register_sql (reg, "SELECT count (*) FROM person WHERE extra IS NOT NULL");
  g_assert_cmpstr (left, ==, "0");
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_NOTE, NULL), ==, 0);
  problems = ev_backup_check (reg->store, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Steps run in order from where the database is, or not at all. */
static void
test_steps (void)
{
  static const EvSchemaStep steps[] = {
    { 2, "INSERT INTO setting VALUES ('trace', (SELECT text || '2' FROM setting"
         " WHERE key = 'trace')) ON CONFLICT (key) DO UPDATE SET text = excluded.text" },
    { 1, "INSERT INTO setting VALUES ('trace', '1')" },
    { 3, "INSERT INTO nowhere VALUES (1)" },
  };
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = g_build_filename (reg->data, "register.db", NULL);
  g_autoptr (EvSeal) seal = NULL;
  g_autoptr (EvDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *trace = NULL, *version = NULL;
  gboolean behind;

  g_clear_pointer (&reg->store, ev_store_close);
  seal = register_seal (reg);
  database = ev_database_open (file, ev_seal_vfs (seal), FALSE, NULL);
  g_assert_true (ev_database_script (database, "PRAGMA user_version = 1", NULL));
  g_assert_true (ev_schema_is_behind (database, 3, &behind, NULL));
  g_assert_true (behind);
  g_assert_true (ev_schema_migrate (database, steps, G_N_ELEMENTS (steps), 3, &error));
  trace = register_sql (reg, "SELECT text FROM setting WHERE key = 'trace'");
  g_assert_cmpstr (trace, ==, "12");
  version = register_sql (reg, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "3");
  g_assert_false (ev_schema_migrate (database, steps, G_N_ELEMENTS (steps), 4, &error));
  g_clear_error (&error);
  g_assert_false (ev_schema_migrate (database, steps, 0, 4, &error));
  g_clear_error (&error);
  g_assert_false (ev_schema_is_behind (database, 2, &behind, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_TOO_NEW);
}

/* A folder that is carried to another machine takes a new identity, under which what has no receipt
 * is offered; on the same machine it stays. */
static void
test_machine (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *device = g_strdup (ev_store_device (reg->store));
  g_autofree char *other = g_build_filename (reg->folder, "other-home", NULL);
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const EvChange *first, *second;

  g_free (register_write (reg, EV_KIND_PERSON, id, "family_name", "Berisha", NULL));
  register_reopen (reg);
  g_assert_cmpstr (ev_store_device (reg->store), ==, device);
  g_assert_true (ev_keys_set_passphrase (reg->store, "a long enough word", NULL));
  reg->options.mark_folder = other;
  reg->options.passphrase = "a long enough word";
  register_reopen (reg);
  g_assert_cmpstr (ev_store_device (reg->store), !=, device);
  pending = ev_exchange_pending (reg->store, 0, 10, NULL);
  g_assert_cmpuint (pending->len, ==, 2);
  first = pending->pdata[0];
  second = pending->pdata[1];
  g_assert_cmpstr (first->id, ==, id);
  g_assert_cmpstr (first->version.device, ==, ev_store_device (reg->store));
  g_assert_cmpint (first->version.seq, ==, 1);
  g_assert_cmpstr (ev_change_base (second, "family_name")->device, ==,
                   ev_store_device (reg->store));
  problems = ev_backup_check (reg->store, NULL);
  g_assert_cmpuint (problems->len, ==, 0);
  reg->options.mark_folder = reg->home;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/open/create", test_create);
  g_test_add_func ("/open/read-only", test_read_only);
  g_test_add_func ("/open/damaged", test_damaged);
  g_test_add_func ("/open/damaged-within", test_damaged_within);
  g_test_add_func ("/open/too-new", test_too_new);
  g_test_add_func ("/open/older", test_older);
  g_test_add_func ("/open/steps", test_steps);
  g_test_add_func ("/open/machine", test_machine);
  return g_test_run ();
}
