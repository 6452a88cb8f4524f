/* What the server has done since it began, counted. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/metrics.h"

#include <string.h>

#include "base/secret.h"

/* Upper bounds of a commit's time, in microseconds: a disk's flush is a few milliseconds. */
static const gint64 bounds[] = { 500,   1000,   2500,   5000,    10000,  25000,
                                 50000, 100000, 250000, 1000000, 5000000 };

typedef enum { REQUESTS, COMPLAINTS, REFUSALS, CHANGES, N_FAMILIES } Family;

static const struct {
  const char *name, *help;
} families[N_FAMILIES] = {
  [REQUESTS] = { "evidenca_requests_total", "Requests by path and class of status" },
  [COMPLAINTS] = { "evidenca_refused_requests_total", "Requests refused, by reason" },
  [REFUSALS] = { "evidenca_refused_changes_total", "Changes refused, by reason" },
  [CHANGES] = { "evidenca_accepted_changes_total", "Changes durably accepted" },
};

struct _EvMetrics {
  GMutex mutex;
  char *guard;                 /* hash of the reader's token */
  GTree *counters[N_FAMILIES]; /* char * labels -> gint64 * */
  guint64 commits[G_N_ELEMENTS (bounds) + 1];
  gint64 commit_time; /* microseconds altogether */
};

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

EvMetrics *
ev_metrics_new (void)
{
  EvMetrics *metrics = g_new0 (EvMetrics, 1);

  g_mutex_init (&metrics->mutex);
  for (guint i = 0; i < N_FAMILIES; i++)
    metrics->counters[i] = g_tree_new_full (compare, NULL, g_free, g_free);
  return metrics;
}

void
ev_metrics_free (EvMetrics *metrics)
{
  if (metrics == NULL)
    return;
  for (guint i = 0; i < N_FAMILIES; i++)
    g_tree_unref (metrics->counters[i]);
  g_free (metrics->guard);
  g_mutex_clear (&metrics->mutex);
  g_free (metrics);
}

void
ev_metrics_guard (EvMetrics *metrics, const char *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&metrics->mutex);

  g_free (metrics->guard);
  metrics->guard = token != NULL ? ev_secret_hash_hex (token, strlen (token)) : NULL;
}

gboolean
ev_metrics_is_shown_to (EvMetrics *metrics, const char *token)
{
  g_autofree char *hash = token != NULL ? ev_secret_hash_hex (token, strlen (token)) : NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&metrics->mutex);

  return hash != NULL && metrics->guard != NULL && ev_secret_equal (metrics->guard, hash);
}

/* `labels` is taken over. */
static void
count (EvMetrics *metrics, Family family, char *labels, gint64 more)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&metrics->mutex);
  gint64 *known = g_tree_lookup (metrics->counters[family], labels);

  if (known == NULL) {
    g_tree_insert (metrics->counters[family], labels, g_memdup2 (&more, sizeof more));
    return;
  }
  *known += more;
  g_free (labels);
}

void
ev_metrics_count_request (EvMetrics *metrics, const char *path, int status)
{
  char class[] = "0xx";

  class[0] = (char)('0' + CLAMP (status / 100, 0, 9));
  count (metrics, REQUESTS,
         g_strdup_printf ("{path=\"%s\",status=\"%s\"}", path != NULL ? path : "other",
                          status > 0 ? class : "none"),
         1);
}

void
ev_metrics_count_complaint (EvMetrics *metrics, const char *code)
{
  count (metrics, COMPLAINTS, g_strdup_printf ("{reason=\"%s\"}", code), 1);
}

void
ev_metrics_count_refusal (EvMetrics *metrics, const char *reason)
{
  count (metrics, REFUSALS, g_strdup_printf ("{reason=\"%s\"}", reason), 1);
}

void
ev_metrics_count_changes (EvMetrics *metrics, guint changes)
{
  count (metrics, CHANGES, g_strdup (""), changes);
}

void
ev_metrics_count_commit (EvMetrics *metrics, gint64 microseconds)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&metrics->mutex);
  guint i = 0;

  while (i < G_N_ELEMENTS (bounds) && microseconds > bounds[i])
    i++;
  metrics->commits[i]++;
  metrics->commit_time += microseconds;
}

static void
write_head (GString *text, const char *name, const char *help, const char *type)
{
  g_string_append_printf (text, "# HELP %s %s.\n# TYPE %s %s\n", name, help, name, type);
}

static void
write_family (const EvMetrics *metrics, Family family, GString *text)
{
  GTreeNode *node = g_tree_node_first (metrics->counters[family]);

  write_head (text, families[family].name, families[family].help, "counter");
  for (; node != NULL; node = g_tree_node_next (node))
    g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT "\n", families[family].name,
                            (const char *)g_tree_node_key (node),
                            *(const gint64 *)g_tree_node_value (node));
}

static void
write_commits (const EvMetrics *metrics, GString *text)
{
  const char *name = "evidenca_commit_seconds";
  guint64 sum = 0;

  write_head (text, name, "Time of a commit to the store", "histogram");
  for (guint i = 0; i <= G_N_ELEMENTS (bounds); i++) {
    char bound[G_ASCII_DTOSTR_BUF_SIZE] = "+Inf";
    sum += metrics->commits[i];
    if (i < G_N_ELEMENTS (bounds))
      g_ascii_formatd (bound, sizeof bound, "%g", (double)bounds[i] / G_USEC_PER_SEC);
    g_string_append_printf (text, "%s_bucket{le=\"%s\"} %" G_GUINT64_FORMAT "\n", name, bound, sum);
  }
  g_string_append_printf (
      text, "%s_sum %" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT "\n%s_count %" G_GUINT64_FORMAT "\n",
      name, metrics->commit_time / G_USEC_PER_SEC, metrics->commit_time % G_USEC_PER_SEC, name,
      sum);
}

void
ev_metrics_write (EvMetrics *metrics, GString *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&metrics->mutex);

  for (guint i = 0; i < N_FAMILIES; i++)
    write_family (metrics, i, text);
  write_commits (metrics, text);
}

void
ev_metrics_write_gauge (GString *text, const char *name, const char *help, const char *label,
                        const char *const *words, const gint64 *values, guint count)
{
  write_head (text, name, help, "gauge");
  for (guint i = 0; i < count; i++) {
    g_string_append (text, name);
    if (label != NULL)
      g_string_append_printf (text, "{%s=\"%s\"}", label, words[i]);
    g_string_append_printf (text, " %" G_GINT64_FORMAT "\n", values[i]);
  }
}
