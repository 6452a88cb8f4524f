/* Laptops that wait for news. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/waiting.h"

/* So many connections one laptop may hold open to wait: more than one where it does not know yet
 * that an earlier one broke. */
#define MOST_OF_ONE 4

typedef struct {
  gpointer waiter;
  gint64 project, device, cursor, deadline;
  GArray *scopes;
} Entry;

struct _EvWaiting {
  GMutex mutex;
  void (*wake) (gpointer waiter, gboolean news);
  GHashTable *entries; /* waiter -> Entry */
};

/* Whether an entry is meant. */
typedef gboolean (*Meant) (const Entry *entry, gconstpointer data);

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  g_array_unref (entry->scopes);
  g_free (entry);
}

EvWaiting *
ev_waiting_new (void (*wake) (gpointer waiter, gboolean news))
{
  EvWaiting *waiting = g_new0 (EvWaiting, 1);

  g_mutex_init (&waiting->mutex);
  waiting->wake = wake;
  waiting->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  return waiting;
}

void
ev_waiting_free (EvWaiting *waiting)
{
  if (waiting == NULL)
    return;
  g_hash_table_unref (waiting->entries);
  g_mutex_clear (&waiting->mutex);
  g_free (waiting);
}

/* Takes the first of a device's waiters out if there are too many; NULL if not. */
static gpointer
displace (EvWaiting *waiting, gint64 device)
{
  const Entry *first = NULL;
  GHashTableIter iter;
  gpointer entry, waiter;
  guint count = 0;

  g_hash_table_iter_init (&iter, waiting->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry)) {
    const Entry *other = entry;
    if (other->device != device)
      continue;
    count++;
    if (first == NULL || other->deadline < first->deadline)
      first = other;
  }
  if (count <= MOST_OF_ONE)
    return NULL;
  waiter = first->waiter;
  g_hash_table_remove (waiting->entries, waiter);
  return waiter;
}

void
ev_waiting_add (EvWaiting *waiting, gpointer waiter, gint64 project, gint64 device, gint64 cursor,
                const GArray *scopes, gint64 deadline)
{
  Entry *entry = g_new0 (Entry, 1);
  gpointer displaced;

  *entry = (Entry){ waiter, project, device, cursor, deadline, g_array_copy ((GArray *)scopes) };
  g_mutex_lock (&waiting->mutex);
  g_hash_table_insert (waiting->entries, waiter, entry);
  displaced = displace (waiting, device);
  g_mutex_unlock (&waiting->mutex);
  if (displaced != NULL)
    waiting->wake (displaced, FALSE);
}

guint
ev_waiting_count (EvWaiting *waiting)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&waiting->mutex);
  return g_hash_table_size (waiting->entries);
}

void
ev_waiting_wake (EvWaiting *waiting, gpointer waiter, gboolean news)
{
  gboolean waited;

  g_mutex_lock (&waiting->mutex);
  waited = g_hash_table_remove (waiting->entries, waiter);
  g_mutex_unlock (&waiting->mutex);
  if (waited)
    waiting->wake (waiter, news);
}

static void
wake_those (EvWaiting *waiting, Meant meant, gconstpointer data, gboolean news)
{
  g_autoptr (GPtrArray) woken = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  g_mutex_lock (&waiting->mutex);
  g_hash_table_iter_init (&iter, waiting->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (meant (entry, data)) {
      g_ptr_array_add (woken, ((Entry *)entry)->waiter);
      g_hash_table_iter_remove (&iter);
    }
  g_mutex_unlock (&waiting->mutex);
  for (guint i = 0; i < woken->len; i++)
    waiting->wake (woken->pdata[i], news);
}

static gboolean
is_concerned (const Entry *entry, gconstpointer data)
{
  const Entry *news = data;

  if (entry->project != news->project || entry->device == news->device)
    return FALSE;
  for (guint i = 0; i < entry->scopes->len; i++)
    for (guint k = 0; k < news->scopes->len; k++)
      if (g_array_index (entry->scopes, gint64, i) == g_array_index (news->scopes, gint64, k))
        return TRUE;
  return FALSE;
}

void
ev_waiting_tell (EvWaiting *waiting, gint64 project, gint64 device, const GArray *scopes)
{
  const Entry news = { .project = project, .device = device, .scopes = (GArray *)scopes };
  if (scopes->len > 0)
    wake_those (waiting, is_concerned, &news, TRUE);
}

/* What is new in a project: scope -> the last cursor there. */
typedef struct {
  gint64 project;
  GHashTable *lasts;
} News;

static gboolean
is_behind (const Entry *entry, gconstpointer data)
{
  const News *news = data;

  for (guint i = 0; entry->project == news->project && i < entry->scopes->len; i++) {
    const gint64 *last =
        g_hash_table_lookup (news->lasts, &g_array_index (entry->scopes, gint64, i));
    if (last != NULL && *last > entry->cursor)
      return TRUE;
  }
  return FALSE;
}

void
ev_waiting_tell_news (EvWaiting *waiting, gint64 project, const GArray *news)
{
  g_autoptr (GHashTable) lasts = g_hash_table_new (g_int64_hash, g_int64_equal);
  const News told = { project, lasts };

  for (guint i = 0; i < news->len; i++) {
    EvScopeNews *item = &g_array_index (news, EvScopeNews, i);
    g_hash_table_insert (lasts, &item->scope, &item->last);
  }
  if (news->len > 0)
    wake_those (waiting, is_behind, &told, TRUE);
}

static gboolean
is_over (const Entry *entry, gconstpointer data)
{
  return entry->deadline <= *(const gint64 *)data;
}

void
ev_waiting_expire (EvWaiting *waiting, gint64 now)
{
  wake_those (waiting, is_over, &now, FALSE);
}

static gboolean
is_there (const Entry *entry, gconstpointer data)
{
  gint64 project = *(const gint64 *)data;
  return project == 0 || entry->project == project;
}

void
ev_waiting_tell_project (EvWaiting *waiting, gint64 project)
{
  wake_those (waiting, is_there, &project, TRUE);
}
