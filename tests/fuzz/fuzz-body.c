/* Arbitrary bytes as the body of a request, coming in pieces: zstd frames above all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "base/buffer.h"
#include "wire/codec.h"

#define LIMIT 4096
#define PIECE 37

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GBytes *
receive (const uint8_t *data, size_t size)
{
  g_auto (EvBuffer) buffer = { 0 };

  ev_buffer_init (&buffer, LIMIT);
  for (size_t from = 0; from < size; from += PIECE)
    if (!ev_buffer_append (&buffer, data + from, MIN (PIECE, size - from), NULL))
      return NULL;
  return ev_buffer_steal (&buffer);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = receive (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRequest) request = NULL;

  g_assert_true ((body != NULL) == (size <= LIMIT));
  if (body == NULL)
    return 0;
  request = ev_codec_read_request (body, &error);
  g_assert_true ((request != NULL) == (error == NULL));
  return 0;
}
