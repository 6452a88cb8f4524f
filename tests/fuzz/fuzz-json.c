/* Arbitrary bytes as JSON: refused, or printed and read again the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "record/value.h"

#define MAX_DEPTH 32
#define MAX_ITEMS 1000

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvJson) json = ev_json_parse ((const char *)data, size, MAX_DEPTH, MAX_ITEMS, &error);
  g_autoptr (EvValue) value = NULL;
  g_autoptr (EvValue) again = NULL;
  g_autoptr (EvJson) copy = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *again_printed = NULL;
  g_autoptr (EvJson) reread = NULL;

  g_assert_true ((json != NULL) == (error == NULL));
  if (json == NULL)
    return 0;
  printed = ev_json_print (json);
  g_assert_nonnull (printed);
  value = ev_value_from_json (json);
  copy = ev_value_to_json (value);
  again_printed = ev_json_print (copy);
  reread = cJSON_Parse (again_printed);
  again = ev_value_from_json (reread);
  g_assert_true (ev_value_equal (value, again));
  return 0;
}
