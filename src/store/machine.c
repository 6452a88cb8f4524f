/* Marks outside the database: who has the folder, and which machine this is. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/machine-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/id.h"

gboolean
ev_machine_fail (const char *path, GError **error)
{
  int failure = errno;
  EvErrorCode code = EV_ERROR_STORAGE;

  if (failure == EACCES || failure == EROFS || failure == EPERM)
    code = EV_ERROR_READ_ONLY;
  else if (failure == ENOSPC || failure == EDQUOT)
    code = EV_ERROR_DISK_FULL;
  else if (failure == ENOENT || failure == ENOTDIR)
    code = EV_ERROR_NOT_FOUND;
  g_set_error (error, EV_ERROR, code, "%s: %s", path, g_strerror (failure));
  return FALSE;
}

gboolean
ev_machine_make_folder (const char *folder, GError **error)
{
  return g_mkdir_with_parents (folder, 0700) == 0 || ev_machine_fail (folder, error);
}

int
ev_machine_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (descriptor < 0) {
    ev_machine_fail (path, error);
    return -1;
  }
  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor;
  if (errno == EWOULDBLOCK)
    g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "another program has %s", folder);
  else
    ev_machine_fail (path, error);
  close (descriptor);
  return -1;
}

gboolean
ev_machine_write_file (const char *path, const void *bytes, gssize length, GError **error)
{
  g_autoptr (GError) failure = NULL;
  EvErrorCode code = EV_ERROR_STORAGE;

  if (g_file_set_contents_full (path, bytes, length, G_FILE_SET_CONTENTS_DURABLE, 0600, &failure))
    return TRUE;
  if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    code = EV_ERROR_DISK_FULL;
  else if (g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
           g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_PERM) ||
           g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    code = EV_ERROR_READ_ONLY;
  g_set_error (error, EV_ERROR, code, "%s", failure->message);
  return FALSE;
}

static char *
read_mark (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_strstrip (text);
  return ev_id_is_device (text) ? g_steal_pointer (&text) : NULL;
}

char *
ev_machine_mark (const char *folder, const EvRandom *random)
{
  g_autofree char *path = g_build_filename (folder, "machine", NULL);
  g_autofree char *mark = read_mark (path);

  if (mark != NULL)
    return g_steal_pointer (&mark);
  mark = ev_id_new_device (random);
  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents_full (path, mark, -1, G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return NULL;
  return g_steal_pointer (&mark);
}

gboolean
ev_machine_sync_folder (const char *folder, GError **error)
{
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = descriptor >= 0 && fsync (descriptor) == 0;

  if (!done)
    ev_machine_fail (folder, error);
  if (descriptor >= 0)
    close (descriptor);
  return done;
}
