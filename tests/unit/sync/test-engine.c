/* Tests of the engine against a server in this process: good days and every bad one. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/engine.h"

#include "fake-server.h"
#include "fixture.h"
#include "store/custody.h"
#include "store/exchange-log.h"
#include "sync/settings-private.h"

#define PAGE "<html>Welcome to our hotel</html>"
#define PEOPLE 5

typedef struct {
  Laptop *laptop;
  FakeServer *server;
  EvTransport transport;
  EvSyncOutcome outcome;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->laptop = laptop_new ();
  laptop_begin (fixture->laptop);
  fixture->server = fake_server_new ();
  fixture->transport = fake_server_transport (fixture->server);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ev_sync_outcome_clear (&fixture->outcome);
  fake_server_free (fixture->server);
  laptop_free (fixture->laptop);
}

/* Runs and expects the error with this code, or none where it is negative. */
static void
run (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  ev_sync_outcome_clear (&fixture->outcome);
  done = ev_sync_run (fixture->laptop->store, &fixture->transport, &fixture->outcome, NULL, &error);
  g_assert_cmpint (done, ==, code < 0);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, EV_ERROR, code);
}

#define WELL (-1)

static void
add_people (Fixture *fixture, int count)
{
  ev_store_begin (fixture->laptop->store, NULL);
  for (int i = 0; i < count; i++)
    laptop_add_person (fixture->laptop, "Arta");
  ev_store_commit (fixture->laptop->store, NULL);
}

/* Both hold the same, all of it, once. */
static void
assert_settled (Fixture *fixture)
{
  g_assert_true (fixture->outcome.verified);
  g_assert_cmpuint (laptop_unsent (fixture->laptop), ==, 0);
  g_assert_cmpuint (fixture->server->other, ==, 0);
}

static gint64
people (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 count = ev_store_count (fixture->laptop->store, EV_KIND_PERSON, &error);
  g_assert_no_error (error);
  return count;
}

static char *
last_error (Fixture *fixture)
{
  g_auto (EvCustodyCounts) counts = { 0 };
  g_autoptr (GError) error = NULL;

  ev_custody_count (fixture->laptop->store, &counts, &error);
  g_assert_no_error (error);
  return g_strdup (counts.last_error);
}

static void
test_both_ways (Fixture *fixture, gconstpointer data)
{
  guint unsent;

  add_people (fixture, PEOPLE);
  unsent = laptop_unsent (fixture->laptop);
  fake_server_add_person (fixture->server, 1, "Јелена");
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.sent, ==, unsent);
  g_assert_cmpint (fixture->outcome.received, ==, 1);
  g_assert_cmpint (fixture->outcome.refused, ==, 0);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 1);
  g_assert_cmpint (fixture->outcome.bytes_up, >, 0);
  g_assert_cmpint (fixture->outcome.bytes_down, >, 0);
  g_assert_cmpint (people (fixture), ==, PEOPLE + 1);
  g_assert_cmpuint (fixture->outcome.touched->len, >, 0);
  g_assert_cmpstr (fixture->server->last_token, ==, "TOKEN");
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.sent + fixture->outcome.received, ==, 0);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 1);
}

