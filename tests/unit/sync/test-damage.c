/* Tests of the engine against answers that were damaged: at every place, in every form. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/engine.h"

#include "fake-server.h"
#include "fixture.h"
#include "store/exchange-log.h"

#define OWN 9 /* more than any nonsense says were received */
#define THEIRS 4
/* Every bit would take a minute. */
#define STEP 5
/* Runs after which all is as if nothing had been damaged. */
#define MOST_RUNS 3

typedef struct {
  Laptop *laptop;
  FakeServer *server;
  EvTransport transport;
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->laptop = laptop_new ();
  laptop_begin (fixture->laptop);
  fixture->server = fake_server_new ();
  fixture->transport = fake_server_transport (fixture->server);
  for (int i = 0; i < OWN; i++)
    laptop_add_person (fixture->laptop, "Arta");
  for (int i = 1; i <= THEIRS; i++)
    fake_server_add_person (fixture->server, i, "Elif");
}

static void
tear_down (Fixture *fixture)
{
  fake_server_free (fixture->server);
  laptop_free (fixture->laptop);
}

/* All that an answer may change, as text. */
static char *
standing (Fixture *fixture)
{
  g_auto (EvExchangeState) state = { 0 };
  g_autofree char *digest = NULL;
  EvDigest sum;
  EvStore *store = fixture->laptop->store;

  g_assert_true (ev_exchange_state_load (store, &state, NULL));
  g_assert_true (ev_exchange_digest (store, &sum, NULL));
  digest = ev_digest_format (&sum);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u %s",
                          state.epoch, state.cursor, state.acked, state.held,
                          laptop_unsent (fixture->laptop), digest);
}

static gboolean
run (Fixture *fixture, gboolean *verified, GError **error)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  gboolean done = ev_sync_run (fixture->laptop->store, &fixture->transport, &outcome, NULL, error);

  *verified = outcome.verified;
  return done;
}

static gint64
people (Fixture *fixture)
{
  return ev_store_count (fixture->laptop->store, EV_KIND_PERSON, NULL);
}

/* Everybody has everything: at once, or after a few more runs. */
static void
assert_whole (Fixture *fixture, guint most)
{
  gboolean verified = FALSE;

  for (guint i = 0; i < most && !verified; i++) {
    g_autoptr (GError) error = NULL;
    g_assert_true (run (fixture, &verified, &error));
    g_assert_no_error (error);
  }
  g_assert_true (verified);
  g_assert_cmpuint (laptop_unsent (fixture->laptop), ==, 0);
  g_assert_cmpuint (fixture->server->other, ==, 0);
  g_assert_cmpint (people (fixture), >=, OWN + THEIRS);
}

/* Meets one damaged answer. Whether it was noticed: then nothing has happened. */
static gboolean
meet (Fixture *fixture, Fault fault)
{
  g_autofree char *before = standing (fixture), *after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean verified;

  fake_server_fault (fixture->server, fault);
  if (run (fixture, &verified, &error))
    return FALSE;
  if (!g_error_matches (error, EV_ERROR, EV_ERROR_CLIENT_TOO_OLD) &&
      !g_error_matches (error, EV_ERROR, EV_ERROR_CLIENT_TOO_NEW))
    g_assert_error (error, EV_ERROR, EV_ERROR_GARBLED);
  after = standing (fixture);
  g_assert_cmpstr (before, ==, after);
  return TRUE;
}

/* What the answer of a good day looks like. */
static void
look (gsize *size, guint *values)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  assert_whole (&fixture, 1);
  *size = fixture.server->last_size;
  *values = fixture.server->last_values;
  tear_down (&fixture);
}

/* A bit that is another is noticed wherever it is; or it makes no difference: it is one of those
 * that a packed stream leaves over, or of the dictionary's number, and the answer is asked for
 * without. */
static void
test_flipped (void)
{
  Fixture fixture = { 0 };
  guint values, noticed = 0, unnoticed = 0;
  gsize size;

  look (&size, &values);
  set_up (&fixture);
  for (guint bit = 0; bit < size * 8; bit += bit < 128 ? 1 : STEP) {
    if (meet (&fixture, (Fault){ .what = FAULT_FLIPPED, .place = bit })) {
      noticed++;
      continue;
    }
    g_test_message ("bit %u of %" G_GSIZE_FORMAT " makes no difference", bit, size * 8);
    unnoticed++;
    g_assert_cmpint (people (&fixture), ==, OWN + THEIRS);
    assert_whole (&fixture, 1);
    tear_down (&fixture);
    set_up (&fixture);
  }
  g_assert_cmpuint (noticed, >, 5 * unnoticed);
  assert_whole (&fixture, 1);
  tear_down (&fixture);
}

/* An answer that is well packed, but says something else at one place. What is ill-formed is
 * refused whole. What is not cannot be told from what others wrote; but nothing is lost by it, and
 * both end with the same. */
static void
test_nonsense (void)
{
  Fixture fixture = { 0 };
  guint values, noticed = 0;
  gsize size;

  look (&size, &values);
  set_up (&fixture);
  for (guint place = 0; place < values; place++)
    for (guint form = 0; form == 0 || fake_server_nonsense[form - 1] != NULL; form++) {
      g_test_message ("value %u, form %u", place, form);
      if (meet (&fixture, (Fault){ .what = FAULT_NONSENSE, .place = place, .form = form })) {
        noticed++;
        continue;
      }
      assert_whole (&fixture, MOST_RUNS);
      tear_down (&fixture);
      set_up (&fixture);
    }
  g_assert_cmpuint (noticed, >, values);
  assert_whole (&fixture, 1);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/damage/flipped", test_flipped);
  g_test_add_func ("/sync/damage/nonsense", test_nonsense);
  return g_test_run ();
}
