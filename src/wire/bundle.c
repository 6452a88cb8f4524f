/* The file that is carried where no network comes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/bundle.h"

#include <string.h>

#include "base/secret.h"

/* Magic and version; the parcels, each after its length; a length of 0 and a hash over all before.
 * The hash finds accidents; what is in the parcels proves itself. */
#define MAGIC "EVBUNDLE"
#define VERSION 1
#define HEAD (sizeof MAGIC - 1 + 1)
#define LENGTH 4
#define TAIL (LENGTH + EV_SECRET_HASH_BYTES)

static void
add_length (GByteArray *file, gsize length)
{
  guint32 size = GUINT32_TO_BE ((guint32)length);
  g_byte_array_append (file, (const guint8 *)&size, LENGTH);
}

static GPtrArray *
refuse (GError **error, EvErrorCode code, const char *why)
{
  g_set_error (error, EV_ERROR, (int)code, "a bundle %s", why);
  return NULL;
}

static gboolean
fits (const GPtrArray *parcels)
{
  gsize size = HEAD + TAIL;

  for (guint i = 0; i < parcels->len; i++)
    size += LENGTH + g_bytes_get_size (parcels->pdata[i]);
  return parcels->len <= EV_BUNDLE_MOST_PARCELS && size <= EV_BUNDLE_MOST_BYTES;
}

GBytes *
ev_bundle_write (const GPtrArray *parcels, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8 hash[EV_SECRET_HASH_BYTES];

  if (!fits (parcels)) {
    refuse (error, EV_ERROR_TOO_LARGE, "beyond the limit");
    return NULL;
  }
  g_byte_array_append (file, (const guint8 *)MAGIC, HEAD - 1);
  g_byte_array_append (file, &(guint8){ VERSION }, 1);
  for (guint i = 0; i < parcels->len; i++) {
    gsize length;
    const guint8 *data = g_bytes_get_data (parcels->pdata[i], &length);
    add_length (file, length);
    g_byte_array_append (file, data, (guint)length);
  }
  add_length (file, 0);
  ev_secret_hash (file->data, file->len, hash);
  g_byte_array_append (file, hash, sizeof hash);
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* The length at `at`, which moves past it; FALSE if it reaches beyond `end`. */
static gboolean
read_length (const guint8 *data, gsize end, gsize *at, guint32 *length)
{
  if (end - *at < LENGTH)
    return FALSE;
  memcpy (length, data + *at, LENGTH);
  *length = GUINT32_FROM_BE (*length);
  *at += LENGTH;
  return *length <= end - *at;
}

static gboolean
is_whole (const guint8 *data, gsize size)
{
  guint8 hash[EV_SECRET_HASH_BYTES];

  if (size < HEAD + TAIL)
    return FALSE;
  ev_secret_hash (data, size - sizeof hash, hash);
  return memcmp (hash, data + size - sizeof hash, sizeof hash) == 0;
}

GPtrArray *
ev_bundle_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) parcels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gsize size, at = HEAD;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 length = 0;

  if (size < HEAD || memcmp (data, MAGIC, HEAD - 1) != 0)
    return refuse (error, EV_ERROR_MALFORMED, "that is none");
  if (data[HEAD - 1] != VERSION)
    return refuse (error, EV_ERROR_FILE_NEWER, "of a newer form");
  if (size > EV_BUNDLE_MOST_BYTES)
    return refuse (error, EV_ERROR_TOO_LARGE, "beyond the limit");
  if (!is_whole (data, size))
    return refuse (error, EV_ERROR_FILE_DAMAGED, "that is not whole");
  while (read_length (data, size - EV_SECRET_HASH_BYTES, &at, &length) && length > 0 &&
         parcels->len < EV_BUNDLE_MOST_PARCELS) {
    g_ptr_array_add (parcels, g_bytes_new_from_bytes (bytes, at, length));
    at += length;
  }
  return length == 0 && at == size - EV_SECRET_HASH_BYTES
             ? g_steal_pointer (&parcels)
             : refuse (error, EV_ERROR_FILE_DAMAGED, "that is not whole");
}
