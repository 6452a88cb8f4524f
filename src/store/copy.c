/* A consistent copy of an open database. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/copy-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/machine-private.h"
#include "store/trailer-private.h"

/* The copy stands by itself: no log beside it. */
static const char SETTINGS[] = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL";

static gboolean
copy_pages (EvDatabase *from, EvDatabase *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int result;

  if (backup == NULL)
    return ev_database_fail (to, error);
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || ev_database_fail (to, error);
}

static gboolean
make_empty (const char *path, GError **error)
{
  int descriptor = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (descriptor < 0)
    return ev_machine_fail (path, error);
  close (descriptor);
  return TRUE;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean done = descriptor >= 0 && fsync (descriptor) == 0;

  if (!done)
    ev_machine_fail (path, error);
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

static gboolean
write_copy (EvDatabase *database, const char *path, const char *vfs, GError **error)
{
  g_autoptr (EvDatabase) copy = NULL;

  ev_database_discard (path);
  if (!make_empty (path, error))
    return FALSE;
  copy = ev_database_open (path, vfs, TRUE, error);
  return copy != NULL && copy_pages (database, copy, error) &&
         ev_database_script (copy, SETTINGS, error);
}

gboolean
ev_copy_write (EvDatabase *database, const char *file, const char *vfs, const char *keys,
               GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  gboolean done = write_copy (database, part, vfs, error) && sync_file (part, error) &&
                  (keys == NULL || ev_trailer_append (part, keys, error));

  if (done && g_rename (part, file) != 0)
    done = ev_machine_fail (file, error);
  if (!done) {
    ev_database_discard (part);
    return FALSE;
  }
  return ev_machine_sync_folder (folder, error);
}
