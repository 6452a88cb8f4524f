/* Several servers on one PostgreSQL. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/secret.h"
#include "fixture.h"
#include "server/opening.h"
#include "wire/codec.h"
#include "wire/courier.h"

#define A_MOMENT (200 * 1000) /* microseconds: long enough for who does not wait to be first */

/* A second server on the same store. */
typedef struct {
  Hall *hall;
  EvCentral *central;
  EvCentre *centre;
  Laptop *laptop;
  gint done; /* atomic */
} Annex;

static gint64
annex_now (gpointer data)
{
  return ((Hall *)data)->now;
}

static gboolean
any_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

static void
annex_open (Annex *annex, Hall *hall)
{
  const EvRules rules = { .has_code = any_code };
  const EvClock clock = { annex_now, hall };
  g_autoptr (GError) error = NULL;

  annex->hall = hall;
  annex->central = ev_opening_store (hall->url, &hall->random, FALSE, &error);
  g_assert_no_error (error);
  annex->centre = ev_centre_new (annex->central, &rules, &clock);
}

static void
annex_close (Annex *annex)
{
  ev_centre_free (annex->centre);
  ev_central_close (annex->central);
}

static void
push_by (EvCentre *centre, Laptop *laptop)
{
  g_autoptr (EvRequest) request = laptop_request (laptop);
  g_autoptr (GBytes) body = ev_codec_write_request (request);
  g_auto (EvResponse) response = { 0 };
  g_autoptr (EvAnswer) answer = NULL;

  ev_centre_call (centre, "/v1/sync", laptop->token, body, &response);
  g_assert_cmpint (response.status, ==, 200);
  answer = ev_codec_read_answer (response.body, NULL);
  laptop_apply (laptop, request, answer);
}

static gpointer
push_aside (gpointer data)
{
  Annex *annex = data;

  push_by (annex->centre, annex->laptop);
  g_atomic_int_set (&annex->done, TRUE);
  return NULL;
}

static gint64
cursor_of (EvCentral *central, gint64 project)
{
  gint64 cursor = -1;

  g_assert_true (central->begin (central, FALSE, NULL));
  g_assert_true (central->cursor (central, project, &cursor, NULL));
  central->rollback (central);
  return cursor;
}

/* Who began first and commits last has the smaller cursor all the same, so that nobody reads past
 * it. A sequence would give the other its number at once. */
static void
test_cursors_show_in_order (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  Annex annex = { .laptop = laptop };
  GThread *thread;
  gint64 before;

  annex_open (&annex, hall);
  laptop_write (laptop, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Gashi", NULL);
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->hold (central, hall->project, NULL));
  g_assert_true (central->cursor (central, hall->project, &before, NULL));
  thread = g_thread_new ("annex", push_aside, &annex);
  g_usleep (A_MOMENT);
  g_assert_false (g_atomic_int_get (&annex.done));
  g_assert_true (central->set_cursor (central, hall->project, before + 1, NULL));
  g_assert_true (central->commit (central, NULL));
  g_thread_join (thread);
  g_assert_cmpint (cursor_of (central, hall->project), >, before + 1);
  g_assert_cmpint (hall_number (hall, "SELECT max (cursor) FROM receipt"), >, before + 1);
  annex_close (&annex);
}

/* One of the two alone has the invitation. */
typedef struct {
  Annex annex;
  char *code, *device;
  guint status;
} Guest;

static gpointer
enrol_aside (gpointer data)
{
  Guest *guest = data;
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  g_autoptr (GBytes) body = NULL;
  g_auto (EvResponse) response = { 0 };

  request->code = g_strdup (guest->code);
  g_strlcpy (request->device, guest->device, sizeof request->device);
  request->token_hash = ev_secret_hash_hex (guest->device, strlen (guest->device));
  body = ev_codec_write_enrol_request (request);
  ev_centre_call (guest->annex.centre, "/v1/enrol", NULL, body, &response);
  guest->status = response.status;
  return NULL;
}

static void
test_an_invitation_is_used_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  g_autoptr (GArray) teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  Guest guests[2] = { { .device = (char *)"AAAAAAAAAAAAA" },
                      { .device = (char *)"BBBBBBBBBBBBB" } };
  GThread *threads[2];
  g_autofree char *code = NULL;
  gint64 expires;

  g_assert_true (central->begin (central, TRUE, NULL));
  code = ev_enrolment_invite (central, &hall->random, hall->project, EV_ROLE_COORDINATOR, teams,
                              hall->now, &expires, NULL);
  g_assert_true (central->commit (central, NULL));
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->hold (central, hall->project, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++) {
    annex_open (&guests[i].annex, hall);
    guests[i].code = code;
    threads[i] = g_thread_new ("guest", enrol_aside, &guests[i]);
  }
  g_usleep (A_MOMENT); /* both have seen it unused */
  g_assert_true (central->commit (central, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++) {
    g_thread_join (threads[i]);
    annex_close (&guests[i].annex);
  }
  g_assert_cmpuint (MIN (guests[0].status, guests[1].status), ==, 200);
  g_assert_cmpuint (MAX (guests[0].status, guests[1].status), >=, 400);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM device WHERE role = 1"), ==, 1);
}

/* Two laptops that ask for their first keys, each at a server of its own. */
typedef struct {
  Annex annex;
  EvKeysAnswer *answer;
} Asker;

