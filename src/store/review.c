/* What a coordinator looks at: events that were submitted, and what changed after approval. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/review.h"

#include <string.h>

#include "base/hlc.h"
#include "store/approval-private.h"
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

/* Whether an approved event is otherwise than it was approved. What was approved before that was
 * kept with the event is told by stamps alone. */
static gboolean
has_changed (EvStore *store, const char *id, gboolean *changed, GError **error)
{
  g_autoptr (EvRecord) event = ev_store_read (store, EV_KIND_EVENT, id, error);
  const char *kept = event != NULL ? ev_record_text (event, "approved") : NULL;
  g_autofree char *now = NULL;
  gint64 approved, latest;

  if (event == NULL)
    return FALSE;
  if (kept != NULL) {
    now = ev_approval_text (store->database, event, error);
    *changed = now != NULL && strcmp (now, kept) != 0;
    return now != NULL;
  }
  ev_approval_stamp (event, &approved);
  if (!latest_change (store, id, &latest, error))
    return FALSE;
  *changed = latest > approved;
  return TRUE;
}

/* FALSE where the event has no place in the queue. */
static gboolean
state_of (EvStore *store, const EvEventRow *row, const char *today, EvReviewState *state,
          GError **error)
{
  gboolean changed;

  if (row->cancelled)
    return FALSE;
  if (g_strcmp0 (row->state, "submitted") == 0) {
    *state = EV_REVIEW_SUBMITTED;
  } else if (g_strcmp0 (row->state, "returned") == 0) {
    *state = EV_REVIEW_RETURNED;
  } else if (g_strcmp0 (row->state, "approved") == 0) {
    if (!has_changed (store, row->id, &changed, error))
      return FALSE;
    *state = changed ? EV_REVIEW_CHANGED : EV_REVIEW_APPROVED;
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

/* What came after the approval and is gone again is no difference. */
static gboolean
came_and_went (EvStore *store, const EvHistoryChange *change)
{
  g_autoptr (EvRecord) record =
      ev_store_read (store, change->change->kind, change->change->id, NULL);

  return change->earlier == NULL && (record == NULL || ev_record_is_gone (record));
}

/* Whether the change says something that was not so when the event was approved. */
static gboolean
differs (EvStore *store, GHashTable *known, const EvRecord *event, const EvJson *approval,
         EvHistoryChange *change)
{
  gint64 approved;

  drop_known (known, change->change);
  if (approval == NULL)
    return ev_approval_stamp (event, &approved) && change->change->version.stamp > approved &&
           change->change->fields->len > 0;
  change->earlier = ev_approval_compare (approval, change->change);
  return change->change->fields->len > 0 && !came_and_went (store, change);
}

GPtrArray *
ev_review_difference (EvStore *store, const char *event, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EvRecord) record = ev_store_read (store, EV_KIND_EVENT, event, error);
  g_autoptr (EvJson) approval = record != NULL ? ev_approval_of (record) : NULL;
  g_autoptr (GPtrArray) changes =
      record != NULL ? ev_history_of_record (store, EV_KIND_EVENT, event, error) : NULL;
  gint64 approved;

  if (changes != NULL && !ev_approval_stamp (record, &approved))
    g_ptr_array_set_size (changes, 0);
  for (guint i = 0; changes != NULL && i < changes->len;) {
    if (differs (store, known, record, approval, changes->pdata[i]))
      i++;
    else
      g_ptr_array_remove_index (changes, i);
  }
  return g_steal_pointer (&changes);
}
