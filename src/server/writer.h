/* The one that writes: jobs from many threads, committed together. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/central.h"
#include "server/metrics.h"

/* A piece of writing. `run` is called on the writer's thread in a transaction, alone to be undone
 * if it returns FALSE; `done` on the same thread once what it wrote is on the disk, or with the
 * error (borrowed) that kept it from there. */
typedef struct {
  gboolean (*run) (EvCentral *central, gpointer data, GError **error);
  void (*done) (const GError *error, gpointer data);
  gpointer data;
  guint weight;        /* how many changes it brings */
  gboolean only_looks; /* writes nothing */
} EvJob;

typedef struct _EvWriter EvWriter;

/* Starts a writer on `central`, which it takes over. At most `bound` jobs wait. Its commits are
 * counted in `metrics`, which must last. Owned. */
EvWriter *ev_writer_new (EvCentral *central, guint bound, EvMetrics *metrics);

/* Gives it a job; FALSE, calling nothing, if too many wait already. */
gboolean ev_writer_submit (EvWriter *writer, const EvJob *job);

/* How many jobs wait. */
guint ev_writer_length (EvWriter *writer);

/* Whether the store could be written to when it was last tried, and that is not long ago. */
gboolean ev_writer_is_well (EvWriter *writer);

/* Finishes all jobs, ends the thread, closes the store, frees; NULL does nothing. */
void ev_writer_free (EvWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvWriter, ev_writer_free)
