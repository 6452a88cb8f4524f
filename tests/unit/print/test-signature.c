/* Signatures: small when written, the same when read, and nothing strange is taken. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/signature.h"

#include <string.h>

static EvSignature *
two_strokes (void)
{
  EvSignature *signature = ev_signature_new ();

  for (int i = 0; i < 60; i++)
    ev_signature_add (signature, 10 + 8 * i, 100 + (i % 7) * 9, i == 0);
  ev_signature_add (signature, 300, 40, TRUE);
  ev_signature_add (signature, 320, 90, FALSE);
  return signature;
}

static void
test_round_trip (void)
{
  g_autoptr (EvSignature) signature = two_strokes ();
  g_autofree char *text = ev_signature_format (signature);
  g_autoptr (EvSignature) read = ev_signature_parse (text);
  g_autofree char *again = NULL;

  g_assert_nonnull (read);
  again = ev_signature_format (read);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (strlen (text), <, 220);
  g_assert_true (ev_signature_is_drawn (read));
}

static void
test_near_points (void)
{
  g_autoptr (EvSignature) signature = ev_signature_new ();

  for (int i = 0; i < 50; i++)
    ev_signature_add (signature, 10 + i % 3, 10, i == 0);
  g_assert_false (ev_signature_is_drawn (signature));
}

static void
test_limit (void)
{
  g_autoptr (EvSignature) signature = ev_signature_new ();
  g_autofree char *text = NULL;

  for (int i = 0; i < 100000; i++)
    ev_signature_add (signature, i % 2 ? 32000 : 0, i % 2 ? 0 : 32000, i % 3 == 0);
  text = ev_signature_format (signature);
  g_assert_cmpuint (strlen (text), <=, EV_SIGNATURE_MAX);
}

static void
test_strange (void)
{
  const char *const texts[] = { NULL,   "",     "AA==",         "AgEAAA==",
                                "AQA=", "AQEA", "AQH//////w==", "AQEBAA==" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (ev_signature_parse (texts[i]));
}

static int
ink (cairo_surface_t *surface)
{
  const guint8 *bytes = cairo_image_surface_get_data (surface);
  int count = 0;

  for (int i = 0; i < 40 * cairo_image_surface_get_stride (surface); i++)
    count += bytes[i] > 0;
  return count;
}

static void
test_drawing (void)
{
  g_autoptr (EvSignature) signature = two_strokes (), none = ev_signature_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 120, 40);
  cairo_t *cairo = cairo_create (surface);

  ev_signature_draw_in (none, cairo, 0, 0, 120, 40);
  cairo_surface_flush (surface);
  g_assert_cmpint (ink (surface), ==, 0);
  ev_signature_draw_in (signature, cairo, 0, 0, 120, 40);
  cairo_surface_flush (surface);
  g_assert_cmpint (ink (surface), >, 50);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/signature/round-trip", test_round_trip);
  g_test_add_func ("/print/signature/near-points", test_near_points);
  g_test_add_func ("/print/signature/limit", test_limit);
  g_test_add_func ("/print/signature/strange", test_strange);
  g_test_add_func ("/print/signature/drawing", test_drawing);
  return g_test_run ();
}