static void
test_not_enrolled (Fixture *fixture, gconstpointer data)
{
  EvTransport transport;
  g_autoptr (GError) error = NULL;

  ev_store_set_setting (fixture->laptop->store, EV_SETTING_TOKEN, NULL, NULL);
  g_assert_false (ev_sync_is_enrolled (fixture->laptop->store));
  g_assert_false (ev_sync_transport (fixture->laptop->store, &transport, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_ENROLLED);
  run (fixture, EV_ERROR_NOT_ENROLLED);
  g_assert_cmpuint (fixture->server->requests, ==, 0);
}

static const struct {
  Fault fault;
  int code;
  gboolean arrived; /* the server has acted all the same */
} bad_cases[] = {
  { { FAULT_OFFLINE }, EV_ERROR_NO_NETWORK, FALSE },
  { { FAULT_LOST_ANSWER }, EV_ERROR_TIMEOUT, TRUE },
  { { FAULT_TRUNCATED }, EV_ERROR_GARBLED, TRUE },
  { { FAULT_CORRUPT }, EV_ERROR_GARBLED, TRUE },
  { { FAULT_REPLY, 200, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 200, EV_WIRE_CONTENT_TYPE, PAGE, 0 }, EV_ERROR_GARBLED, FALSE },
  { { FAULT_REPLY, 200, EV_WIRE_CONTENT_TYPE, "{}", 0 }, EV_ERROR_GARBLED, FALSE },
  { { FAULT_REPLY, 200, EV_WIRE_CONTENT_TYPE, "", 0 }, EV_ERROR_GARBLED, FALSE },
  { { FAULT_REPLY, 200, NULL, "", 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 302, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 401, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_COMPLAINT, 401, NULL, "revoked", 0 }, EV_ERROR_REVOKED, FALSE },
  { { FAULT_COMPLAINT, 401, NULL, "unknown_token", 0 }, EV_ERROR_REVOKED, FALSE },
  { { FAULT_COMPLAINT, 401, NULL, "forgotten", 0 }, EV_ERROR_REVOKED, FALSE },
  { { FAULT_REPLY, 403, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 404, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 409, "text/html", PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 409, EV_WIRE_CONTENT_TYPE, PAGE, 0 }, EV_ERROR_NOT_THE_SERVER, FALSE },
  { { FAULT_REPLY, 401, EV_WIRE_CONTENT_TYPE, "{\"complaint\":\"revokee\"}", 0 },
    EV_ERROR_NOT_THE_SERVER,
    FALSE },
  { { FAULT_REPLY, 401, EV_WIRE_CONTENT_TYPE, "{\"complaint\":\"revoked\"", 0 },
    EV_ERROR_NOT_THE_SERVER,
    FALSE },
  { { FAULT_REPLY, 429, "text/html", PAGE, 30 }, EV_ERROR_TOO_MANY, FALSE },
  { { FAULT_COMPLAINT, 429, NULL, "too_many", 30 }, EV_ERROR_TOO_MANY, FALSE },
  { { FAULT_REPLY, 500, "text/html", PAGE, 0 }, EV_ERROR_SERVER, FALSE },
  { { FAULT_REPLY, 502, "text/html", PAGE, 0 }, EV_ERROR_SERVER, FALSE },
  { { FAULT_REPLY, 503, "text/html", PAGE, 30 }, EV_ERROR_SERVER, FALSE },
  { { FAULT_COMPLAINT, 503, NULL, "busy", 30 }, EV_ERROR_SERVER, FALSE },
  { { FAULT_COMPLAINT, 400, NULL, "too_old", 0 }, EV_ERROR_CLIENT_TOO_OLD, FALSE },
  { { FAULT_COMPLAINT, 400, NULL, "too_new", 0 }, EV_ERROR_CLIENT_TOO_NEW, FALSE },
};

/* Whatever happens, nothing here is lost, nothing is believed, and the next run sets it right. */
static void
test_bad_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_cases); i++) {
    Fixture fixture = { 0 };
    g_autofree char *nick = NULL, *later = NULL;
    guint unsent;

    g_test_message ("case %u: %d %d", i, bad_cases[i].fault.what, bad_cases[i].fault.status);
    set_up (&fixture, NULL);
    add_people (&fixture, PEOPLE);
    unsent = laptop_unsent (fixture.laptop);
    fake_server_fault (fixture.server, bad_cases[i].fault);
    run (&fixture, bad_cases[i].code);
    g_assert_cmpint (fixture.outcome.retry_after, ==, bad_cases[i].fault.retry_after);
    g_assert_cmpint (fixture.outcome.sent, ==, 0);
    g_assert_cmpuint (laptop_unsent (fixture.laptop), ==, unsent);
    g_assert_cmpint (people (&fixture), ==, PEOPLE);
    g_assert_cmpuint (fake_server_count (fixture.server), ==, bad_cases[i].arrived ? unsent : 0);
    nick = last_error (&fixture);
    g_assert_cmpstr (nick, ==, ev_error_nick ((EvErrorCode)bad_cases[i].code));
    run (&fixture, WELL);
    assert_settled (&fixture);
    g_assert_cmpuint (fixture.server->repeated, ==, bad_cases[i].arrived ? unsent : 0);
    g_assert_cmpuint (fake_server_count (fixture.server), ==, unsent);
    later = last_error (&fixture);
    g_assert_null (later);
    tear_down (&fixture, NULL);
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *nick = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (ev_sync_run (fixture->laptop->store, &fixture->transport, &fixture->outcome,
                               cancellable, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->server->requests, ==, 0);
  nick = last_error (fixture);
  g_assert_null (nick);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  guint unsent;

  add_people (fixture, 40);
  unsent = laptop_unsent (fixture->laptop);
  fixture->server->most = 7;
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.sent, ==, unsent);
  g_assert_cmpuint (fixture->server->repeated, ==, 0);
}

