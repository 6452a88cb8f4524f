/* What all requests share. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/service.h"

#include "server/gaps.h"
#include "server/opening.h"

/* Jobs that may wait for the writer; beyond it the server says that it is busy. */
#define QUEUE 256
/* Enrolments tried in a minute. With 60 random bits in a code, guessing at this rate finds one of a
 * hundred open invitations in over a hundred million years. */
#define TRIES_BY_ADDRESS 10
#define TRIES_ALTOGETHER 120
#define TRIES_WINDOW (60 * 1000)

struct _EvService {
  EvClock clock;
  EvRules rules;
  GAsyncQueue *readers; /* of EvCentral, idle */
  EvWriter *writer;
  EvMetrics *metrics;
  char *file;
  EvWaiting *waiting;
  EvLimiter *enrolments, *sign_ins;
  const EvPageWords *words;
  /* The store as the writer last saw it; its thread's own. */
  gint64 version;
  char *epoch;
  GHashTable *cursors; /* project number -> gint64 * */
};

static gboolean
open_readers (EvService *service, const char *url, const EvRandom *random, guint count,
              GError **error)
{
  for (guint i = 0; i < count; i++) {
    EvCentral *reader = ev_opening_store (url, random, FALSE, error);
    if (reader == NULL)
      return FALSE;
    g_async_queue_push (service->readers, reader);
  }
  return TRUE;
}

static gboolean
leave_gaps (EvCentral *central, const EvRandom *random, GError **error)
{
  if (!central->begin (central, TRUE, error))
    return FALSE;
  if (ev_gaps_leave (central, random, error) && central->commit (central, error))
    return TRUE;
  central->rollback (central);
  return FALSE;
}

EvService *
ev_service_new (const char *url, const EvRules *rules, const EvClock *clock, guint readers,
                void (*wake) (gpointer waiter, gboolean news), GError **error)
{
  g_autoptr (EvService) service = g_new0 (EvService, 1);
  EvRandom random = ev_random_system ();
  EvCentral *central = ev_opening_store (url, &random, TRUE, error);

  service->readers = g_async_queue_new_full ((GDestroyNotify)ev_central_close);
  if (central == NULL)
    return NULL;
  if (!leave_gaps (central, &random, error)) {
    ev_central_close (central);
    return NULL;
  }
  service->cursors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  service->metrics = ev_metrics_new ();
  service->file = g_strdup (ev_opening_path (url, NULL));
  service->writer = ev_writer_new (central, QUEUE, service->metrics);
  service->clock = *clock;
  service->rules = *rules;
  service->waiting = ev_waiting_new (wake);
  service->enrolments = ev_limiter_new (TRIES_BY_ADDRESS, TRIES_ALTOGETHER, TRIES_WINDOW);
  service->sign_ins = ev_limiter_new (TRIES_BY_ADDRESS, TRIES_ALTOGETHER, TRIES_WINDOW);
  if (!open_readers (service, url, &random, readers, error))
    return NULL;
  return g_steal_pointer (&service);
}

void
ev_service_free (EvService *service)
{
  if (service == NULL)
    return;
  ev_writer_free (service->writer);
  ev_metrics_free (service->metrics);
  g_free (service->file);
  ev_waiting_free (service->waiting);
  ev_limiter_free (service->enrolments);
  ev_limiter_free (service->sign_ins);
  g_clear_pointer (&service->cursors, g_hash_table_unref);
  g_free (service->epoch);
  g_async_queue_unref (service->readers);
  g_free (service);
}

EvCentral *
ev_service_reader (EvService *service)
{
  return g_async_queue_pop (service->readers);
}

void
ev_service_give_back (EvService *service, EvCentral *reader)
{
  g_async_queue_push (service->readers, reader);
}

EvWriter *
ev_service_writer (EvService *service)
{
  return service->writer;
}

EvWaiting *
ev_service_waiting (EvService *service)
{
  return service->waiting;
}

EvLimiter *
ev_service_enrolments (EvService *service)
{
  return service->enrolments;
}

EvLimiter *
ev_service_sign_ins (EvService *service)
{
  return service->sign_ins;
}

const EvPageWords *
ev_service_words (const EvService *service)
{
  return service->words;
}

void
ev_service_set_words (EvService *service, const EvPageWords *words)
{
  service->words = words;
}

EvMetrics *
ev_service_metrics (EvService *service)
{
  return service->metrics;
}

guint
ev_service_queue_bound (const EvService *service)
{
  return QUEUE;
}

const char *
ev_service_file (const EvService *service)
{
  return service->file;
}

const EvRules *
ev_service_rules (const EvService *service)
{
  return &service->rules;
}

gint64
ev_service_now (const EvService *service)
{
  return ev_clock_now (&service->clock);
}

/* A published report is for all who wait, other news for those of its scopes. */
static gboolean
tell_since (EvService *service, EvCentral *central, gint64 number, gint64 known, GError **error)
{
  g_autoptr (GArray) scopes = NULL;
  gint64 posting;

  if (!central->release_last (central, number, &posting, NULL, error))
    return FALSE;
  if (posting > known) {
    ev_waiting_tell_project (service->waiting, number);
    return TRUE;
  }
  if (!central->news_scopes (central, number, known, &scopes, error))
    return FALSE;
  ev_waiting_tell_news (service->waiting, number, scopes);
  return TRUE;
}

/* Another process may have written to a project ... */
static gboolean
look_at_project (EvService *service, EvCentral *central, gint64 number, GError **error)
{
  const gint64 *known = g_hash_table_lookup (service->cursors, &number);
  gint64 cursor;

  if (!central->cursor (central, number, &cursor, error))
    return FALSE;
  if (known != NULL && *known == cursor)
    return TRUE;
  if (!tell_since (service, central, number, known != NULL ? *known : 0, error))
    return FALSE;
  g_hash_table_replace (service->cursors, g_memdup2 (&number, sizeof number),
                        g_memdup2 (&cursor, sizeof cursor));
  return TRUE;
}

/* ... or have put the whole store back to where it was once. */
static gboolean
look_at_epoch (EvService *service, EvCentral *central, GError **error)
{
  g_autofree char *epoch = NULL;

  if (!central->fact (central, "epoch", &epoch, error))
    return FALSE;
  if (service->epoch != NULL && g_strcmp0 (epoch, service->epoch) != 0)
    ev_waiting_tell_project (service->waiting, 0);
  g_free (service->epoch);
  service->epoch = g_steal_pointer (&epoch);
  return TRUE;
}

static gboolean
look_for_others (EvCentral *central, gpointer data, GError **error)
{
  EvService *service = data;
  g_autoptr (GPtrArray) projects = NULL;
  gint64 version;

  if (!central->others (central, &version, error))
    return FALSE;
  if (version == service->version)
    return TRUE;
  service->version = version;
  if (!look_at_epoch (service, central, error) || !central->projects (central, &projects, error))
    return FALSE;
  for (guint i = 0; i < projects->len; i++) {
    const EvCentralProject *project = projects->pdata[i];
    if (!look_at_project (service, central, project->number, error))
      return FALSE;
  }
  return TRUE;
}

static void
looked (const GError *error, gpointer data)
{
}

void
ev_service_tick (EvService *service)
{
  const EvJob look = { look_for_others, looked, service, .only_looks = TRUE };

  ev_waiting_expire (service->waiting, g_get_monotonic_time ());
  ev_writer_submit (service->writer, &look);
}
