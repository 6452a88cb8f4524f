/* Tests of store/store.h: making, opening, writing, reading. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "register.h"

static void
test_create (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_true (ev_id_is_device (ev_store_device (reg->store)));
  g_assert_null (ev_store_create (reg->data, &reg->options, "x", "X", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&reg->store, ev_store_close);
  g_assert_null (ev_store_create (reg->data, &reg->options, "x", "X", &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  register_reopen (reg);
  name = register_text (reg, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "name");
  g_assert_cmpstr (name, ==, "Forums");
}

static void
test_write (void)
{
  g_autoptr (Register) reg = register_new ();
  g_autofree char *id = register_person (reg, "Arta", "Hoxha");
  g_autofree char *expected = ev_id_new (ev_store_device (reg->store), 1);
  g_autofree char *given = NULL;

  g_assert_cmpstr (id, ==, expected);
  register_reopen (reg);
  given = register_text (reg, EV_KIND_PERSON, id, "given_name");
  g_assert_cmpstr (given, ==, "Arta");
  g_assert_cmpint (ev_store_count (reg->store, EV_KIND_PERSON, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/write", test_write);
  return g_test_run ();
}