/* One change that is too large by itself is reported, and kept. */
static void
test_one_too_large (Fixture *fixture, gconstpointer data)
{
  Fault fault = { FAULT_REPLY, 413, "text/html", PAGE, 0 };
  guint unsent;

  add_people (fixture, PEOPLE);
  unsent = laptop_unsent (fixture->laptop);
  for (int i = 0; i < 20; i++)
    fake_server_fault (fixture->server, fault);
  run (fixture, EV_ERROR_SERVER);
  g_assert_cmpuint (fixture->server->requests, <, 20);
  g_assert_cmpuint (laptop_unsent (fixture->laptop), ==, unsent);
  g_queue_clear_full (&fixture->server->faults, g_free);
  run (fixture, WELL);
  assert_settled (fixture);
}

static void
test_dictionary (Fixture *fixture, gconstpointer data)
{
  add_people (fixture, PEOPLE);
  fixture->server->dictionary = EV_WIRE_DICTIONARY + 1;
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 2);
}

/* On a slow link batches become small, and a broken one is met with smaller ones next time. */
static void
test_slow_link (Fixture *fixture, gconstpointer data)
{
  Fault lost = { FAULT_LOST_ANSWER };
  guint first;

  add_people (fixture, 2500);
  ev_store_set_setting (fixture->laptop->store, EV_SETTING_BUDGET, "65536", NULL);
  fixture->server->elapsed = 12000;
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 4); /* 64 kB, 32 kB, 16 kB, the rest */
  ev_store_set_setting (fixture->laptop->store, EV_SETTING_BUDGET, "65536", NULL);
  add_people (fixture, 2000);
  fake_server_fault (fixture->server, lost);
  run (fixture, EV_ERROR_TIMEOUT);
  first = fixture->server->last_count;
  fake_server_fault (fixture->server, lost);
  run (fixture, EV_ERROR_TIMEOUT);
  g_assert_cmpuint (fixture->server->last_count, <, first);
  fixture->server->elapsed = 10;
  run (fixture, WELL);
  assert_settled (fixture);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 10; i++)
    fake_server_add_person (fixture->server, i, "Elif");
  fixture->server->page = 3;
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 4);
  g_assert_cmpint (fixture->outcome.received, ==, 10);
  g_assert_cmpint (people (fixture), ==, 10);
}

/* A pull that breaks in the middle goes on where it was. */
static void
test_pages_cut (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 10; i++)
    fake_server_add_person (fixture->server, i, "Elif");
  fixture->server->page = 3;
  fake_server_fault (fixture->server, (Fault){ FAULT_NONE });
  fake_server_fault (fixture->server, (Fault){ FAULT_LOST_ANSWER });
  run (fixture, EV_ERROR_TIMEOUT);
  g_assert_cmpint (people (fixture), ==, 3);
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.received, ==, 7);
  g_assert_cmpint (people (fixture), ==, 10);
}

static void
test_stuck (Fixture *fixture, gconstpointer data)
{
  add_people (fixture, PEOPLE);
  fixture->server->stuck = TRUE;
  run (fixture, EV_ERROR_SERVER);
  g_assert_cmpuint (fixture->server->requests, <, 10);
}

