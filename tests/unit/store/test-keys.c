/* Tests of store/keys.h: what opens a register, here and on another machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/keys.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/recovery.h"
#include "register.h"
#include "store/backup.h"
#include "store/trailer-private.h"

#define WORDS "tetë fjalë të gjata"

static void
assert_opens_with (Register *reg, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvStore) store = ev_store_open (reg->data, &reg->options, &error);

  if (code < 0) {
    g_assert_no_error (error);
    g_assert_nonnull (store);
  } else {
    g_assert_null (store);
    g_assert_error (error, EV_ERROR, code);
  }
}

static void
close_register (Register *reg)
{
  g_clear_pointer (&reg->store, ev_store_close);
}

/* Whether anything in the file of keys or at the end of a daily backup opens by the machine. */
static gboolean
opens_by_machine (Register *reg)
{
  g_autoptr (GPtrArray) files = ev_backup_files (reg->data);
  gboolean opens = (ev_keys_ways (reg->data) & EV_KEYS_MACHINE) != 0;

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (EvKeyfile) keys = ev_trailer_read (files->pdata[i], NULL);
    g_assert_nonnull (keys);
    g_assert_true ((keys->machine != NULL) == opens);
  }
  return opens;
}

static void
test_passphrase (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GError) error = NULL;

  g_free (register_person (reg, "Arta", "Hoxha"));
  g_assert_true (ev_backup_daily (reg->store, 3, NULL));
  g_assert_true (opens_by_machine (reg));
  g_assert_false (ev_keys_set_passphrase (reg->store, "short", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
  g_assert_true (ev_keys_set_passphrase (reg->store, WORDS, NULL));
  g_assert_cmpint (ev_keys_ways (reg->data), ==, EV_KEYS_PASSPHRASE);
  g_assert_false (opens_by_machine (reg));
  close_register (reg);
  assert_opens_with (reg, EV_ERROR_LOCKED);
  reg->options.passphrase = "tetë fjalë të shkurta";
  assert_opens_with (reg, EV_ERROR_KEY);
  reg->options.passphrase = WORDS;
  register_reopen (reg);
  g_assert_true (ev_keys_set_passphrase (reg->store, "të tjera fjalë", NULL));
  close_register (reg);
  assert_opens_with (reg, EV_ERROR_KEY);
  reg->options.passphrase = "të tjera fjalë";
  register_reopen (reg);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 1);
  g_assert_true (ev_keys_remove_passphrase (reg->store, NULL));
  g_assert_true (opens_by_machine (reg));
  reg->options.passphrase = NULL;
  register_reopen (reg);
}

/* A folder carried away tells nothing to who has neither passphrase nor sheet. */
static void
test_carried (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *elsewhere = g_build_filename (reg->folder, "elsewhere", NULL);
  g_autofree char *device = g_strdup (ev_store_device (reg->store));
  char *letters, *others = NULL;
  const EvRandom random = ev_random_system ();
  g_autofree char *other_half = ev_recovery_new (&random, &others);

  g_free (register_person (reg, "Arta", "Hoxha"));
  letters = ev_keys_new_recovery (reg->store, NULL);
  g_assert_nonnull (letters);
  g_assert_cmpint (ev_keys_ways (reg->data), ==, EV_KEYS_MACHINE | EV_KEYS_RECOVERY);
  close_register (reg);
  reg->options.mark_folder = elsewhere;
  assert_opens_with (reg, EV_ERROR_LOCKED);
  reg->options.passphrase = WORDS; /* there is none to be right */
  assert_opens_with (reg, EV_ERROR_LOCKED);
  reg->options.recovery = others;
  assert_opens_with (reg, EV_ERROR_KEY);
  reg->options.recovery = "not letters";
  assert_opens_with (reg, EV_ERROR_INVALID);
  reg->options.recovery = letters;
  reg->options.passphrase = NULL;
  register_reopen (reg);
  g_assert_cmpstr (ev_store_device (reg->store), !=, device);
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 1);
  g_assert_true (ev_keys_remove_passphrase (reg->store, NULL));
  reg->options.recovery = NULL;
  register_reopen (reg);
  reg->options.mark_folder = reg->home; /* where it came from, it is a stranger now */
  close_register (reg);
  assert_opens_with (reg, EV_ERROR_LOCKED);
  ev_key_free_text (letters);
  ev_key_free_text (others);
}

