/* A growing buffer with a limit, for every byte that comes from outside. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef struct {
  GByteArray *bytes;
  gsize limit; /* in bytes */
} EvBuffer;

/* An empty buffer that holds at most `limit` bytes. Release with ev_buffer_clear(). */
void ev_buffer_init (EvBuffer *buffer, gsize limit);

/* Appends, or refuses the whole piece with EV_ERROR_TOO_LARGE and leaves the buffer as it was. */
gboolean ev_buffer_append (EvBuffer *buffer, const void *data, gsize length, GError **error);

/* Hands the contents over; the buffer is empty and usable again afterwards. Never NULL. */
GBytes *ev_buffer_steal (EvBuffer *buffer);

/* Frees the contents. */
void ev_buffer_clear (EvBuffer *buffer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvBuffer, ev_buffer_clear)