/* A server restored from a copy: whether it says so by its epoch or only by its receipts. */
static void
test_restored (Fixture *fixture, gconstpointer epoch)
{
  guint all;

  add_people (fixture, PEOPLE);
  fake_server_add_person (fixture->server, 1, "Elif");
  all = laptop_unsent (fixture->laptop);
  run (fixture, WELL);
  fake_server_restore (fixture->server, epoch, 2);
  add_people (fixture, PEOPLE);
  all += laptop_unsent (fixture->laptop);
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpuint (fake_server_count (fixture->server), ==, all);
  g_assert_cmpint (people (fixture), ==, 2 * PEOPLE + 1);
  run (fixture, WELL);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 1);
}

static void
test_fork (Fixture *fixture, gconstpointer data)
{
  add_people (fixture, PEOPLE);
  run (fixture, WELL);
  fixture->server->acked += 100;
  run (fixture, EV_ERROR_FORK);
  g_assert_cmpint (people (fixture), ==, PEOPLE);
}

static void
refuse (Fixture *fixture, gint64 seq, EvReason reason)
{
  g_hash_table_insert (fixture->server->refuse, g_memdup2 (&seq, sizeof seq),
                       GINT_TO_POINTER (reason + 1));
}

static gint64
last_seq (Fixture *fixture)
{
  g_auto (EvExchangeState) state = { 0 };
  ev_exchange_state_load (fixture->laptop->store, &state, NULL);
  return state.held;
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) parked = NULL;
  gint64 seq;

  add_people (fixture, 2);
  seq = last_seq (fixture);
  add_people (fixture, 2);
  refuse (fixture, seq, EV_REASON_DENIED);
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.refused, ==, 1);
  g_assert_cmpint (people (fixture), ==, 3);
  parked = ev_custody_parked (fixture->laptop->store, NULL);
  g_assert_cmpuint (parked->len, ==, 1);
  g_assert_cmpint (((EvParked *)g_ptr_array_index (parked, 0))->reason, ==, EV_REASON_DENIED);
}

/* What was stamped ahead of the server's time is stamped anew and sent in the same run. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  fixture->laptop->now += G_GINT64_CONSTANT (365) * 24 * 3600 * 1000;
  add_people (fixture, 2);
  for (gint64 seq = 1; seq <= last_seq (fixture); seq++)
    refuse (fixture, seq, EV_REASON_AHEAD);
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpint (fixture->outcome.refused, ==, 0);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 2);
  g_assert_cmpint (people (fixture), ==, 2);
}

/* Values that differ although all was said are found by their buckets: here the server
 * has receipts for values that it lost, and the laptop a cursor beyond a person it never got. */
static void
test_repair (Fixture *fixture, gconstpointer data)
{
  GPtrArray *feed = fixture->server->feed;

  add_people (fixture, PEOPLE);
  fake_server_add_person (fixture->server, 1, "Elif");
  run (fixture, WELL);
  fake_server_add_person (fixture->server, 2, "Adem");
  g_ptr_array_insert (feed, 0, g_ptr_array_steal_index (feed, 1));
  fake_server_restore (fixture->server, "first", fixture->server->acked);
  run (fixture, WELL);
  assert_settled (fixture);
  /* Its own it offers as changes once more, not as values. */
  g_assert_cmpuint (fixture->server->compared, ==, 1);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 3);
  g_assert_cmpint (fixture->outcome.sent, >=, PEOPLE);
  g_assert_cmpint (people (fixture), ==, PEOPLE + 2);
  run (fixture, WELL);
  assert_settled (fixture);
  g_assert_cmpuint (fixture->outcome.round_trips, ==, 1);
  g_assert_cmpuint (fixture->server->compared, ==, 1);
}

/* A difference that stays is told, and not paid for at every run. */
static void
test_lie (Fixture *fixture, gconstpointer data)
{
  guint requests;

  add_people (fixture, PEOPLE);
  fixture->server->lie = TRUE;
  run (fixture, WELL);
  g_assert_false (fixture->outcome.verified);
  requests = fixture->server->requests;
  run (fixture, WELL);
  g_assert_false (fixture->outcome.verified);
  g_assert_cmpuint (fixture->server->requests, ==, requests + 1);
  fixture->server->lie = FALSE;
  run (fixture, WELL);
  assert_settled (fixture);
}

