/* Tests of when to sync next. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/scheduler.h"

#include <string.h>

typedef struct {
  gint64 now;
  guint8 chance; /* every random byte */
  EvScheduler *scheduler;
} Fixture;

static gint64
now (gpointer data)
{
  return ((Fixture *)data)->now;
}

static void
fill (void *bytes, gsize length, gpointer data)
{
  memset (bytes, ((Fixture *)data)->chance, length);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  EvClock clock = { now, fixture };
  EvRandom random = { fill, fixture };

  fixture->now = 1000;
  fixture->chance = 0xff; /* the longest waits */
  fixture->scheduler = ev_scheduler_new (&clock, &random);
  ev_scheduler_network (fixture->scheduler, TRUE, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ev_scheduler_free (fixture->scheduler);
}

static void
run (Fixture *fixture, int code, int retry_after)
{
  g_autoptr (GError) error = NULL;

  if (code >= 0)
    error = g_error_new_literal (EV_ERROR, code, "for a test");
  ev_scheduler_began (fixture->scheduler);
  g_assert_cmpint (ev_scheduler_due (fixture->scheduler), ==, -1);
  ev_scheduler_ended (fixture->scheduler, error, retry_after);
}

#define WELL (-1)
#define DUE(fixture) ev_scheduler_due ((fixture)->scheduler)

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (DUE (fixture), ==, 0);
  run (fixture, WELL, 0);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_IDLE);
  ev_scheduler_changed (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_DEBOUNCE);
  fixture->now += 300;
  ev_scheduler_changed (fixture->scheduler); /* a burst does not put it off */
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_DEBOUNCE - 300);
  ev_scheduler_news (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, 0);
}

static void
test_change_during_run (Fixture *fixture, gconstpointer data)
{
  ev_scheduler_began (fixture->scheduler);
  ev_scheduler_changed (fixture->scheduler);
  ev_scheduler_ended (fixture->scheduler, NULL, 0);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_DEBOUNCE);
}

static void
test_back_off (Fixture *fixture, gconstpointer data)
{
  gint64 expected = EV_SCHEDULER_FIRST;

  for (int i = 0; i < 100; i++) {
    run (fixture, EV_ERROR_NO_NETWORK, 0);
    g_assert_cmpint (DUE (fixture), ==, expected);
    ev_scheduler_changed (fixture->scheduler);
    ev_scheduler_news (fixture->scheduler);
    g_assert_cmpint (DUE (fixture), ==, expected);
    fixture->now += expected;
    g_assert_cmpint (DUE (fixture), ==, 0);
    expected = MIN (2 * expected, EV_SCHEDULER_LAST);
  }
  fixture->chance = 0;
  run (fixture, EV_ERROR_NO_NETWORK, 0);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_LAST / 2);
  run (fixture, WELL, 0);
  fixture->chance = 0xff;
  run (fixture, EV_ERROR_SERVER, 0);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_FIRST);
}

static void
test_network (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    run (fixture, EV_ERROR_NO_NETWORK, 0);
  ev_scheduler_network (fixture->scheduler, FALSE, FALSE);
  g_assert_cmpint (DUE (fixture), ==, 16 * EV_SCHEDULER_FIRST); /* the system may be wrong */
  ev_scheduler_network (fixture->scheduler, TRUE, FALSE);
  g_assert_cmpint (DUE (fixture), ==, 0);
}

static void
test_retry_after (Fixture *fixture, gconstpointer data)
{
  run (fixture, EV_ERROR_TOO_MANY, 120);
  g_assert_cmpint (DUE (fixture), ==, 120 * 1000);
  ev_scheduler_network (fixture->scheduler, TRUE, FALSE); /* no other server behind it */
  ev_scheduler_changed (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, 120 * 1000);
  ev_scheduler_asked (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, 0);
  run (fixture, EV_ERROR_TOO_MANY, G_MAXINT);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_OBEY);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 3; i++) {
    run (fixture, EV_ERROR_REVOKED, 0);
    ev_scheduler_changed (fixture->scheduler);
    g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_PAUSED);
    g_assert_false (ev_scheduler_may_wait (fixture->scheduler));
    fixture->now += EV_SCHEDULER_PAUSED;
    g_assert_cmpint (DUE (fixture), ==, 0);
  }
}

static void
test_metered (Fixture *fixture, gconstpointer data)
{
  run (fixture, WELL, 0);
  ev_scheduler_network (fixture->scheduler, TRUE, TRUE);
  g_assert_cmpint (DUE (fixture), ==, 0);
  g_assert_true (ev_scheduler_may_wait (fixture->scheduler));
  ev_scheduler_allow_metered (fixture->scheduler, FALSE);
  g_assert_cmpint (DUE (fixture), ==, -1);
  g_assert_false (ev_scheduler_may_wait (fixture->scheduler));
  ev_scheduler_asked (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, 0);
  run (fixture, WELL, 0);
  g_assert_cmpint (DUE (fixture), ==, -1);
  ev_scheduler_network (fixture->scheduler, TRUE, FALSE);
  g_assert_cmpint (DUE (fixture), ==, 0);
}

static void
test_jumps (Fixture *fixture, gconstpointer data)
{
  run (fixture, WELL, 0);
  fixture->now -= G_GINT64_CONSTANT (365) * 24 * 3600 * 1000;
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_IDLE);
  fixture->now += EV_SCHEDULER_IDLE;
  g_assert_cmpint (DUE (fixture), ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  run (fixture, EV_ERROR_CANCELLED, 0);
  g_assert_cmpint (DUE (fixture), >, EV_SCHEDULER_DEBOUNCE);
  ev_scheduler_changed (fixture->scheduler);
  g_assert_cmpint (DUE (fixture), ==, EV_SCHEDULER_DEBOUNCE);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/sync/scheduler/changes", test_changes },
    { "/sync/scheduler/change-during-run", test_change_during_run },
    { "/sync/scheduler/back-off", test_back_off },
    { "/sync/scheduler/network", test_network },
    { "/sync/scheduler/retry-after", test_retry_after },
    { "/sync/scheduler/revoked", test_revoked },
    { "/sync/scheduler/metered", test_metered },
    { "/sync/scheduler/jumps", test_jumps },
    { "/sync/scheduler/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
