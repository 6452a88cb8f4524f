/* When to sync next. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/scheduler.h"

typedef enum {
  HOLD_NONE,
  HOLD_BACK_OFF, /* after a failure; another network lifts it */
  HOLD_ORDER     /* by the server's word; only a person lifts it */
} Hold;

struct _EvScheduler {
  EvClock clock;
  EvRandom random;
  gboolean available, metered, metered_allowed;
  gboolean running, asked;
  gboolean missed;     /* something happened during the run */
  Hold hold;           /* whether nothing may hasten the next run */
  gboolean well;       /* the last run went well */
  guint failures;      /* in a row */
  gint64 since, delay; /* the next run is due `delay` after `since` */
};

static void
schedule (EvScheduler *scheduler, gint64 delay)
{
  scheduler->since = ev_clock_now (&scheduler->clock);
  scheduler->delay = delay;
}

static gint64
remaining (EvScheduler *scheduler)
{
  gint64 passed = ev_clock_now (&scheduler->clock) - scheduler->since;

  if (passed < 0) {
    schedule (scheduler, scheduler->delay);
    passed = 0;
  }
  return MAX (scheduler->delay - passed, 0);
}

static void
hasten (EvScheduler *scheduler, gint64 delay)
{
  if (scheduler->running)
    scheduler->missed = TRUE;
  else if (scheduler->hold == HOLD_NONE && remaining (scheduler) > delay)
    schedule (scheduler, delay);
}

/* Between half of `delay` and all of it, so that laptops cut off together do not return together.
 */
static gint64
jitter (EvScheduler *scheduler, gint64 delay)
{
  guint32 bits;

  ev_random_fill (&scheduler->random, &bits, sizeof bits);
  return delay / 2 + (gint64)((double)bits / G_MAXUINT32 * (double)(delay / 2));
}

static gint64
back_off (EvScheduler *scheduler)
{
  guint doublings = MIN (scheduler->failures - 1, 16);
  return jitter (scheduler, MIN ((gint64)EV_SCHEDULER_FIRST << doublings, EV_SCHEDULER_LAST));
}

EvScheduler *
ev_scheduler_new (const EvClock *clock, const EvRandom *random)
{
  EvScheduler *scheduler = g_new0 (EvScheduler, 1);

  scheduler->clock = *clock;
  scheduler->random = *random;
  scheduler->metered_allowed = TRUE;
  schedule (scheduler, 0);
  return scheduler;
}

void
ev_scheduler_free (EvScheduler *scheduler)
{
  g_free (scheduler);
}

void
ev_scheduler_network (EvScheduler *scheduler, gboolean available, gboolean metered)
{
  scheduler->available = available;
  scheduler->metered = metered;
  if (!available)
    return;
  if (scheduler->hold == HOLD_BACK_OFF) {
    scheduler->failures = 0;
    scheduler->hold = HOLD_NONE;
  }
  hasten (scheduler, 0);
}

void
ev_scheduler_allow_metered (EvScheduler *scheduler, gboolean allowed)
{
  scheduler->metered_allowed = allowed;
}

void
ev_scheduler_changed (EvScheduler *scheduler)
{
  hasten (scheduler, EV_SCHEDULER_DEBOUNCE);
}

void
ev_scheduler_news (EvScheduler *scheduler)
{
  hasten (scheduler, 0);
}

void
ev_scheduler_asked (EvScheduler *scheduler)
{
  scheduler->asked = TRUE;
}

void
ev_scheduler_began (EvScheduler *scheduler)
{
  scheduler->running = TRUE;
  scheduler->asked = scheduler->missed = FALSE;
}

static gboolean
is_pause (const GError *error)
{
  return g_error_matches (error, EV_ERROR, EV_ERROR_REVOKED) ||
         g_error_matches (error, EV_ERROR, EV_ERROR_CLIENT_TOO_OLD) ||
         g_error_matches (error, EV_ERROR, EV_ERROR_CLIENT_TOO_NEW);
}

static Hold
hold_after (const GError *error, int retry_after)
{
  if (retry_after > 0 || is_pause (error))
    return HOLD_ORDER;
  return error != NULL ? HOLD_BACK_OFF : HOLD_NONE;
}

static gint64
delay_after (EvScheduler *scheduler, const GError *error)
{
  if (error == NULL)
    return scheduler->missed ? EV_SCHEDULER_DEBOUNCE : jitter (scheduler, EV_SCHEDULER_IDLE);
  return is_pause (error) ? EV_SCHEDULER_PAUSED : back_off (scheduler);
}

void
ev_scheduler_ended (EvScheduler *scheduler, const GError *error, int retry_after)
{
  gint64 wish = MIN ((gint64)retry_after * 1000, EV_SCHEDULER_OBEY);

  scheduler->running = FALSE;
  if (g_error_matches (error, EV_ERROR, EV_ERROR_CANCELLED)) {
    schedule (scheduler, EV_SCHEDULER_IDLE);
    return;
  }
  scheduler->well = error == NULL;
  scheduler->failures = error == NULL ? 0 : scheduler->failures + 1;
  scheduler->hold = hold_after (error, retry_after);
  schedule (scheduler, MAX (delay_after (scheduler, error), wish));
}

gint64
ev_scheduler_due (EvScheduler *scheduler)
{
  if (scheduler->running)
    return -1;
  if (scheduler->asked)
    return 0;
  if (scheduler->available && scheduler->metered && !scheduler->metered_allowed)
    return -1;
  return remaining (scheduler);
}

gboolean
ev_scheduler_may_wait (const EvScheduler *scheduler)
{
  return scheduler->available && scheduler->well &&
         (!scheduler->metered || scheduler->metered_allowed);
}
