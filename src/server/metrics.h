/* What the server has done since it began, counted, as Prometheus reads it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Safe to use from several threads. */
typedef struct _EvMetrics EvMetrics;

/* Nothing is counted yet. Owned. */
EvMetrics *ev_metrics_new (void);

/* Frees it; NULL does nothing. */
void ev_metrics_free (EvMetrics *metrics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvMetrics, ev_metrics_free)

/* Who shows `token` (NULL: nobody) may read them from now on. */
void ev_metrics_guard (EvMetrics *metrics, const char *token);

/* Whether this is that token. */
gboolean ev_metrics_is_shown_to (EvMetrics *metrics, const char *token);

/* A request for `path`, one of the server's own (NULL: for none of them), was answered; `status` 0:
 * it was not. Words here and below become labels: they are the program's, never a caller's. */
void ev_metrics_count_request (EvMetrics *metrics, const char *path, int status);

/* A request was complained about, for this code of the protocol. */
void ev_metrics_count_complaint (EvMetrics *metrics, const char *code);

/* A change was refused, for this reason. */
void ev_metrics_count_refusal (EvMetrics *metrics, const char *reason);

/* Changes were accepted. */
void ev_metrics_count_changes (EvMetrics *metrics, guint changes);

/* A commit took so long. */
void ev_metrics_count_commit (EvMetrics *metrics, gint64 microseconds);

/* Appends all of it to `text`, in the text format 0.0.4. */
void ev_metrics_write (EvMetrics *metrics, GString *text);

/* Appends one gauge: what it is, and `count` values under the words of `label`; a NULL label has
 * just one value without any. */
void ev_metrics_write_gauge (GString *text, const char *name, const char *help, const char *label,
                             const char *const *words, const gint64 *values, guint count);
