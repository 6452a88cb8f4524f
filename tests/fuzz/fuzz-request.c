/* Arbitrary bytes as a sync request: refused, or written again as they were read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "sample.h"
#include "wire/codec.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EvRequest) read = ev_codec_read_request (bytes, &error);
  g_autoptr (EvRequest) again = NULL;

  g_assert_true ((read != NULL) == (error == NULL));
  if (read == NULL)
    return 0;
  written = ev_codec_write_request (read);
  again = ev_codec_read_request (written, &error);
  g_assert_no_error (error);
  sample_assert_same_requests (read, again);
  return 0;
}