/* The server announces its next key, and is followed once it answers with it. */
static void
test_pins (Fixture *fixture, gconstpointer data)
{
  EvStore *store = fixture->laptop->store;
  g_autofree char *before = NULL, *after = NULL, *next = NULL;

  ev_store_set_setting (store, EV_SETTING_PIN, "old", NULL);
  fixture->server->pin = "old";
  fixture->server->next_pin = "new";
  run (fixture, WELL);
  before = ev_store_setting (store, EV_SETTING_PIN);
  g_assert_cmpstr (before, ==, "old");
  next = ev_store_setting (store, EV_SETTING_NEXT_PIN);
  g_assert_cmpstr (next, ==, "new");
  fixture->server->pin = "new";
  fixture->server->next_pin = NULL;
  run (fixture, WELL);
  after = ev_store_setting (store, EV_SETTING_PIN);
  g_assert_cmpstr (after, ==, "new");
  g_assert_null (ev_store_setting (store, EV_SETTING_NEXT_PIN));
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean news = FALSE;
  int retry_after = 0;

  g_assert_true (
      ev_sync_wait (fixture->laptop->store, &fixture->transport, &news, NULL, NULL, &error));
  g_assert_true (news); /* never synced */
  g_assert_cmpuint (fixture->server->requests, ==, 0);
  run (fixture, WELL);
  g_assert_true (
      ev_sync_wait (fixture->laptop->store, &fixture->transport, &news, NULL, NULL, &error));
  g_assert_false (news);
  g_assert_cmpstr (fixture->server->last_path, ==, "/v1/wait?epoch=first&cursor=0");
  fake_server_add_person (fixture->server, 1, "Elif");
  g_assert_true (
      ev_sync_wait (fixture->laptop->store, &fixture->transport, &news, NULL, NULL, &error));
  g_assert_true (news);
  fake_server_fault (fixture->server, (Fault){ FAULT_REPLY, 200, "text/html", PAGE, 0 });
  g_assert_false (
      ev_sync_wait (fixture->laptop->store, &fixture->transport, &news, NULL, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_NOT_THE_SERVER);
  g_clear_error (&error);
  fake_server_fault (fixture->server, (Fault){ FAULT_COMPLAINT, 503, NULL, "busy", 9 });
  g_assert_false (ev_sync_wait (fixture->laptop->store, &fixture->transport, &news, &retry_after,
                                NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_SERVER);
  g_assert_cmpint (retry_after, ==, 9);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    gconstpointer data;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/sync/engine/both-ways", NULL, test_both_ways },
    { "/sync/engine/not-enrolled", NULL, test_not_enrolled },
    { "/sync/engine/cancelled", NULL, test_cancelled },
    { "/sync/engine/too-large", NULL, test_too_large },
    { "/sync/engine/one-too-large", NULL, test_one_too_large },
    { "/sync/engine/dictionary", NULL, test_dictionary },
    { "/sync/engine/slow-link", NULL, test_slow_link },
    { "/sync/engine/pages", NULL, test_pages },
    { "/sync/engine/pages-cut", NULL, test_pages_cut },
    { "/sync/engine/stuck", NULL, test_stuck },
    { "/sync/engine/restored/new-epoch", "second", test_restored },
    { "/sync/engine/restored/same-epoch", "first", test_restored },
    { "/sync/engine/fork", NULL, test_fork },
    { "/sync/engine/refused", NULL, test_refused },
    { "/sync/engine/ahead", NULL, test_ahead },
    { "/sync/engine/repair", NULL, test_repair },
    { "/sync/engine/lie", NULL, test_lie },
    { "/sync/engine/pins", NULL, test_pins },
    { "/sync/engine/wait", NULL, test_wait },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/engine/bad-cases", test_bad_cases);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
