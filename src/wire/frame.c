/* The outermost form of a message: JSON text as it is, or in one zstd frame. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/frame-private.h"

#include <string.h>
#include <zstd.h>

#include "base/buffer.h"
#include "wire/codec.h"
#include "wire/dictionary-private.h"

/* Readers need not hold more of a frame at once (RFC 8878, section 3.1.1.1.2). */
#define WINDOW_LOG 23

/* Shorter texts gain nothing from a frame without a dictionary, and TLS guards them well enough. */
#define TINY 200

typedef ZSTD_CCtx Compressor;
typedef ZSTD_DCtx Decompressor;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Compressor, ZSTD_freeCCtx)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decompressor, ZSTD_freeDCtx)

static GBytes *
compress (const char *text, gsize length, const ZSTD_CDict *dictionary)
{
  g_autoptr (Compressor) context = ZSTD_createCCtx ();
  gsize bound = ZSTD_compressBound (length);
  g_autofree char *packed = g_malloc (bound);
  int level = length < EV_FRAME_SMALL ? EV_FRAME_SMALL_LEVEL : EV_FRAME_LARGE_LEVEL;
  gsize size;

  ZSTD_CCtx_setParameter (context, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter (context, ZSTD_c_checksumFlag, length >= TINY);
  ZSTD_CCtx_refCDict (context, dictionary);
  size = ZSTD_compress2 (context, packed, bound, text, length);
  if (ZSTD_isError (size) || size >= length)
    return NULL;
  packed = g_realloc (packed, size);
  return g_bytes_new_take (g_steal_pointer (&packed), size);
}

GBytes *
ev_frame_wrap (char *text, guint32 dictionary)
{
  gsize length = strlen (text);
  const ZSTD_CDict *known = length < EV_FRAME_SMALL ? ev_dictionary_for_writing (dictionary) : NULL;
  GBytes *packed = length >= TINY || known != NULL ? compress (text, length, known) : NULL;

  if (packed == NULL)
    return g_bytes_new_take (text, length);
  g_free (text);
  return packed;
}

static void
set_malformed (GError **error)
{
  g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a damaged zstd frame");
}

static gboolean
too_large (gsize length, gsize limit, GError **error)
{
  if (length <= limit)
    return FALSE;
  g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "a message of %" G_GSIZE_FORMAT " bytes",
               length);
  return TRUE;
}

static gboolean
is_frame (const guint8 *data, gsize length)
{
  static const guint8 magic[] = { 0x28, 0xb5, 0x2f, 0xfd };
  return length >= sizeof magic && memcmp (data, magic, sizeof magic) == 0;
}

/* Unfolds piece by piece, so that what a frame claims costs nothing before it is true. */
static gboolean
decompress (Decompressor *context, const guint8 *data, gsize length, EvBuffer *plain,
            GError **error)
{
  gsize room = ZSTD_DStreamOutSize ();
  g_autofree char *piece = g_malloc (room);
  ZSTD_inBuffer in = { data, length, 0 };
  gsize left = 1;

  while (left != 0) {
    ZSTD_outBuffer out = { piece, room, 0 };
    gsize before = in.pos;
    left = ZSTD_decompressStream (context, &out, &in);
    if (ZSTD_isError (left) || (out.pos == 0 && in.pos == before)) {
      set_malformed (error);
      return FALSE;
    }
    if (!ev_buffer_append (plain, piece, out.pos, error))
      return FALSE;
  }
  if (in.pos != length) {
    set_malformed (error);
    return FALSE;
  }
  return TRUE;
}

static char *
unfold (const guint8 *data, gsize length, gsize *plain_length, GError **error)
{
  unsigned long long claimed = ZSTD_getFrameContentSize (data, length);
  guint32 id = ZSTD_getDictID_fromFrame (data, length);
  const ZSTD_DDict *dictionary = ev_dictionary_for_reading (id);
  g_autoptr (Decompressor) context = ZSTD_createDCtx ();
  g_auto (EvBuffer) plain = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  if (claimed == ZSTD_CONTENTSIZE_ERROR) {
    set_malformed (error);
    return NULL;
  }
  if (claimed != ZSTD_CONTENTSIZE_UNKNOWN && too_large (claimed, EV_WIRE_MAX_PLAIN, error))
    return NULL;
  if (id != 0 && dictionary == NULL) {
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "a frame with dictionary %u", id);
    return NULL;
  }
  ZSTD_DCtx_refDDict (context, dictionary);
  ZSTD_DCtx_setParameter (context, ZSTD_d_windowLogMax, WINDOW_LOG);
  ev_buffer_init (&plain, EV_WIRE_MAX_PLAIN + 1);
  if (!decompress (context, data, length, &plain, error) ||
      !ev_buffer_append (&plain, "", 1, error))
    return NULL;
  bytes = ev_buffer_steal (&plain);
  *plain_length = g_bytes_get_size (bytes) - 1;
  return g_bytes_unref_to_data (g_steal_pointer (&bytes), &(gsize){ 0 });
}

char *
ev_frame_unwrap (GBytes *bytes, gsize *length, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (too_large (size, EV_WIRE_MAX_BODY, error))
    return NULL;
  if (is_frame (data, size))
    return unfold (data, size, length, error);
  *length = size;
  return g_strndup (size > 0 ? (const char *)data : "", size);
}
