/* JSON and buffers: limits hold, oddities are refused. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/json.h"

static void
test_refused (void)
{
  static const struct {
    const char *text;
    gint code;
  } cases[] = {
    { "{\"a\":1}", -1 },
    { " [1,2] \n", -1 },
    { "\"[[[[[[[[[[\"", -1 },
    { "", EV_ERROR_MALFORMED },
    { "{\"a\":1} x", EV_ERROR_MALFORMED },
    { "{\"a\":", EV_ERROR_MALFORMED },
    { "\"a\\u0000b\"", EV_ERROR_MALFORMED },
    { "\"\\\\u0000\"", -1 },
    { "\"\xff\"", EV_ERROR_MALFORMED },
    { "[[[[[[[[[[1]]]]]]]]]]", EV_ERROR_TOO_LARGE },
    { "[1,2,3,4,5,6,7,8,9,10,11,12]", EV_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvJson) json = ev_json_parse (cases[i].text, strlen (cases[i].text), 8, 12, &error);
    if (cases[i].code < 0)
      g_assert_no_error (error);
    else
      g_assert_error (error, EV_ERROR, cases[i].code);
    g_assert_cmpint (json != NULL, ==, cases[i].code < 0);
  }
}

static void
test_integers (void)
{
  const char *text = "{\"a\":9007199254740992,\"b\":1.5,\"c\":1e300,\"d\":\"1\",\"e\":-3}";
  g_autoptr (EvJson) json = ev_json_parse (text, strlen (text), 4, 100, NULL);
  gint64 value = 77;

  g_assert_true (ev_json_integer (json, "a", &value));
  g_assert_cmpint (value, ==, 9007199254740992);
  g_assert_true (ev_json_integer (json, "e", &value));
  g_assert_cmpint (value, ==, -3);
  g_assert_false (ev_json_integer (json, "b", &value));
  g_assert_false (ev_json_integer (json, "c", &value));
  g_assert_false (ev_json_integer (json, "d", &value));
  g_assert_false (ev_json_integer (json, "absent", &value));
  g_assert_cmpint (value, ==, -3);
}

static void
test_buffer (void)
{
  g_auto (EvBuffer) buffer = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  ev_buffer_init (&buffer, 5);
  g_assert_true (ev_buffer_append (&buffer, "abc", 3, NULL));
  g_assert_false (ev_buffer_append (&buffer, "def", 3, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_TOO_LARGE);
  g_assert_true (ev_buffer_append (&buffer, "de", 2, NULL));
  bytes = ev_buffer_steal (&buffer);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abcde", 5);
  g_assert_true (ev_buffer_append (&buffer, "12345", 5, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/integers", test_integers);
  g_test_add_func ("/base/buffer", test_buffer);
  return g_test_run ();
}
