/* The thread that keeps a register and its server the same, by itself. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/syncer.h"

#include "report/register.h"
#include "sync/engine.h"
#include "sync/scheduler.h"

/* What the main thread has said since the thread last looked. */
typedef struct {
  gboolean changed, asked, network;
  gboolean available, metered, metered_allowed; /* where `network` */
} Occasion;

struct _EvSyncer {
  GThread *thread;
  GWeakRef owner;
  EvSyncListener listener;
  GCancellable *stop;

  /* The thread's own */
  EvStore *store;
  const EvLists *lists; /* borrowed */
  EvScheduler *scheduler;
  EvTransport transport; /* for exchanges */
  EvTransport line;      /* held open by the server until it has news */
  gboolean connected;

  /* Guarded by the lock */
  GMutex lock;
  GCond cond;
  Occasion occasion;
  gboolean has_occasion, stopping;
  GCancellable *waiting; /* of the call that an occasion interrupts; NULL at other times */
};

typedef struct {
  GObject *owner;
  EvSyncListener listener;
  EvSyncReport report;
} Message;

static gboolean
deliver (gpointer data)
{
  Message *message = data;

  message->listener (message->owner, &message->report);
  return G_SOURCE_REMOVE;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  g_clear_error (&message->report.error);
  g_object_unref (message->owner);
  g_free (message);
}

static void
tell (EvSyncer *syncer, const EvSyncReport *report)
{
  GObject *owner = g_weak_ref_get (&syncer->owner);
  Message *message;

  if (!owner)
    return;
  message = g_new0 (Message, 1);
  message->owner = owner;
  message->listener = syncer->listener;
  message->report = *report;
  message->report.error = report->error ? g_error_copy (report->error) : NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, message, message_free);
}

/* With the lock held. */
static void
take_occasion (EvSyncer *syncer)
{
  Occasion occasion = syncer->occasion;

  syncer->occasion = (Occasion){ 0 };
  syncer->has_occasion = FALSE;
  if (occasion.network) {
    ev_scheduler_allow_metered (syncer->scheduler, occasion.metered_allowed);
    ev_scheduler_network (syncer->scheduler, occasion.available, occasion.metered);
  }
  if (occasion.changed)
    ev_scheduler_changed (syncer->scheduler);
  if (occasion.asked)
    ev_scheduler_asked (syncer->scheduler);
}

/* Rests until a run is due. FALSE: stop. */
static gboolean
rest (EvSyncer *syncer)
{
  gboolean stopping;
  gint64 due;

  g_mutex_lock (&syncer->lock);
  take_occasion (syncer);
  while (!syncer->stopping && (due = ev_scheduler_due (syncer->scheduler)) != 0) {
    if (due < 0)
      g_cond_wait (&syncer->cond, &syncer->lock);
    else
      g_cond_wait_until (&syncer->cond, &syncer->lock,
                         g_get_monotonic_time () + due * G_TIME_SPAN_MILLISECOND);
    take_occasion (syncer);
  }
  stopping = syncer->stopping;
  g_mutex_unlock (&syncer->lock);
  return !stopping;
}

static gboolean
connect_to_server (EvSyncer *syncer, GError **error)
{
  if (syncer->connected)
    return TRUE;
  if (!ev_sync_transport (syncer->store, &syncer->transport, error))
    return FALSE;
  if (!ev_sync_transport (syncer->store, &syncer->line, error)) {
    ev_transport_close (&syncer->transport);
    return FALSE;
  }
  syncer->connected = TRUE;
  return TRUE;
}

/* What others published may leave reports of this laptop to be checked again; what holds goes with
 * the next run, which is due at once. */
static void
check_published (EvSyncer *syncer, const EvSyncOutcome *outcome)
{
  guint published = 0;

  if (outcome->published > 0 &&
      ev_register_check_again (syncer->store, syncer->lists, &published, NULL) && published > 0)
    ev_scheduler_asked (syncer->scheduler);
}

static void
run_once (EvSyncer *syncer)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  EvSyncReport report = { .running = TRUE };

  tell (syncer, &report);
  ev_scheduler_began (syncer->scheduler);
  if (connect_to_server (syncer, &error) &&
      ev_sync_run (syncer->store, &syncer->transport, &outcome, syncer->stop, &error))
    check_published (syncer, &outcome);
  ev_scheduler_ended (syncer->scheduler, error, outcome.retry_after);
  report.running = FALSE;
  report.changed = (outcome.touched && outcome.touched->len > 0) || outcome.published > 0;
  report.error = error;
  tell (syncer, &report);
}

