/* A growing buffer with a limit, for every byte that comes from outside. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"

#include "base/error.h"

void
ev_buffer_init (EvBuffer *buffer, gsize limit)
{
  buffer->bytes = g_byte_array_new ();
  buffer->limit = MIN (limit, G_MAXUINT / 2);
}

gboolean
ev_buffer_append (EvBuffer *buffer, const void *data, gsize length, GError **error)
{
  if (length > buffer->limit - buffer->bytes->len) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "more than %" G_GSIZE_FORMAT " bytes",
                 buffer->limit);
    return FALSE;
  }
  g_byte_array_append (buffer->bytes, data, (guint)length);
  return TRUE;
}

GBytes *
ev_buffer_steal (EvBuffer *buffer)
{
  GByteArray *full = buffer->bytes;
  buffer->bytes = g_byte_array_new ();
  return g_byte_array_free_to_bytes (full);
}

void
ev_buffer_clear (EvBuffer *buffer)
{
  g_clear_pointer (&buffer->bytes, g_byte_array_unref);
}
