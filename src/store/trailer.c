/* The wrapped keys at the end of a backup, so that it stands by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/trailer-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/machine-private.h"
#include "store/shred-private.h"

#define MAGIC "EVKEYS01"
#define MAGIC_LENGTH 8
#define END (4 + MAGIC_LENGTH)

static gboolean
append (int descriptor, const char *keys)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 length = GUINT32_TO_BE ((guint32)strlen (keys));

  g_byte_array_append (bytes, (const guint8 *)keys, (guint)strlen (keys));
  g_byte_array_append (bytes, (const guint8 *)&length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *)MAGIC, MAGIC_LENGTH);
  return write (descriptor, bytes->data, bytes->len) == (gssize)bytes->len &&
         fsync (descriptor) == 0;
}

gboolean
ev_trailer_append (const char *file, const char *keys, GError **error)
{
  int descriptor = g_open (file, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  gboolean done = descriptor >= 0 && append (descriptor, keys);

  if (!done)
    ev_machine_fail (file, error);
  if (descriptor >= 0)
    close (descriptor);
  return done;
}

/* The trailer of `length` bytes at `bytes`. */
static EvKeyfile *
find (const char *bytes, gsize length, gsize *pages)
{
  guint32 size;

  if (length < END || memcmp (bytes + length - MAGIC_LENGTH, MAGIC, MAGIC_LENGTH) != 0)
    return NULL;
  memcpy (&size, bytes + length - END, sizeof size);
  size = GUINT32_FROM_BE (size);
  if (size > length - END)
    return NULL;
  if (pages != NULL)
    *pages = length - END - size;
  return ev_keyfile_parse (bytes + length - END - size, size, NULL);
}

EvKeyfile *
ev_trailer_read (const char *file, gsize *pages)
{
  g_autoptr (GMappedFile) map = g_mapped_file_new (file, FALSE, NULL);
  gsize length = map != NULL ? g_mapped_file_get_length (map) : 0;

  return length > 0 ? find (g_mapped_file_get_contents (map), length, pages) : NULL;
}

gboolean
ev_trailer_copy_pages (const char *file, const char *to, GError **error)
{
  g_autoptr (GMappedFile) map = NULL;
  g_autoptr (EvKeyfile) keyfile = NULL;
  g_autoptr (GError) failure = NULL;
  gsize length;

  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no file %s", file);
    return FALSE;
  }
  map = g_mapped_file_new (file, FALSE, &failure);
  if (map == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s", failure->message);
    return FALSE;
  }
  length = g_mapped_file_get_length (map);
  if (length > 0)
    keyfile = find (g_mapped_file_get_contents (map), length, &length);
  return ev_machine_write_file (to, g_mapped_file_get_contents (map), (gssize)length, error);
}

static gboolean
renew (const char *file, const char *keys, GError **error)
{
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_autoptr (EvKeyfile) there = ev_trailer_read (file, NULL);

  if (there == NULL)
    return TRUE;
  return ev_trailer_copy_pages (file, part, error) && ev_trailer_append (part, keys, error) &&
         ev_shred_replace (part, file, error);
}

gboolean
ev_trailer_renew (const char *folder, const EvKeyfile *keyfile, GError **error)
{
  g_autoptr (GPtrArray) files = ev_backup_files (folder);
  g_autofree char *keys = ev_keyfile_format (keyfile);

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (EvKeyfile) there = ev_trailer_read (files->pdata[i], NULL);
    if (there != NULL && g_str_equal (there->id, keyfile->id) &&
        !renew (files->pdata[i], keys, error))
      return FALSE;
  }
  return TRUE;
}

static gint64
written_at (const char *file)
{
  GStatBuf status;
  return g_stat (file, &status) == 0 ? (gint64)status.st_mtime : 0;
}

EvKeyfile *
ev_trailer_latest (const char *folder)
{
  g_autoptr (GPtrArray) files = ev_backup_files (folder);
  g_autoptr (EvKeyfile) latest = NULL;
  gint64 when = -1;

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (EvKeyfile) keyfile = ev_trailer_read (files->pdata[i], NULL);
    if (keyfile == NULL || written_at (files->pdata[i]) <= when)
      continue;
    when = written_at (files->pdata[i]);
    ev_keyfile_free (latest);
    latest = g_steal_pointer (&keyfile);
  }
  return g_steal_pointer (&latest);
}
