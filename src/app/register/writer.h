/* What people do to the register, one thing after the other, and how it is taken back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/plan.h"
#include "app/register/worker.h"

/* A worker with a memory of what was done. Callbacks run on the main thread. */
typedef struct _EvWriter EvWriter;

/* Called after something was written, before whoever asked for it hears. */
typedef void (*EvWriterListener) (GObject *owner);

/* A writer without a store. `owner` (borrowed) is the source of all results. Free with
 * ev_writer_free(). */
EvWriter *ev_writer_new (GObject *owner, EvWriterListener listener);

/* Finishes what is queued and frees; NULL does nothing. */
void ev_writer_free (EvWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWriter, ev_writer_free)

/* Begins to write through `store`, which it takes. */
void ev_writer_start (EvWriter *writer, EvStore *store);

/* Finishes what is queued and closes the store; until the next start all is refused with
 * EV_ERROR_BUSY. */
void ev_writer_stop (EvWriter *writer);

/* Forgets what was done: it cannot be undone any more. */
void ev_writer_forget (EvWriter *writer);

/* Who the writes are by from now on; may be NULL. */
void ev_writer_set_operator (EvWriter *writer, const char *operator_id);

/* As ev_register_do(), ev_register_undo() and ev_register_run() say. */
void ev_writer_do (EvWriter *writer, EvPlan *plan, GAsyncReadyCallback callback, gpointer data);
gboolean ev_writer_do_finish (GAsyncResult *result, char **id, GPtrArray **problems, guint *step,
                              GError **error);
void ev_writer_undo (EvWriter *writer, GAsyncReadyCallback callback, gpointer data);
void ev_writer_run (EvWriter *writer, EvWorkerJob job, gpointer task_data, GDestroyNotify free,
                    GAsyncReadyCallback callback, gpointer data);

/* Runs a job that changes no record: nobody is told but `callback` (may be NULL), which takes the
 * answer with g_task_propagate_boolean(). */
void ev_writer_run_quietly (EvWriter *writer, EvWorkerJob job, gpointer task_data,
                            GDestroyNotify free, GAsyncReadyCallback callback, gpointer data);

/* As ev_register_keep() says. */
void ev_writer_keep (EvWriter *writer, const char *key, const char *text);
