/* What people do to the register, one thing after the other, and how it is taken back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/register/writer.h"

#define UNDO_LIMIT 100

struct _EvWriter {
  GObject *owner; /* borrowed */
  EvWriterListener listener;
  EvWorker *worker; /* NULL while stopped */
  char *operator_id;
  GPtrArray *undo; /* of EvPlan, the latest last */
};

/* One plan on its way. */
typedef struct {
  EvWriter *writer; /* borrowed: lives as long as the owner, whom the task holds */
  EvPlan *plan;
  EvPlanResult result;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  ev_plan_free (work->plan);
  ev_plan_result_clear (&work->result);
  g_free (work);
}

EvWriter *
ev_writer_new (GObject *owner, EvWriterListener listener)
{
  EvWriter *writer = g_new0 (EvWriter, 1);

  writer->owner = owner;
  writer->listener = listener;
  writer->undo = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_plan_free);
  return writer;
}

void
ev_writer_free (EvWriter *writer)
{
  if (!writer)
    return;
  ev_writer_stop (writer);
  g_ptr_array_unref (writer->undo);
  g_free (writer->operator_id);
  g_free (writer);
}

void
ev_writer_start (EvWriter *writer, EvStore *store)
{
  g_return_if_fail (!writer->worker);
  writer->worker = ev_worker_start (store);
}

void
ev_writer_stop (EvWriter *writer)
{
  g_clear_pointer (&writer->worker, ev_worker_stop);
}

void
ev_writer_forget (EvWriter *writer)
{
  g_ptr_array_set_size (writer->undo, 0);
}

void
ev_writer_set_operator (EvWriter *writer, const char *operator_id)
{
  g_free (writer->operator_id);
  writer->operator_id = g_strdup (operator_id);
}

/* Takes `task`. */
static void
push (EvWriter *writer, GTask *task, EvWorkerJob job)
{
  if (writer->worker) {
    ev_worker_push (writer->worker, task, writer->operator_id, job);
  } else {
    g_task_return_new_error (task, EV_ERROR, EV_ERROR_BUSY, "the register is being restored");
    g_object_unref (task);
  }
}

static void
plan_job (GTask *task, EvStore *store, gpointer task_data)
{
  Work *work = task_data;
  GError *error = NULL;

  if (ev_plan_run (work->plan, store, &work->result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Runs `plan`; `done` is called first, on the main thread, with the inner task as its result and
 * the outer task as its data. */
static void
push_plan (EvWriter *writer, EvPlan *plan, GAsyncReadyCallback done, GTask *outer)
{
  GTask *inner = g_task_new (writer->owner, NULL, done, outer);
  Work *work = g_new0 (Work, 1);

  work->writer = writer;
  work->plan = plan;
  g_task_set_task_data (inner, work, work_free);
  push (writer, inner, plan_job);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  Work *work = g_task_get_task_data (G_TASK (result));
  EvWriter *writer = work->writer;
  GError *error = NULL;

  g_task_set_task_data (outer, g_object_ref (result), g_object_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (outer, error);
    return;
  }
  g_ptr_array_add (writer->undo, g_steal_pointer (&work->result.inverse));
  if (writer->undo->len > UNDO_LIMIT)
    g_ptr_array_remove_index (writer->undo, 0);
  writer->listener (source);
  g_task_return_boolean (outer, TRUE);
}

void
ev_writer_do (EvWriter *writer, EvPlan *plan, GAsyncReadyCallback callback, gpointer data)
{
  push_plan (writer, plan, done_cb, g_task_new (writer->owner, NULL, callback, data));
}

gboolean
ev_writer_do_finish (GAsyncResult *result, char **id, GPtrArray **problems, guint *step,
                     GError **error)
{
  GTask *inner = g_task_get_task_data (G_TASK (result));
  Work *work = g_task_get_task_data (inner);

  if (id)
    *id = g_steal_pointer (&work->result.id);
  if (problems)
    *problems = g_steal_pointer (&work->result.problems);
  if (step)
    *step = work->result.step;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  Work *work = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_ptr_array_add (work->writer->undo, g_steal_pointer (&work->plan));
    g_task_return_error (outer, error);
    return;
  }
  work->writer->listener (source);
  g_task_return_pointer (outer, g_strdup (ev_plan_words (work->plan)), g_free);
}

void
ev_writer_undo (EvWriter *writer, GAsyncReadyCallback callback, gpointer data)
{
  GTask *outer = g_task_new (writer->owner, NULL, callback, data);

  if (writer->undo->len == 0) {
    g_task_return_new_error (outer, EV_ERROR, EV_ERROR_NOT_FOUND, "nothing to undo");
    g_object_unref (outer);
    return;
  }
  push_plan (writer, g_ptr_array_steal_index (writer->undo, writer->undo->len - 1), undone_cb,
             outer);
}

typedef struct {
  EvWriterListener listener;
  GTask *outer;
} Run;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Run *run = data;
  g_autoptr (GTask) outer = run->outer;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (outer, error);
    return;
  }
  run->listener (source);
  g_task_return_boolean (outer, TRUE);
}

void
ev_writer_run (EvWriter *writer, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
               GAsyncReadyCallback callback, gpointer data)
{
  const Run run = { writer->listener, g_task_new (writer->owner, NULL, callback, data) };
  GTask *inner = g_task_new (writer->owner, NULL, ran_cb, g_memdup2 (&run, sizeof run));

  g_task_set_task_data (inner, task_data, free);
  push (writer, inner, job);
}

void
ev_writer_run_quietly (EvWriter *writer, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                       GAsyncReadyCallback callback, gpointer data)
{
  /* One that nobody waits for keeps no owner alive. */
  GTask *task = g_task_new (callback ? writer->owner : NULL, NULL, callback, data);

  g_task_set_task_data (task, task_data, free);
  push (writer, task, job);
}

static void
keep_job (GTask *task, EvStore *store, gpointer task_data)
{
  char **pair = task_data;

  ev_store_set_setting (store, pair[0], *pair[1] ? pair[1] : NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

void
ev_writer_keep (EvWriter *writer, const char *key, const char *text)
{
  const char *const pair[] = { key, text ? text : "", NULL };

  ev_writer_run_quietly (writer, keep_job, g_strdupv ((char **)pair), (GDestroyNotify)g_strfreev,
                         NULL, NULL);
}
