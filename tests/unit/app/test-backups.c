/* The daily backup runs by itself, says what is in it, and comes back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/preferences/backup-preview.h"
#include "app/register/register.h"
#include "app/register/setup.h"

typedef struct {
  char *above, *folder;
  EvLists *lists;
  gboolean done;
} Fixture;

static void
add (EvStore *store, EvKind kind, const char *field, const char *text, const char *type)
{
  g_autoptr (EvChange) wish = ev_change_new (kind, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ev_change_set_text (wish, field, text);
  if (type)
    ev_change_set_text (wish, "type", type);
  id = ev_store_write (store, wish, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mark_folder = NULL;
  EvStoreOptions options;
  g_autoptr (EvStore) store = NULL;

  fixture->above = g_dir_make_tmp ("evidenca-backups-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_CONFIG_HOME", fixture->above, TRUE);
  fixture->folder = g_build_filename (fixture->above, "register", NULL);
  fixture->lists = ev_lists_load (NULL, &error);
  g_assert_no_error (error);
  mark_folder = ev_setup_mark_folder ();
  options = ev_setup_options (fixture->lists, mark_folder);
  store = ev_store_create (fixture->folder, &options, "P", "A project", &error);
  g_assert_no_error (error);
  add (store, EV_KIND_PERSON, "given_name", "Ana", NULL);
  add (store, EV_KIND_EVENT, "title", "Forum", "training");
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    remove_all (path);
    g_remove (path);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_all (fixture->above);
  g_rmdir (fixture->above);
  ev_lists_free (fixture->lists);
  g_free (fixture->above);
  g_free (fixture->folder);
}

/* The first backup, waited for: it is made in the background. */
static GPtrArray *
wait_for_backup (Fixture *fixture)
{
  GPtrArray *backups = ev_setup_backups (fixture->folder);
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (backups->len == 0 && g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (2000);
    g_ptr_array_unref (backups);
    backups = ev_setup_backups (fixture->folder);
  }
  g_assert_cmpuint (backups->len, ==, 1);
  return backups;
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (ev_register_restore_finish (EV_REGISTER (source), result, &error));
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static void
test_made_and_put_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRegister) reg = ev_register_open (fixture->folder, fixture->lists, &error);
  g_autoptr (GPtrArray) backups = NULL;
  g_auto (EvBackupPreview) preview = { 0 };
  const char *file;

  g_assert_no_error (error);
  backups = wait_for_backup (fixture);
  file = ((EvSetupBackup *)backups->pdata[0])->file;
  add (ev_register_store (reg), EV_KIND_PERSON, "given_name", "Vesna", NULL);
  g_assert_true (
      ev_backup_preview_look (file, fixture->folder, fixture->lists, NULL, &preview, &error));
  g_assert_no_error (error);
  g_assert_cmpint (preview.people, ==, 1);
  g_assert_cmpint (preview.events, ==, 1);
  g_assert_cmpint (ev_store_count (ev_register_store (reg), EV_KIND_PERSON, NULL), ==, 2);
  ev_register_restore (reg, file, restored_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ev_store_count (ev_register_store (reg), EV_KIND_PERSON, NULL), ==, 1);
}

static void
test_strange_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->above, "strange", NULL);
  g_auto (EvBackupPreview) preview = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "no backup", -1, NULL));
  g_assert_false (
      ev_backup_preview_look (file, fixture->folder, fixture->lists, NULL, &preview, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/backups/made-and-put-back", Fixture, NULL, set_up, test_made_and_put_back,
              tear_down);
  g_test_add ("/app/backups/strange-file", Fixture, NULL, set_up, test_strange_file, tear_down);
  return g_test_run ();
}
