/* Files sealed for the holder of a recovery sheet. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sealed-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/recovery.h"

/* What a sealed file begins with; then the length of the wrapped key (2 bytes, low first), the
 * wrapped key as text, the header of the stream. All of it is authenticated with the first part. */
#define MAGIC "EvSealed"
#define VERSION 1
#define MOST_WRAPPED 512
#define PART (64 * 1024)
#define SEALED_PART (PART + crypto_secretstream_xchacha20poly1305_ABYTES)

typedef crypto_secretstream_xchacha20poly1305_state Stream;

/* The files on both sides of it. */
typedef struct {
  FILE *from, *to;
  GByteArray *head;
  Stream stream;
} Passage;

static void
passage_clear (Passage *passage)
{
  if (passage->from != NULL)
    fclose (passage->from);
  if (passage->to != NULL)
    fclose (passage->to);
  g_clear_pointer (&passage->head, g_byte_array_unref);
  sodium_memzero (&passage->stream, sizeof passage->stream);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, passage_clear)

static gboolean
fail (GError **error, const char *path)
{
  g_set_error (error, EV_ERROR, EV_ERROR_STORAGE, "%s cannot be read or written", path);
  return FALSE;
}

static gboolean
passage_open (Passage *passage, const char *from, const char *to, GError **error)
{
  int fd;

  passage->head = g_byte_array_new ();
  passage->from = fopen (from, "rbe");
  if (passage->from == NULL)
    return fail (error, from);
  g_unlink (to);
  fd = g_open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  passage->to = fd >= 0 ? fdopen (fd, "wb") : NULL;
  return passage->to != NULL || fail (error, to);
}

/* What was written is on the disk. */
static gboolean
passage_end (Passage *passage, const char *to, GError **error)
{
  return (fflush (passage->to) == 0 && fsync (fileno (passage->to)) == 0) || fail (error, to);
}

static gboolean
put (Passage *passage, const void *bytes, gsize length)
{
  return fwrite (bytes, 1, length, passage->to) == length;
}

/* The last part says that it is: even an empty file has one. */
static gboolean
is_last (FILE *file)
{
  int next = getc (file);

  if (next == EOF)
    return TRUE;
  ungetc (next, file);
  return FALSE;
}

static gboolean
begin_writing (Passage *passage, const char *public_half, const EvRandom *random, GError **error)
{
  g_autoptr (EvKey) key = ev_key_new (random);
  g_autofree char *wrapped = ev_recovery_wrap (key, public_half);
  guint8 stream_head[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  gsize length = wrapped != NULL ? strlen (wrapped) : 0;
  const guint8 lengths[] = { VERSION, (guint8)(length & 0xff), (guint8)(length >> 8) };

  if (length == 0 || length > MOST_WRAPPED) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "no public half of a key");
    return FALSE;
  }
  crypto_secretstream_xchacha20poly1305_init_push (&passage->stream, stream_head,
                                                   ev_key_bytes (key));
  g_byte_array_append (passage->head, (const guint8 *)MAGIC, strlen (MAGIC));
  g_byte_array_append (passage->head, lengths, sizeof lengths);
  g_byte_array_append (passage->head, (const guint8 *)wrapped, (guint)length);
  g_byte_array_append (passage->head, stream_head, sizeof stream_head);
  return put (passage, passage->head->data, passage->head->len) || fail (error, "the sealed file");
}

