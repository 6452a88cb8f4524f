/* Files whose old content is overwritten before it is given up. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/shred-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/machine-private.h"

/* Overwrites an open file with zeros, to the disk. */
static void
overwrite (int descriptor)
{
  static const guint8 nothing[65536];
  struct stat status;
  gint64 left = fstat (descriptor, &status) == 0 ? (gint64)status.st_size : 0;
  gint64 at = 0;
  gssize written = 1;

  while (left > 0 && written > 0) {
    written = pwrite (descriptor, nothing, (gsize)MIN (left, (gint64)sizeof nothing), at);
    at += MAX (written, 0);
    left -= MAX (written, 0);
  }
  fsync (descriptor);
}

gboolean
ev_shred_replace (const char *from, const char *to, GError **error)
{
  int old = g_open (to, O_RDWR | O_CLOEXEC, 0);
  gboolean done = g_rename (from, to) == 0 || ev_machine_fail (to, error);

  if (done && old >= 0)
    overwrite (old);
  if (old >= 0)
    close (old);
  return done;
}

gboolean
ev_shred_remove (const char *path)
{
  int descriptor = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (descriptor >= 0) {
    overwrite (descriptor);
    close (descriptor);
  }
  return g_unlink (path) == 0 || errno == ENOENT;
}