/* The passphrase is forgotten: the sheet opens, and a new passphrase is set. */
static void
test_forgotten (void)
{
  g_autoptr (Register) reg = register_new ();
  char *letters = ev_keys_new_recovery (reg->store, NULL);
  g_autofree char *half = register_text (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "recovery_key");
  g_autofree char *found = ev_recovery_public (letters, NULL, NULL);

  g_assert_cmpstr (half, ==, found);
  g_assert_true (ev_keys_set_passphrase (reg->store, WORDS, NULL));
  close_register (reg);
  assert_opens_with (reg, EV_ERROR_LOCKED);
  reg->options.recovery = letters;
  register_reopen (reg);
  g_assert_true (ev_keys_set_passphrase (reg->store, "fjalë të reja", NULL));
  reg->options.recovery = NULL;
  reg->options.passphrase = "fjalë të reja";
  register_reopen (reg);
  reg->options.passphrase = NULL;
  ev_key_free_text (letters);
}

/* A recovery key that another laptop made comes with the project's record. */
static void
test_follows_project (void)
{
  g_autoptr (Register) reg = register_new ();
  const EvRandom random = ev_random_system ();
  char *letters = NULL;
  g_autofree char *half = ev_recovery_new (&random, &letters);

  g_free (register_write (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "recovery_key", half, NULL));
  register_reopen (reg);
  g_assert_cmpint (ev_keys_ways (reg->data), ==, EV_KEYS_MACHINE | EV_KEYS_RECOVERY);
  close_register (reg);
  reg->options.recovery = letters;
  assert_opens_with (reg, -1);
  reg->options.recovery = NULL;
  /* What is no key leaves what is there. */
  register_reopen (reg);
  g_free (
      register_write (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "recovery_key", "nonsense", NULL));
  register_reopen (reg);
  close_register (reg);
  reg->options.recovery = letters;
  assert_opens_with (reg, -1);
  reg->options.recovery = NULL;
  ev_key_free_text (letters);
}

static void
test_facilitator_makes_none (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ev_store_set_setting (reg->store, "role", "facilitator", NULL));
  g_assert_null (ev_keys_new_recovery (reg->store, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_DENIED);
}

static gint64
people (const char *folder, const EvStoreOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvStore) store = ev_store_open (folder, options, &error);

  g_assert_no_error (error);
  return ev_store_count (store, EV_KIND_PERSON, NULL);
}

