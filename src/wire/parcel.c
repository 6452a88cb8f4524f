/* Letters sealed for one reader. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/parcel.h"

#include <sodium.h>
#include <string.h>

/* The reader's address, the sealed content key, the stream's header; then the letters, each after
 * the length of what it is sealed to. The address says no more than who can open it. */
#define ADDRESS 8
#define SEALED_KEY (crypto_box_SEALBYTES + crypto_secretstream_xchacha20poly1305_KEYBYTES)
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define HEAD (ADDRESS + SEALED_KEY + HEADER)
#define MORE crypto_secretstream_xchacha20poly1305_ABYTES
#define LENGTH 4

typedef crypto_secretstream_xchacha20poly1305_state Stream;

static void
address_of (const guint8 *seal_public, guint8 *address)
{
  guint8 hash[crypto_generichash_BYTES];

  crypto_generichash (hash, sizeof hash, seal_public, EV_SEAL_PUBLIC_BYTES, NULL, 0);
  memcpy (address, hash, ADDRESS);
}

static void
add_letter (GByteArray *parcel, Stream *stream, GBytes *letter, gboolean last)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (letter, &length);
  guint32 size = GUINT32_TO_BE ((guint32)(length + MORE));
  guint at;

  g_byte_array_append (parcel, (const guint8 *)&size, LENGTH);
  at = parcel->len;
  g_byte_array_set_size (parcel, at + (guint)(length + MORE));
  crypto_secretstream_xchacha20poly1305_push (
      stream, parcel->data + at, NULL, data, length, NULL, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
}

GBytes *
ev_parcel_seal (const GPtrArray *letters, const guint8 *seal_public)
{
  g_autoptr (GByteArray) parcel = g_byte_array_new ();
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  guint8 head[HEAD];
  gboolean sealed;
  Stream stream;

  crypto_secretstream_xchacha20poly1305_keygen (key);
  address_of (seal_public, head);
  sealed = crypto_box_seal (head + ADDRESS, key, sizeof key, seal_public) == 0;
  crypto_secretstream_xchacha20poly1305_init_push (&stream, head + ADDRESS + SEALED_KEY, key);
  sodium_memzero (key, sizeof key);
  g_byte_array_append (parcel, head, sizeof head);
  for (guint i = 0; i < letters->len; i++)
    add_letter (parcel, &stream, letters->pdata[i], i + 1 == letters->len);
  sodium_memzero (&stream, sizeof stream);
  return sealed ? g_byte_array_free_to_bytes (g_steal_pointer (&parcel)) : NULL;
}

gboolean
ev_parcel_is_for (GBytes *parcel, const guint8 *seal_public)
{
  guint8 address[ADDRESS];
  gsize size;
  const guint8 *data = g_bytes_get_data (parcel, &size);

  address_of (seal_public, address);
  return size >= HEAD && memcmp (data, address, ADDRESS) == 0;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, EV_ERROR, EV_ERROR_FILE_DAMAGED, "a parcel %s", what);
  return FALSE;
}

static gboolean
open_stream (const guint8 *data, gsize size, const EvKey *seal_private, Stream *stream,
             GError **error)
{
  guint8 half[EV_SEAL_PUBLIC_BYTES];
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  gboolean opened;

  if (size < HEAD || size > EV_PARCEL_MOST_BYTES)
    return damaged (error, "of a wrong size");
  ev_seal_public (seal_private, half);
  opened = crypto_box_seal_open (key, data + ADDRESS, SEALED_KEY, half,
                                 ev_key_bytes (seal_private)) == 0 &&
           crypto_secretstream_xchacha20poly1305_init_pull (stream, data + ADDRESS + SEALED_KEY,
                                                            key) == 0;
  sodium_memzero (key, sizeof key);
  return opened || damaged (error, "that does not open");
}

/* The letter at `at`, which moves on; NULL with error. */
static GBytes *
next_letter (const guint8 *data, gsize size, gsize *at, Stream *stream, guint8 *tag, GError **error)
{
  g_autofree guint8 *letter = NULL;
  guint32 length;

  if (size - *at < LENGTH) {
    damaged (error, "that was cut");
    return NULL;
  }
  memcpy (&length, data + *at, LENGTH);
  length = GUINT32_FROM_BE (length);
  *at += LENGTH;
  if (length < MORE || length > size - *at) {
    damaged (error, "that was cut");
    return NULL;
  }
  letter = g_malloc (length - MORE + 1);
  if (crypto_secretstream_xchacha20poly1305_pull (stream, letter, NULL, tag, data + *at, length,
                                                  NULL, 0) != 0) {
    damaged (error, "that was changed");
    return NULL;
  }
  *at += length;
  return g_bytes_new_take (g_steal_pointer (&letter), length - MORE);
}

GPtrArray *
ev_parcel_open (GBytes *parcel, const EvKey *seal_private, GError **error)
{
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gsize size, at = HEAD;
  const guint8 *data = g_bytes_get_data (parcel, &size);
  guint8 tag = 0;
  Stream stream;

  if (!open_stream (data, size, seal_private, &stream, error))
    return NULL;
  while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
    GBytes *letter = letters->len < EV_PARCEL_MOST_LETTERS
                         ? next_letter (data, size, &at, &stream, &tag, error)
                         : NULL;
    if (letter == NULL)
      break;
    g_ptr_array_add (letters, letter);
  }
  sodium_memzero (&stream, sizeof stream);
  if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL && at == size)
    return g_steal_pointer (&letters);
  if (error != NULL && *error == NULL)
    damaged (error, "with too much in it");
  return NULL;
}
