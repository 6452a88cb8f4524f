/* Arbitrary bytes as an sync answer: refused, or written again as they were read. */
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
  g_autoptr (EvAnswer) read = ev_codec_read_answer (bytes, &error);
  g_autoptr (EvAnswer) again = NULL;

  g_assert_true ((read != NULL) == (error == NULL));
  if (read == NULL)
    return 0;
  written = ev_codec_write_answer (read);
  again = ev_codec_read_answer (written, &error);
  g_assert_no_error (error);
  sample_assert_same_answers (read, again);
  return 0;
}