static gboolean
write_parts (Passage *passage, GError **error)
{
  g_autofree guint8 *plain = g_malloc (PART), *sealed = g_malloc (SEALED_PART);
  gboolean last = FALSE;

  for (gboolean first = TRUE; !last; first = FALSE) {
    gsize length = fread (plain, 1, PART, passage->from);
    last = is_last (passage->from);
    crypto_secretstream_xchacha20poly1305_push (
        &passage->stream, sealed, NULL, plain, length, first ? passage->head->data : NULL,
        first ? passage->head->len : 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    if (ferror (passage->from) ||
        !put (passage, sealed, length + crypto_secretstream_xchacha20poly1305_ABYTES))
      return fail (error, "the sealed file");
  }
  return TRUE;
}

gboolean
ev_sealed_file_write (const char *from, const char *to, const char *public_half,
                      const EvRandom *random, GError **error)
{
  g_auto (Passage) passage = { 0 };

  if (passage_open (&passage, from, to, error) &&
      begin_writing (&passage, public_half, random, error) && write_parts (&passage, error) &&
      passage_end (&passage, to, error))
    return TRUE;
  g_unlink (to);
  return FALSE;
}

gboolean
ev_sealed_file_is (const char *path)
{
  char begins[sizeof MAGIC - 1];
  FILE *file = fopen (path, "rbe");
  gboolean is = file != NULL && fread (begins, 1, sizeof begins, file) == sizeof begins &&
                memcmp (begins, MAGIC, sizeof begins) == 0;

  if (file != NULL)
    fclose (file);
  return is;
}

static gboolean
damaged (GError **error, guint64 part)
{
  if (part == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the head of the sealed file is damaged");
  else
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED,
                 "part %" G_GUINT64_FORMAT
                 " of the sealed file is damaged or missing (bytes %" G_GUINT64_FORMAT
                 " on of what was sealed)",
                 part, (part - 1) * PART);
  return FALSE;
}

/* Reads `length` bytes more of the head. */
static gboolean
read_head (Passage *passage, gsize length)
{
  guint before = passage->head->len;

  g_byte_array_set_size (passage->head, before + (guint)length);
  return fread (passage->head->data + before, 1, length, passage->from) == length;
}

static gboolean
begin_reading (Passage *passage, const char *letters, GError **error)
{
  const gsize fixed = strlen (MAGIC) + 3;
  g_autofree char *wrapped = NULL;
  g_autoptr (EvKey) key = NULL;
  const guint8 *lengths;
  gsize length;

  if (!read_head (passage, fixed) || memcmp (passage->head->data, MAGIC, strlen (MAGIC)) != 0)
    return damaged (error, 0);
  lengths = passage->head->data + strlen (MAGIC);
  if (lengths[0] > VERSION) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_NEW, "a sealed file of form %u", lengths[0]);
    return FALSE;
  }
  length = lengths[1] | (gsize)lengths[2] << 8;
  if (length > MOST_WRAPPED ||
      !read_head (passage, length + crypto_secretstream_xchacha20poly1305_HEADERBYTES))
    return damaged (error, 0);
  wrapped = g_strndup ((const char *)passage->head->data + fixed, length);
  key = ev_recovery_unwrap (wrapped, letters, error);
  if (key == NULL)
    return FALSE;
  return crypto_secretstream_xchacha20poly1305_init_pull (
             &passage->stream, passage->head->data + fixed + length, ev_key_bytes (key)) == 0 ||
         damaged (error, 0);
}

static gboolean
read_parts (Passage *passage, GError **error)
{
  g_autofree guint8 *plain = g_malloc (PART), *sealed = g_malloc (SEALED_PART);
  guint8 tag = 0;

  for (guint64 part = 1; tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL; part++) {
    gsize length = fread (sealed, 1, SEALED_PART, passage->from);
    unsigned long long opened = 0;
    if (length < crypto_secretstream_xchacha20poly1305_ABYTES ||
        crypto_secretstream_xchacha20poly1305_pull (&passage->stream, plain, &opened, &tag, sealed,
                                                    length, part == 1 ? passage->head->data : NULL,
                                                    part == 1 ? passage->head->len : 0) != 0 ||
        (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != is_last (passage->from))
      return damaged (error, part);
    if (!put (passage, plain, (gsize)opened))
      return fail (error, "the opened file");
  }
  return TRUE;
}

gboolean
ev_sealed_file_open (const char *from, const char *to, const char *letters, GError **error)
{
  g_auto (Passage) passage = { 0 };

  if (passage_open (&passage, from, to, error) && begin_reading (&passage, letters, error) &&
      read_parts (&passage, error) && passage_end (&passage, to, error))
    return TRUE;
  g_unlink (to);
  return FALSE;
}