static gpointer
ask_aside (gpointer data)
{
  Asker *asker = data;
  const Laptop *laptop = asker->annex.laptop;
  EvKeysRequest request = { .version = 1 };
  g_autoptr (GBytes) body = NULL;
  g_auto (EvResponse) response = { 0 };

  g_strlcpy (request.device, laptop->id, sizeof request.device);
  memcpy (request.key, laptop->id, EV_ID_DEVICE_LENGTH);
  body = ev_courier_write_keys_request (&request);
  ev_centre_call (asker->annex.centre, "/v1/keys", laptop->token, body, &response);
  g_assert_cmpint (response.status, ==, 200);
  asker->answer = ev_courier_read_keys_answer (response.body, NULL);
  return NULL;
}

static void
test_first_keys_are_made_once (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  Asker askers[2] = { 0 };
  GThread *threads[2];

  for (guint i = 0; i < G_N_ELEMENTS (askers); i++) {
    annex_open (&askers[i].annex, hall);
    askers[i].annex.laptop = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  }
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->hold (central, hall->project, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    threads[i] = g_thread_new ("asker", ask_aside, &askers[i]);
  g_usleep (A_MOMENT); /* both have seen that there are none */
  g_assert_true (central->commit (central, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++)
    g_thread_join (threads[i]);
  g_assert_cmpmem (askers[0].answer->server, EV_SIGNING_PUBLIC_BYTES, askers[1].answer->server,
                   EV_SIGNING_PUBLIC_BYTES);
  g_assert_cmpuint (askers[0].answer->seals->len, ==, 1);
  g_assert_cmpuint (askers[1].answer->seals->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (askers); i++) {
    ev_keys_answer_free (askers[i].answer);
    laptop_free (askers[i].annex.laptop);
    annex_close (&askers[i].annex);
  }
}

static void
cut_all (Hall *hall)
{
  hall_run (hall, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity"
                  " WHERE pid <> pg_backend_pid () AND backend_type = 'client backend'");
}

/* The next transaction makes a new connection; what was under way is as if it never was. */
static void
test_a_lost_connection (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  g_autoptr (GError) error = NULL;
  g_autofree char *refused = NULL;
  gint64 before = cursor_of (central, hall->project);

  laptop_write (laptop, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Gashi", NULL);
  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->set_cursor (central, hall->project, before + 1, NULL));
  cut_all (hall);
  g_assert_false (central->commit (central, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_BUSY);
  central->rollback (central);
  g_assert_cmpint (cursor_of (central, hall->project), ==, before);
  cut_all (hall);
  refused = laptop_sync (laptop);
  g_assert_cmpstr (refused, ==, "");
  g_assert_true (laptop->verified);
}

/* What fails is told at the latest when it is kept, and goes alone. */
static void
test_an_error_is_held_back (void)
{
  g_autoptr (Hall) hall = hall_new ();
  EvCentral *central = hall->central;
  const EvReceipt receipt = { .device = 77, .seq = 1, .cursor = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_true (central->begin (central, TRUE, NULL));
  g_assert_true (central->mark (central, NULL));
  g_assert_true (central->set_fact (central, "first", "kept", NULL));
  g_assert_true (central->receipt_add (central, &receipt, NULL));
  g_assert_true (central->keep (central, NULL));
  g_assert_true (central->mark (central, NULL));
  g_assert_true (central->set_fact (central, "second", "undone", NULL));
  central->receipt_add (central, &receipt, NULL);
  g_assert_false (central->keep (central, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_STORAGE);
  g_assert_true (central->undo (central, NULL));
  g_assert_true (central->commit (central, NULL));
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM fact WHERE name = 'first'"), ==, 1);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM fact WHERE name = 'second'"), ==, 0);
  g_assert_cmpint (hall_number (hall, "SELECT count (*) FROM receipt WHERE device = 77"), ==, 1);
}

static void
test_others_are_noticed (void)
{
  g_autoptr (Hall) hall = hall_new ();
  g_autoptr (Laptop) laptop = laptop_new (hall, EV_ROLE_COORDINATOR, "");
  Annex annex = { .laptop = laptop };
  gint64 before, own, others;

  annex_open (&annex, hall);
  g_assert_true (hall->central->others (hall->central, &before, NULL));
  g_assert_true (hall->central->begin (hall->central, TRUE, NULL));
  g_assert_true (hall->central->set_fact (hall->central, "own", "write", NULL));
  g_assert_true (hall->central->commit (hall->central, NULL));
  g_assert_true (hall->central->others (hall->central, &own, NULL));
  g_assert_cmpint (own, ==, before);
  push_by (annex.centre, laptop);
  laptop_write (laptop, EV_KIND_PERSON, NULL, "given_name=Arta", "family_name=Gashi", NULL);
  push_by (annex.centre, laptop);
  g_assert_true (hall->central->others (hall->central, &others, NULL));
  g_assert_cmpint (others, !=, own);
  annex_close (&annex);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postgres/order", test_cursors_show_in_order);
  g_test_add_func ("/postgres/invitation", test_an_invitation_is_used_once);
  g_test_add_func ("/postgres/first-keys", test_first_keys_are_made_once);
  g_test_add_func ("/postgres/lost-connection", test_a_lost_connection);
  g_test_add_func ("/postgres/held-back", test_an_error_is_held_back);
  g_test_add_func ("/postgres/others", test_others_are_noticed);
  return g_test_run ();
}
