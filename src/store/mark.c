/* Marking who attends. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/attended-private.h"
#include "store/roster.h"
#include "store/row-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

typedef struct {
  EvStore *store;
  const char *session, *status, *method;
} Mark;

static gboolean
must_exist (EvStore *store, EvKind kind, const char *id, GError **error)
{
  gint64 place;

  if (!ev_row_place (store->database, kind, id, &place, error))
    return FALSE;
  if (place == 0)
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no %s %s", ev_kind_name (kind), id);
  return place != 0;
}

/* Whether the session is held today. */
static gboolean
is_today (const Mark *mark)
{
  g_autofree char *today = ev_clock_date (ev_store_server_now (mark->store));
  g_autoptr (EvRecord) session = ev_store_read (mark->store, EV_KIND_SESSION, mark->session, NULL);

  return session != NULL && g_strcmp0 (ev_record_text (session, "date"), today) == 0;
}

/* What is typed from paper or read from a file was seen before, nobody knows when. */
static gboolean
is_seen_now (const Mark *mark)
{
  return g_strcmp0 (mark->method, "sheet") != 0 && g_strcmp0 (mark->method, "import") != 0 &&
         is_today (mark);
}

static void
wish_status (const Mark *mark, const EvRecord *held, EvChange *wish)
{
  ev_change_set_text (wish, "status", mark->status);
  if (mark->method != NULL)
    ev_change_set_text (wish, "method", mark->method);
  if (held != NULL && ev_record_integer (held, "deleted") != 0)
    ev_change_take (wish, "deleted", NULL);
  if (ev_attended (mark->status) &&
      (held == NULL || ev_record_value (held, "arrived_at") == NULL) && is_seen_now (mark))
    ev_change_set_integer (wish, "arrived_at", ev_store_server_now (mark->store));
}

/* `living`: only if there is an attendance that is not deleted; `done` is set if there was. */
static gboolean
mark_one (const Mark *mark, const char *person, gboolean living, gboolean *done, GError **error)
{
  g_autofree char *id = ev_id_derive (mark->session, person);
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_ATTENDANCE, id);
  g_autoptr (EvRecord) held = NULL;
  g_autofree char *written = NULL;

  if (!ev_row_load (mark->store->database, EV_KIND_ATTENDANCE, id, &held, error))
    return FALSE;
  if (living && (held == NULL || ev_record_is_gone (held)))
    return TRUE;
  if (mark->status != NULL)
    wish_status (mark, held, wish);
  else
    ev_change_set_integer (wish, "deleted", 1);
  written = ev_store_write (mark->store, wish, NULL, error);
  *done = TRUE;
  return written != NULL;
}

/* All attendances of merged people in the session say the same; where there is none, the survivor
 * gets one. */
static gboolean
mark_class (const Mark *mark, const char *person, GError **error)
{
  g_autoptr (GPtrArray) members = ev_survivor_class (mark->store->database, person, error);
  g_autofree char *root = NULL;
  gboolean done = FALSE;

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    if (!mark_one (mark, members->pdata[i], TRUE, &done, error))
      return FALSE;
  if (done || mark->status == NULL)
    return TRUE;
  root = ev_survivor_find (mark->store->database, person, error);
  return root != NULL && mark_one (mark, root, FALSE, &done, error);
}

gboolean
ev_roster_mark (EvStore *store, const char *session, const char *person, const char *status,
                const char *method, GError **error)
{
  Mark mark = { store, session, status, method };
  gboolean own = !store->in_batch;

  if (!must_exist (store, EV_KIND_SESSION, session, error) ||
      !must_exist (store, EV_KIND_PERSON, person, error))
    return FALSE;
  if (own && !ev_store_begin (store, error))
    return FALSE;
  if (mark_class (&mark, person, error))
    return !own || ev_store_commit (store, error);
  if (own)
    ev_store_rollback (store);
  return FALSE;
}
