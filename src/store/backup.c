/* Copies of a register: written, put back, kept daily. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/copy-private.h"
#include "store/log-private.h"
#include "store/machine-private.h"
#include "store/schema-private.h"
#include "store/store-private.h"

#define DAILY "daily-"
#define SUFFIX ".db"

gboolean
ev_backup_write (EvStore *store, const char *file, GError **error)
{
  return ev_copy_write (store->database, file, store->vfs, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The daily copies in `folder`, oldest first. */
static GPtrArray *
daily_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, DAILY) && g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

gboolean
ev_backup_daily (EvStore *store, guint keep, GError **error)
{
  g_autofree char *folder = g_build_filename (store->folder, "backups", NULL);
  g_autofree char *today = ev_clock_date (ev_store_now (store));
  g_autofree char *name = g_strconcat (DAILY, today, SUFFIX, NULL);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) files = NULL;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!ev_machine_make_folder (folder, error) || !ev_backup_write (store, file, error))
    return FALSE;
  files = daily_files (folder);
  for (guint i = 0; i + keep < files->len; i++)
    g_unlink (files->pdata[i]);
  return TRUE;
}

/* Copies bytes as they are: the file that is put back is not to be touched. */
static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GMappedFile) map = NULL;
  g_autoptr (GError) failure = NULL;

  if (!g_file_test (from, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no file %s", from);
    return FALSE;
  }
  map = g_mapped_file_new (from, FALSE, &failure);
  if (map != NULL && g_file_set_contents_full (to, g_mapped_file_get_contents (map),
                                               (gssize)g_mapped_file_get_length (map),
                                               G_FILE_SET_CONTENTS_DURABLE, 0600, &failure))
    return TRUE;
  g_set_error (error, EV_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? EV_ERROR_DISK_FULL
                                                                           : EV_ERROR_STORAGE,
               "%s", failure->message);
  return FALSE;
}

static gboolean
is_sound (EvDatabase *database, GError **error)
{
  g_autoptr (EvQuery) query = ev_query_new (database, error, "PRAGMA quick_check (1)", "");
  gboolean behind;

  return query != NULL && ev_query_next (query, error) &&
         strcmp (ev_query_text (query, 0), "ok") == 0 &&
         ev_schema_is_behind (database, EV_SCHEMA_VERSION, &behind, error);
}

/* Numbers may have been used after the copy was made, so it goes on under a new identity. */
static gboolean
renew (EvDatabase *database, const EvStoreOptions *options, GError **error)
{
  g_auto (EvStanding) standing = { 0 };
  g_autofree char *device = ev_id_new_device (&options->random);

  if (!ev_standing_load (database, &standing, error) ||
      !ev_database_script (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  g_clear_pointer (&standing.machine, g_free);
  if (options->mark_folder != NULL)
    standing.machine = ev_machine_mark (options->mark_folder, &options->random);
  return ev_log_renew (database, &standing, device, error) &&
         ev_standing_save (database, &standing, error) &&
         ev_database_script (database, "COMMIT", error);
}

/* Makes `part` a sound register with a new identity out of `file`. */
static gboolean
prepare (const char *file, const char *part, const EvStoreOptions *options, GError **error)
{
  g_autoptr (EvDatabase) database = NULL;
  g_autoptr (GError) failure = NULL;

  ev_database_discard (part);
  if (!copy_file (file, part, error))
    return FALSE;
  database = ev_database_open (part, options->vfs, FALSE, &failure);
  if (database != NULL && is_sound (database, &failure) && renew (database, options, &failure) &&
      ev_database_checkpoint (database, &failure))
    return TRUE;
  if (failure == NULL || g_error_matches (failure, EV_ERROR, EV_ERROR_DAMAGED))
    g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "%s is no sound backup", file);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A name in `folder`/backups that is free. */
static char *
free_name (const char *folder, const EvClock *clock)
{
  g_autofree char *today = ev_clock_date (ev_clock_now (clock));
  char *file = NULL;

  for (guint i = 1; file == NULL || g_file_test (file, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *name = g_strdup_printf ("before-restore-%s-%u" SUFFIX, today, i);
    g_free (file);
    file = g_build_filename (folder, "backups", name, NULL);
  }
  return file;
}

static gboolean
move_if_there (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);

  return g_rename (source, target) == 0 || errno == ENOENT || ev_machine_fail (source, error);
}

/* Puts aside what is there: as a whole copy if it can be read, else as it is with its log. */
static gboolean
put_aside (const char *file, const char *folder, const EvStoreOptions *options, GError **error)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *aside = free_name (folder, &options->clock);
  g_autoptr (EvDatabase) database = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!ev_machine_make_folder (backups, error))
    return FALSE;
  database = ev_database_open (file, options->vfs, FALSE, NULL);
  if (database != NULL && is_sound (database, NULL))
    return ev_copy_write (database, aside, options->vfs, error);
  g_clear_pointer (&database, ev_database_close);
  return move_if_there (file, aside, "-wal", error) && move_if_there (file, aside, "", error);
}

static gboolean
replace (const char *part, const char *file, const char *folder, GError **error)
{
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  g_autofree char *shared = g_strconcat (file, "-shm", NULL);

  /* A log that was left behind would be played into the new file. */
  g_unlink (log);
  g_unlink (shared);
  if (g_rename (part, file) != 0)
    return ev_machine_fail (file, error);
  return ev_machine_sync_folder (folder, error);
}

gboolean
ev_backup_restore (const char *file, const char *folder, const EvStoreOptions *options,
                   GError **error)
{
  g_autofree char *target = g_build_filename (folder, EV_STORE_FILE, NULL);
  g_autofree char *part = g_strconcat (target, ".restore", NULL);
  gboolean done;
  int lock;

  if (!ev_machine_make_folder (folder, error))
    return FALSE;
  lock = ev_machine_lock (folder, error);
  if (lock < 0)
    return FALSE;
  done = prepare (file, part, options, error) && put_aside (target, folder, options, error) &&
         replace (part, target, folder, error);
  if (!done)
    ev_database_discard (part);
  close (lock);
  return done;
}