/* A backup stands by itself: it opens by what opened its register. */
static void
test_restore (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = g_build_filename (reg->folder, "copy.db", NULL);
  g_autofree char *folder = g_build_filename (reg->folder, "another", NULL);
  g_autofree char *elsewhere = g_build_filename (reg->folder, "elsewhere", NULL);
  g_autofree char *abroad = g_build_filename (reg->folder, "abroad", NULL);
  g_autoptr (EvStore) fresh = NULL;
  g_autoptr (GError) error = NULL;
  EvStoreOptions there = reg->options;

  g_free (register_person (reg, "Arta", "Hoxha"));
  g_assert_true (ev_backup_write (reg->store, file, NULL));
  g_assert_true (ev_backup_restore (file, folder, &reg->options, &error));
  g_assert_no_error (error);
  g_assert_cmpint (people (folder, &reg->options), ==, 1);
  /* Elsewhere: not without something that opens it, and then nothing is left behind. */
  there.mark_folder = elsewhere;
  g_assert_false (ev_backup_restore (file, abroad, &there, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_true (ev_keys_set_passphrase (reg->store, WORDS, NULL));
  g_assert_true (ev_backup_write (reg->store, file, NULL));
  there.passphrase = WORDS;
  g_assert_true (ev_backup_restore (file, abroad, &there, &error));
  g_assert_cmpint (ev_keys_ways (abroad), ==, EV_KEYS_PASSPHRASE);
  g_assert_cmpint (people (abroad, &there), ==, 1);
  /* Over a register that has its own key: it keeps that. */
  g_assert_true (g_file_test (abroad, G_FILE_TEST_IS_DIR));
  g_free (folder);
  folder = g_build_filename (reg->folder, "own", NULL);
  fresh = ev_store_create (folder, &there, "own", "Own", NULL);
  g_clear_pointer (&fresh, ev_store_close);
  g_assert_true (ev_backup_restore (file, folder, &there, &error));
  g_assert_cmpint (ev_keys_ways (folder), ==, EV_KEYS_MACHINE);
  there.passphrase = NULL;
  g_assert_cmpint (people (folder, &there), ==, 1);
}

/* Over a register that nobody can open any more: it is put aside with its keys. */
static void
test_restore_over_locked (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (Register) other = register_new ();
  g_autofree char *file = g_build_filename (reg->folder, "copy.db", NULL);
  g_autofree char *aside = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (EvKeyfile) keys = NULL;
  g_autoptr (GError) error = NULL;

  g_free (register_person (reg, "Arta", "Hoxha"));
  g_assert_true (ev_backup_write (reg->store, file, NULL));
  g_assert_true (ev_keys_set_passphrase (other->store, WORDS, NULL));
  close_register (other);
  other->options.mark_folder = reg->home;
  g_assert_true (ev_backup_restore (file, other->data, &other->options, &error));
  g_assert_no_error (error);
  g_assert_cmpint (people (other->data, &other->options), ==, 1);
  files = ev_backup_files (other->data);
  g_assert_cmpuint (files->len, ==, 1);
  keys = ev_trailer_read (files->pdata[0], NULL);
  g_assert_nonnull (keys->passphrase);
  /* And comes back with the passphrase. */
  other->options.passphrase = WORDS;
  g_assert_true (ev_backup_restore (files->pdata[0], other->data, &other->options, &error));
  g_assert_no_error (error);
  g_assert_cmpint (people (other->data, &other->options), ==, 0);
  other->options.passphrase = NULL;
  other->options.mark_folder = other->home;
}

/* The file of keys may be lost as long as there is a backup. */
static void
test_keys_lost (void)
{
  static const char *const ruins[] = { NULL, "", "{}", "{\"version\":1" };

  for (guint i = 0; i < G_N_ELEMENTS (ruins); i++) {
    g_autoptr (Register) reg = register_new ();
    g_autofree char *keys = g_build_filename (reg->data, "keys", NULL);

    g_assert_true (ev_backup_daily (reg->store, 3, NULL));
    close_register (reg);
    if (ruins[i] == NULL)
      g_assert_cmpint (g_unlink (keys), ==, 0);
    else
      g_assert_true (g_file_set_contents (keys, ruins[i], -1, NULL));
    register_reopen (reg);
    g_assert_true (g_file_test (keys, G_FILE_TEST_EXISTS));
  }
}

/* The key of the machine lies outside the data folder, for its owner alone. */
static void
test_machine_key (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *file = g_build_filename (reg->home, "machine.key", NULL);
  g_autofree char *keys = g_build_filename (reg->data, "keys", NULL);
  g_autofree char *secret = NULL, *text = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (keys, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (file, &secret, NULL, NULL));
  g_assert_true (g_file_get_contents (keys, &text, NULL, NULL));
  g_assert_null (strstr (text, secret));
  close_register (reg);
  g_assert_cmpint (g_unlink (file), ==, 0);
  assert_opens_with (reg, EV_ERROR_LOCKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/passphrase", test_passphrase);
  g_test_add_func ("/keys/carried", test_carried);
  g_test_add_func ("/keys/forgotten", test_forgotten);
  g_test_add_func ("/keys/follows-project", test_follows_project);
  g_test_add_func ("/keys/facilitator-makes-none", test_facilitator_makes_none);
  g_test_add_func ("/keys/restore", test_restore);
  g_test_add_func ("/keys/restore-over-locked", test_restore_over_locked);
  g_test_add_func ("/keys/keys-lost", test_keys_lost);
  g_test_add_func ("/keys/machine-key", test_machine_key);
  return g_test_run ();
}
