/* What a coordinator looks at: events that were submitted, and what changed after approval. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/review.h"

#include <string.h>

#include "base/hlc.h"
#include "store/earlier-private.h"
#include "store/store-private.h"

static void
event_free (gpointer data)
{
  EvReviewEvent *event = data;
  ev_event_row_free (event->event);
  g_free (event->note);
  g_free (event);
}

/* The highest stamp in the versions of an event's sessions and attendances, and of the event
 * itself but for its review. Versions are [[device, seq, stamp, group, ...], ...]. */
static gboolean
latest_change (EvStore *store, const char *event, gint64 *stamp, GError **error)
{
  return ev_query_number (
      store->database, stamp, error,
      "WITH record (versions) AS ("
      " SELECT s.versions FROM session s WHERE s.event = ?1 UNION ALL"
      " SELECT a.versions FROM attendance a WHERE a.session IN"
      " (SELECT s.id FROM session s WHERE s.event = ?1))"
      " SELECT max (coalesce ((SELECT max (v.value ->> 2) FROM record r, json_each (r.versions) v),"
      " 0), coalesce ((SELECT max (v.value ->> 2) FROM event e, json_each (e.versions) v"
      " WHERE e.id = ?1 AND NOT EXISTS (SELECT 1 FROM json_each (v.value) g"
      " WHERE g.key > 2 AND g.value = 'review')), 0))",
      "s", event);
}

static gboolean
is_past (const EvEventRow *row, const char *today)
{
  return row->last_date != NULL && strcmp (row->last_date, today) < 0;
}

/* FALSE where the event has no place in the queue. */
static gboolean
state_of (EvStore *store, const EvEventRow *row, const char *today, EvReviewState *state,
          GError **error)
{
  gint64 approved = 0, latest = 0;

  if (row->cancelled)
    return FALSE;
  if (g_strcmp0 (row->state, "submitted") == 0) {
    *state = EV_REVIEW_SUBMITTED;
  } else if (g_strcmp0 (row->state, "returned") == 0) {
    *state = EV_REVIEW_RETURNED;
  } else if (g_strcmp0 (row->state, "approved") == 0) {
    if (!ev_earlier_approved (store->database, row->id, &approved, error) ||
        !latest_change (store, row->id, &latest, error))
      return FALSE;
    *state = latest > approved ? EV_REVIEW_CHANGED : EV_REVIEW_APPROVED;
  } else if (is_past (row, today)) {
    *state = EV_REVIEW_HELD;
  } else {
    return FALSE;
  }
  return TRUE;
}

static EvReviewEvent *
review_event (EvStore *store, EvEventRow *row, EvReviewState state)
{
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_EVENT, row->id, NULL);
  const EvVersion *version = record != NULL ? ev_record_version (record, "review") : NULL;
  EvReviewEvent *event = g_new0 (EvReviewEvent, 1);

  event->event = row;
  event->state = state;
  event->since = version != NULL ? ev_hlc_milliseconds (version->stamp) : 0;
  event->note = record != NULL ? g_strdup (ev_record_text (record, "review_note")) : NULL;
  return event;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const EvReviewEvent *left = *(const EvReviewEvent *const *)a;
  const EvReviewEvent *right = *(const EvReviewEvent *const *)b;
  int order;

  if (left->state != right->state)
    return (int)left->state - (int)right->state;
  order = g_strcmp0 (right->event->last_date, left->event->last_date);
  return order != 0 ? order : strcmp (left->event->id, right->event->id);
}

GPtrArray *
ev_review_queue (EvStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (GPtrArray) rows = ev_event_list (store, today, error);
  g_autoptr (GError) failure = NULL;

  while (rows != NULL && rows->len > 0) {
    g_autoptr (EvEventRow) row = g_ptr_array_steal_index (rows, rows->len - 1);
    EvReviewState state;
    if (state_of (store, row, today, &state, &failure))
      g_ptr_array_add (queue, review_event (store, g_steal_pointer (&row), state));
    if (failure != NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
  if (rows == NULL)
    return NULL;
  g_ptr_array_sort (queue, compare_events);
  return g_steal_pointer (&queue);
}

/* Of values that were changed more than once only the last is a difference. */
static void
drop_known (GHashTable *known, EvChange *change)
{
  for (guint i = change->fields->len; i-- > 0;) {
    const EvAssignment *assignment = change->fields->pdata[i];
    char *name = g_strjoin ("/", ev_kind_name (change->kind), change->id, assignment->name, NULL);
    if (!g_hash_table_add (known, name))
      g_ptr_array_remove_index (change->fields, i);
  }
}

/* Whether the change says something that was not so when the event was approved. */
static gboolean
differs (EvStore *store, GHashTable *known, gint64 approved, EvHistoryChange *change,
         gboolean *done, GError **error)
{
  if (change->change->version.stamp <= approved)
    return FALSE;
  drop_known (known, change->change);
  *done = ev_earlier_find (store->database, change->change, &change->earlier, error);
  return change->change->fields->len > 0;
}

GPtrArray *
ev_review_difference (EvStore *store, const char *event, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) changes = NULL;
  gboolean done = TRUE;
  gint64 approved;

  if (!ev_earlier_approved (store->database, event, &approved, error))
    return NULL;
  if (approved == 0)
    approved = G_MAXINT64;
  changes = ev_history_of_record (store, EV_KIND_EVENT, event, error);
  for (guint i = 0; changes != NULL && done && i < changes->len;) {
    if (differs (store, known, approved, changes->pdata[i], &done, error))
      i++;
    else
      g_ptr_array_remove_index (changes, i);
  }
  return done ? g_steal_pointer (&changes) : NULL;
}
