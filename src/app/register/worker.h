/* The one thread that writes: a slow disk never freezes the window. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store.h"

/* A thread with a connection of its own. Jobs run one after the other in the order given. */
typedef struct _EvWorker EvWorker;

/* A job: runs on the worker's thread. It completes `task` (g_task_return_*) itself; the answer
 * arrives on the thread that made the task. */
typedef void (*EvWorkerJob) (GTask *task, EvStore *store, gpointer task_data);

/* Starts a worker over `store`, which it takes. Stop with ev_worker_stop(). */
EvWorker *ev_worker_start (EvStore *store);

/* Queues a job; takes `task`. `operator_id` (may be NULL) is who the writes are by. */
void ev_worker_push (EvWorker *worker, GTask *task, const char *operator_id, EvWorkerJob job);

/* Finishes what is queued, closes the connection and frees the worker; NULL does nothing. */
void ev_worker_stop (EvWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWorker, ev_worker_stop)
