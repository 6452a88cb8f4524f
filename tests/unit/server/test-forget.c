/* Told to forget, a laptop hands over what it has and then forgets; it obeys nobody else. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"
#include "sync/settings-private.h"

static void
forget (Hall *hall, Desk *desk)
{
  g_autoptr (EvCentralDevice) device = NULL;
  EvCentral *central = hall->central;

  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, ev_store_device (desk->store), &device, NULL));
  device->state = EV_DEVICE_FORGOTTEN;
  g_assert_true (central->device_save (central, device, NULL) && central->commit (central, NULL));
}

static void
write_people (Desk *desk, guint count)
{
  for (guint i = 0; i < count; i++)
    g_free (desk_write (desk, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Hoxha", NULL));
}

static void
test_obeys_the_pinned_server (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) one = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autofree char *token = NULL;

  ev_store_set_setting (one->store, EV_SETTING_PIN, "the key", NULL);
  write_people (one, 3);
  desk_sync_well (one);
  write_people (one, 5);
  g_free (desk_write (one, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, "name=Mine", NULL));
  forget (hall, one);
  /* Whoever has no pinned key, or another, only pauses it. */
  g_assert_cmpstr (desk_sync (one), ==, "revoked");
  one->pin = "another key";
  g_assert_cmpstr (desk_sync (one), ==, "revoked");
  g_assert_cmpint (desk_sql (one, "SELECT count (*) FROM person"), ==, 8);
  /* A lost receipt costs nothing. */
  one->pin = "the key";
  ev_store_set_setting (one->store, EV_SETTING_BUDGET, "2048", NULL);
  g_assert_cmpstr (desk_sync (one), ==, "forgotten");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM held"), ==, 6);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM record WHERE fields LIKE '%Arta%'"),
                   ==, 3);
  g_assert_cmpint (desk_sql (one, "SELECT (SELECT count (*) FROM person)"
                                  " + (SELECT count (*) FROM change)"
                                  " + (SELECT count (*) FROM setting)"
                                  " + (SELECT count (*) FROM word)"),
                   ==, 0);
  token = ev_store_setting (one->store, EV_SETTING_TOKEN);
  g_assert_null (token);
  g_assert_cmpstr (desk_sync (one), ==, "not_enrolled");
}

static void
test_nothing_is_told_any_more (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) one = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (EvRequest) request = laptop_request (one);
  g_autoptr (EvCentralDevice) device = NULL;
  EvCentral *central = hall->central;
  EvChange *change;

  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, one->id, &device, NULL));
  device->state = EV_DEVICE_FORGOTTEN;
  g_assert_true (central->device_save (central, device, NULL) && central->commit (central, NULL));
  g_assert_null (laptop_ask (one, request));
  g_assert_cmpstr (one->complaint, ==, "forgotten");
  laptop_write (one, EV_KIND_PERSON, NULL, "given_name=Arta", NULL);
  change = ev_change_copy (one->log->pdata[0]);
  g_ptr_array_set_size (change->bases, 0);
  g_ptr_array_add (request->rescued, change);
  for (int i = 0; i < 2; i++)
    g_assert_null (laptop_ask (one, request));
  g_assert_cmpstr (one->complaint, ==, "forgotten");
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM held"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forget/obeys", test_obeys_the_pinned_server);
  g_test_add_func ("/forget/held", test_nothing_is_told_any_more);
  return g_test_run ();
}
