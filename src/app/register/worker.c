/* The one thread that writes: a slow disk never freezes the window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/worker.h"

typedef struct {
  GTask *task; /* NULL: stop */
  char *operator_id;
  EvWorkerJob job;
} Job;

struct _EvWorker {
  GThread *thread;
  GAsyncQueue *jobs; /* of Job */
  EvStore *store;    /* the thread's */
};

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job->operator_id);
  g_free (job);
}

static gpointer
work (gpointer data)
{
  EvWorker *worker = data;

  for (;;) {
    Job *job = g_async_queue_pop (worker->jobs);
    gboolean stop = job->task == NULL;

    if (!stop) {
      ev_store_set_operator (worker->store, job->operator_id);
      job->job (job->task, worker->store, g_task_get_task_data (job->task));
    }
    job_free (job);
    if (stop)
      return NULL;
  }
}

EvWorker *
ev_worker_start (EvStore *store)
{
  EvWorker *worker = g_new0 (EvWorker, 1);

  worker->store = store;
  worker->jobs = g_async_queue_new ();
  worker->thread = g_thread_new ("evidenca-writer", work, worker);
  return worker;
}

void
ev_worker_push (EvWorker *worker, GTask *task, const char *operator_id, EvWorkerJob job)
{
  Job *next = g_new0 (Job, 1);

  next->task = task;
  next->operator_id = g_strdup (operator_id);
  next->job = job;
  g_async_queue_push (worker->jobs, next);
}

void
ev_worker_stop (EvWorker *worker)
{
  if (!worker)
    return;
  g_async_queue_push (worker->jobs, g_new0 (Job, 1));
  g_thread_join (worker->thread);
  g_async_queue_unref (worker->jobs);
  ev_store_close (worker->store);
  g_free (worker);
}