/* The cancellable of a call that an occasion shall interrupt; NULL if there is one already. */
static GCancellable *
begin_waiting (EvSyncer *syncer)
{
  GCancellable *waiting = NULL;

  g_mutex_lock (&syncer->lock);
  if (!syncer->has_occasion && !syncer->stopping)
    waiting = syncer->waiting = g_cancellable_new ();
  g_mutex_unlock (&syncer->lock);
  return waiting;
}

static void
end_waiting (EvSyncer *syncer)
{
  g_mutex_lock (&syncer->lock);
  g_clear_object (&syncer->waiting);
  g_mutex_unlock (&syncer->lock);
}

/* Holds the line until the server has news, something happens here, or the next run is due. */
static void
await_news (EvSyncer *syncer)
{
  gboolean ok = TRUE;

  while (ok && ev_scheduler_may_wait (syncer->scheduler) &&
         ev_scheduler_due (syncer->scheduler) > EV_SCHEDULER_DEBOUNCE) {
    GCancellable *waiting = begin_waiting (syncer);
    gboolean news = FALSE;

    if (!waiting)
      return;
    ok = ev_sync_wait (syncer->store, &syncer->line, &news, NULL, waiting, NULL);
    end_waiting (syncer);
    if (news)
      ev_scheduler_news (syncer->scheduler);
  }
}

static gpointer
run (gpointer data)
{
  EvSyncer *syncer = data;

  while (rest (syncer)) {
    run_once (syncer);
    await_news (syncer);
  }
  if (syncer->connected) {
    ev_transport_close (&syncer->transport);
    ev_transport_close (&syncer->line);
  }
  return NULL;
}

EvSyncer *
ev_syncer_start (EvStore *store, const EvLists *lists, GObject *owner, EvSyncListener listener)
{
  EvSyncer *syncer = g_new0 (EvSyncer, 1);
  EvClock clock = ev_clock_system ();
  EvRandom random = ev_random_system ();

  g_weak_ref_init (&syncer->owner, owner);
  g_mutex_init (&syncer->lock);
  g_cond_init (&syncer->cond);
  syncer->listener = listener;
  syncer->store = store;
  syncer->lists = lists;
  syncer->scheduler = ev_scheduler_new (&clock, &random);
  syncer->stop = g_cancellable_new ();
  syncer->thread = g_thread_new ("evidenca-sync", run, syncer);
  return syncer;
}

/* With the lock held. */
static void
interrupt (EvSyncer *syncer)
{
  syncer->has_occasion = TRUE;
  if (syncer->waiting)
    g_cancellable_cancel (syncer->waiting);
  g_cond_signal (&syncer->cond);
}

void
ev_syncer_changed (EvSyncer *syncer)
{
  g_mutex_lock (&syncer->lock);
  syncer->occasion.changed = TRUE;
  interrupt (syncer);
  g_mutex_unlock (&syncer->lock);
}

void
ev_syncer_ask (EvSyncer *syncer)
{
  g_mutex_lock (&syncer->lock);
  syncer->occasion.asked = TRUE;
  interrupt (syncer);
  g_mutex_unlock (&syncer->lock);
}

void
ev_syncer_network (EvSyncer *syncer, gboolean available, gboolean metered, gboolean metered_allowed)
{
  g_mutex_lock (&syncer->lock);
  syncer->occasion.network = TRUE;
  syncer->occasion.available = available;
  syncer->occasion.metered = metered;
  syncer->occasion.metered_allowed = metered_allowed;
  interrupt (syncer);
  g_mutex_unlock (&syncer->lock);
}

void
ev_syncer_stop (EvSyncer *syncer)
{
  if (!syncer)
    return;
  g_weak_ref_set (&syncer->owner, NULL);
  g_mutex_lock (&syncer->lock);
  syncer->stopping = TRUE;
  interrupt (syncer);
  g_mutex_unlock (&syncer->lock);
  g_cancellable_cancel (syncer->stop);
  g_thread_join (syncer->thread);
  ev_store_close (syncer->store);
  ev_scheduler_free (syncer->scheduler);
  g_object_unref (syncer->stop);
  g_weak_ref_clear (&syncer->owner);
  g_mutex_clear (&syncer->lock);
  g_cond_clear (&syncer->cond);
  g_free (syncer);
}
