/* Arbitrary bytes as the smaller messages. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "wire/codec.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_request (GBytes *bytes)
{
  g_autoptr (EvEnrolRequest) read = ev_codec_read_enrol_request (bytes, NULL);
  g_autoptr (GBytes) written = read != NULL ? ev_codec_write_enrol_request (read) : NULL;
  g_autoptr (EvEnrolRequest) again =
      written != NULL ? ev_codec_read_enrol_request (written, NULL) : NULL;

  g_assert_true ((read != NULL) == (again != NULL));
  if (read != NULL)
    g_assert_cmpstr (read->code, ==, again->code);
}

static void
check_answer (GBytes *bytes)
{
  g_autoptr (EvEnrolAnswer) read = ev_codec_read_enrol_answer (bytes, NULL);
  g_autoptr (GBytes) written = read != NULL ? ev_codec_write_enrol_answer (read) : NULL;
  g_autoptr (EvEnrolAnswer) again =
      written != NULL ? ev_codec_read_enrol_answer (written, NULL) : NULL;

  g_assert_true ((read != NULL) == (again != NULL));
  if (read != NULL)
    g_assert_true (
        g_strv_equal ((const char *const *)read->teams, (const char *const *)again->teams));
}

static void
check_complaint (GBytes *bytes)
{
  g_autoptr (EvComplaint) read = ev_codec_read_complaint (bytes, NULL);
  g_autoptr (GBytes) written = read != NULL ? ev_codec_write_complaint (read) : NULL;
  g_autoptr (EvComplaint) again = written != NULL ? ev_codec_read_complaint (written, NULL) : NULL;

  g_assert_true ((read != NULL) == (again != NULL));
  if (read != NULL)
    g_assert_cmpstr (read->code, ==, again->code);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  check_request (bytes);
  check_answer (bytes);
  check_complaint (bytes);
  return 0;
}
