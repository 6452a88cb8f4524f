/* The one that writes: jobs from many threads, committed together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/writer.h"

#include "server/standing.h"

/* As many jobs share one commit; more would only make the first wait. */
#define GROUP 64
/* So many changes make it worth while: those who brought them can prepare their next while others
 * are written. */
#define WEIGHT 4000
/* There is a job every second; whatever takes longer than this does not go well. */
#define PATIENCE (30 * G_USEC_PER_SEC)

struct _EvWriter {
  EvCentral *central;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  GQueue jobs; /* of EvJob, allocated */
  guint bound;
  gboolean ending;
  gboolean failed;  /* the last transaction */
  gint64 succeeded; /* when one last did not */
  EvMetrics *metrics;
};

static gboolean
run_job (EvCentral *central, const EvJob *job, GError **error)
{
  if (!central->mark (central, error))
    return FALSE;
  if (job->run (central, job->data, error))
    return central->keep (central, error);
  central->undo (central, NULL);
  return FALSE;
}

/* Another program may have carried the store over to another meanwhile. */
static gboolean
begin (EvCentral *central, GError **error)
{
  if (!central->begin (central, TRUE, error))
    return FALSE;
  if (ev_standing_check (central, error))
    return TRUE;
  central->rollback (central);
  return FALSE;
}

static gboolean
commit (EvWriter *writer, const GPtrArray *group, GError **error)
{
  gint64 began = g_get_monotonic_time ();
  gboolean writes = FALSE;

  for (guint i = 0; i < group->len; i++)
    writes = writes || !((const EvJob *)group->pdata[i])->only_looks;
  if (!writer->central->commit (writer->central, error)) {
    writer->central->rollback (writer->central);
    return FALSE;
  }
  if (writes)
    ev_metrics_count_commit (writer->metrics, g_get_monotonic_time () - began);
  return TRUE;
}

static void
note (EvWriter *writer, gboolean well)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);

  writer->failed = !well;
  if (well)
    writer->succeeded = g_get_monotonic_time ();
}

static void
run_group (EvWriter *writer, GPtrArray *group)
{
  EvCentral *central = writer->central;
  g_autofree GError **errors = g_new0 (GError *, group->len);
  g_autoptr (GError) failure = NULL;
  gboolean begun = begin (central, &failure);

  for (guint i = 0; begun && i < group->len; i++)
    run_job (central, group->pdata[i], &errors[i]);
  note (writer, begun && commit (writer, group, &failure));
  for (guint i = 0; i < group->len; i++) {
    const EvJob *job = group->pdata[i];
    job->done (errors[i] != NULL ? errors[i] : failure, job->data);
    g_clear_error (&errors[i]);
  }
}

/* Waits for jobs; an empty group says that there will be none. */
static GPtrArray *
next_group (EvWriter *writer)
{
  GPtrArray *group = g_ptr_array_new_with_free_func (g_free);
  guint weight = 0;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);

  while (g_queue_is_empty (&writer->jobs) && !writer->ending)
    g_cond_wait (&writer->cond, &writer->mutex);
  while (group->len < GROUP && weight < WEIGHT && !g_queue_is_empty (&writer->jobs)) {
    EvJob *job = g_queue_pop_head (&writer->jobs);
    weight += job->weight;
    g_ptr_array_add (group, job);
  }
  return group;
}

static gpointer
write_jobs (gpointer data)
{
  EvWriter *writer = data;

  for (;;) {
    g_autoptr (GPtrArray) group = next_group (writer);
    if (group->len == 0)
      return NULL;
    run_group (writer, group);
  }
}

EvWriter *
ev_writer_new (EvCentral *central, guint bound, EvMetrics *metrics)
{
  EvWriter *writer = g_new0 (EvWriter, 1);

  writer->central = central;
  writer->bound = bound;
  writer->metrics = metrics;
  writer->succeeded = g_get_monotonic_time ();
  g_mutex_init (&writer->mutex);
  g_cond_init (&writer->cond);
  g_queue_init (&writer->jobs);
  writer->thread = g_thread_new ("writer", write_jobs, writer);
  return writer;
}

gboolean
ev_writer_submit (EvWriter *writer, const EvJob *job)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);

  if (g_queue_get_length (&writer->jobs) >= writer->bound)
    return FALSE;
  g_queue_push_tail (&writer->jobs, g_memdup2 (job, sizeof *job));
  g_cond_signal (&writer->cond);
  return TRUE;
}

guint
ev_writer_length (EvWriter *writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);
  return g_queue_get_length (&writer->jobs);
}

gboolean
ev_writer_is_well (EvWriter *writer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&writer->mutex);
  return !writer->failed && g_get_monotonic_time () - writer->succeeded < PATIENCE;
}

void
ev_writer_free (EvWriter *writer)
{
  if (writer == NULL)
    return;
  g_mutex_lock (&writer->mutex);
  writer->ending = TRUE;
  g_cond_signal (&writer->cond);
  g_mutex_unlock (&writer->mutex);
  g_thread_join (writer->thread);
  ev_central_close (writer->central);
  g_mutex_clear (&writer->mutex);
  g_cond_clear (&writer->cond);
  g_free (writer);
}
