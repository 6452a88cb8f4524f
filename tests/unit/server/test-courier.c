/* Bundles: who is told which key, and changes that another laptop brings. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "server/courier.h"
#include "sync/carrier.h"

/* Asks as `laptop`, whose key is 32 times the byte `key`; NULL with error. */
static EvKeysAnswer *
ask (Laptop *laptop, int key, GError **error)
{
  EvCentral *central = laptop->hall->central;
  g_autoptr (EvCentralDevice) device = NULL;
  g_autoptr (EvKeysAnswer) answer = NULL;
  EvKeysRequest request = { .version = 1 };

  g_strlcpy (request.device, laptop->id, sizeof request.device);
  memset (request.key, key, sizeof request.key);
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->device_by_id (central, laptop->id, &device, NULL));
  answer = ev_courier_keys (central, &laptop->hall->random, device, &request, error);
  if (answer != NULL)
    g_assert_true (central->commit (central, NULL));
  else
    central->rollback (central);
  return g_steal_pointer (&answer);
}

static const EvSealKey *
latest (const EvKeysAnswer *answer)
{
  return answer->seals->pdata[answer->seals->len - 1];
}

static void
test_who_is_told (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) door = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (EvKeysAnswer) writes = ask (door, 1, NULL);
  g_autoptr (EvKeysAnswer) opens = ask (office, 2, NULL);
  const EvSigner *signer;

  g_assert_cmpuint (writes->seals->len, ==, 1);
  g_assert_null (latest (writes)->secret);
  g_assert_cmpuint (writes->signers->len, ==, 0);
  g_assert_cmpuint (opens->seals->len, ==, 1);
  g_assert_nonnull (latest (opens)->secret);
  g_assert_cmpmem (latest (opens)->seal, EV_SEAL_PUBLIC_BYTES, latest (writes)->seal,
                   EV_SEAL_PUBLIC_BYTES);
  g_assert_cmpmem (opens->server, EV_SIGNING_PUBLIC_BYTES, writes->server, EV_SIGNING_PUBLIC_BYTES);
  g_assert_cmpuint (opens->signers->len, ==, 2);
  signer = opens->signers->pdata[0];
  g_assert_cmpstr (signer->device, ==, door->id);
  g_assert_cmpint (signer->key[0], ==, 1);
}

/* The older key still opens what was written before. */
static void
test_rotated (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  g_autoptr (Laptop) door = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) office = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (EvKeysAnswer) before = ask (door, 1, NULL);
  g_autoptr (EvKeysAnswer) writes = NULL, opens = NULL;

  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (ev_courier_rotate (central, &hall->random, hall->project, NULL));
  g_assert_true (central->commit (central, NULL));
  writes = ask (door, 1, NULL);
  opens = ask (office, 2, NULL);
  g_assert_cmpuint (writes->seals->len, ==, 1);
  g_assert_cmpint (latest (writes)->number, ==, 2);
  g_assert_cmpint (memcmp (latest (writes)->seal, latest (before)->seal, EV_SEAL_PUBLIC_BYTES), !=,
                   0);
  g_assert_cmpuint (opens->seals->len, ==, 2);
  g_assert_nonnull (((const EvSealKey *)opens->seals->pdata[0])->secret);
  g_assert_cmpmem (opens->server, EV_SIGNING_PUBLIC_BYTES, before->server, EV_SIGNING_PUBLIC_BYTES);
}

static void
test_a_key_of_another (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) door = laptop_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Laptop) thief = laptop_new (hall, EV_ROLE_FACILITATOR, "B");
  g_autoptr (EvKeysAnswer) first = ask (door, 1, NULL), again = ask (door, 1, NULL);
  g_autoptr (EvKeysAnswer) stolen = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (again);
  stolen = ask (thief, 1, &error);
  g_assert_null (stolen);
  g_assert_error (error, EV_ERROR, EV_ERROR_MALFORMED);
}

static void
carry (Desk *from, Desk *to, EvSyncOutcome *read)
{
  g_autofree char *path = g_build_filename (from->home, "carried.evbundle", NULL);
  g_auto (EvSyncOutcome) written = { 0 };
  g_autoptr (GError) error = NULL;

  ev_carrier_write (from->store, NULL, path, &written, &error);
  g_assert_no_error (error);
  ev_carrier_read (to->store, path, read, &error);
  g_assert_no_error (error);
  g_remove (path);
}

static void
assert_custody (Desk *desk, gint64 on_laptop, gint64 carried)
{
  EvCustodyCounts counts = { 0 };

  g_assert_true (ev_custody_count (desk->store, &counts, NULL));
  g_assert_cmpint (counts.on_laptop, ==, on_laptop);
  g_assert_cmpint (counts.carried, ==, carried);
  ev_custody_clear (&counts);
}

static void
test_there_and_back (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Desk) door = desk_new (hall, EV_ROLE_FACILITATOR, "A");
  g_autoptr (Desk) office = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (Desk) other = desk_new (hall, EV_ROLE_COORDINATOR, "");
  g_auto (EvSyncOutcome) there = { 0 }, back = { 0 };
  g_autofree char *person = NULL;

  desk_sync_well (door);
  desk_sync_well (office);
  person = desk_write (door, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Gashi", NULL);
  carry (door, office, &there);
  g_assert_cmpint (there.received, ==, 1);
  g_assert_true (desk_has (office, EV_KIND_PERSON, person));
  assert_custody (door, 1, 0);
  assert_custody (office, 0, 1);
  desk_sync_well (office);
  assert_custody (office, 0, 0);
  carry (office, door, &back);
  g_assert_cmpint (back.sent, ==, 1);
  assert_custody (door, 0, 0);
  desk_sync_well (other);
  g_assert_true (desk_has (other, EV_KIND_PERSON, person));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/courier/who-is-told", test_who_is_told);
  g_test_add_func ("/server/courier/rotated", test_rotated);
  g_test_add_func ("/server/courier/a-key-of-another", test_a_key_of_another);
  g_test_add_func ("/server/courier/there-and-back", test_there_and_back);
  return g_test_run ();
}
