/* Copies of a register: written, kept daily. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/copy-private.h"
#include "store/machine-private.h"
#include "store/store-private.h"

#define FOLDER "backups"
#define DAILY "daily-"
#define SUFFIX ".db"

gboolean
ev_backup_write (EvStore *store, const char *file, GError **error)
{
  g_autoptr (EvKeyfile) keyfile = ev_keyfile_load (store->folder, error);
  g_autofree char *keys = keyfile != NULL ? ev_keyfile_format (keyfile) : NULL;

  return keys != NULL &&
         ev_copy_write (store->database, file, ev_seal_vfs (store->seal), keys, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
ev_backup_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (folder, FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

/* The daily copies, oldest first. */
static GPtrArray *
daily_files (const char *folder)
{
  GPtrArray *files = ev_backup_files (folder);

  for (guint i = files->len; i > 0; i--) {
    g_autofree char *name = g_path_get_basename (files->pdata[i - 1]);
    if (!g_str_has_prefix (name, DAILY))
      g_ptr_array_remove_index (files, i - 1);
  }
  return files;
}

char *
ev_backup_free_name (const char *folder, const char *what, const EvClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FOLDER, NULL);
  g_autofree char *today = ev_clock_date (ev_clock_now (clock));
  char *file = NULL;

  if (!ev_machine_make_folder (path, error))
    return NULL;
  for (guint i = 1; file == NULL || g_file_test (file, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *name = g_strdup_printf ("before-%s-%s-%u" SUFFIX, what, today, i);
    g_free (file);
    file = g_build_filename (path, name, NULL);
  }
  return file;
}

gboolean
ev_backup_daily (EvStore *store, guint keep, GError **error)
{
  g_autofree char *folder = g_build_filename (store->folder, FOLDER, NULL);
  g_autofree char *today = ev_clock_date (ev_store_now (store));
  g_autofree char *name = g_strconcat (DAILY, today, SUFFIX, NULL);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) files = NULL;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!ev_machine_make_folder (folder, error) || !ev_backup_write (store, file, error))
    return FALSE;
  files = daily_files (store->folder);
  for (guint i = 0; i + keep < files->len; i++)
    g_unlink (files->pdata[i]);
  return TRUE;
}
