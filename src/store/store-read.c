/* Reading records, and small facts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/row-private.h"
#include "store/store-private.h"
#include "store/survivor-private.h"

#define LIVING "coalesce (r.deleted, 0) = 0"
#define SURVIVES "r.id = " EV_SURVIVOR_OF ("r.id")
#define SESSIONS "(SELECT s.id FROM session s WHERE s.event = ?1 AND coalesce (s.deleted, 0) = 0)"

EvRecord *
ev_store_read (EvStore *store, EvKind kind, const char *id, GError **error)
{
  EvRecord *record = NULL;

  if (ev_row_load (store->database, kind, id, &record, error) && record == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_NOT_FOUND, "there is no %s %s", ev_kind_name (kind), id);
  return record;
}

/* The condition for a living record of `kind`, seen merged. */
static const char *
living (EvKind kind)
{
  return kind == EV_KIND_PERSON ? LIVING " AND coalesce (r.erased, 0) = 0 AND " SURVIVES : LIVING;
}

/* The condition for a record of one event, whose id is the first parameter. */
static const char *
of_event (EvKind kind)
{
  switch (kind) {
  case EV_KIND_EVENT:
    return "r.id = ?1";
  case EV_KIND_SESSION:
  case EV_KIND_RESULT:
    return "r.event = ?1";
  case EV_KIND_ATTENDANCE:
    return "r.session IN " SESSIONS;
  case EV_KIND_PERSON:
    return "r.id IN (SELECT " EV_SURVIVOR_OF (
        "a.person") " FROM attendance a WHERE coalesce (a.deleted, 0) = 0 AND a.session "
                    "IN " SESSIONS ")";
  case EV_KIND_BENEFICIARY:
    return "r.result IN (SELECT t.id FROM result t WHERE t.event = ?1)";
  case EV_KIND_NOTE:
    return "r.about = 'event/' || ?1";
  case EV_KIND_PROJECT:
  case EV_KIND_TEAM:
  case EV_KIND_OPERATOR:
  case EV_KIND_INDICATOR:
  case EV_KIND_APART:
  case EV_N_KINDS:
  default:
    return "0";
  }
}

static gboolean
visit_rows (EvStore *store, EvKind kind, EvQuery *query, EvStoreVisit visit, gpointer data,
            GError **error)
{
  while (ev_query_next (query, error)) {
    g_autoptr (EvRecord) record = ev_row_read (query, kind, error);
    if (record == NULL ||
        (kind == EV_KIND_PERSON && !ev_survivor_fill (store->database, record, error)))
      return FALSE;
    if (!visit (record, data))
      return TRUE;
  }
  return ev_query_ended (query);
}

gboolean
ev_store_each (EvStore *store, EvKind kind, const char *event, EvStoreVisit visit, gpointer data,
               GError **error)
{
  g_autofree char *columns = ev_row_columns (kind, "r");
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM \"%s\" r WHERE %s AND %s ORDER BY r.place", columns,
                       ev_kind_name (kind), living (kind), event != NULL ? of_event (kind) : "1");
  g_autoptr (EvQuery) query = ev_query_new (store->database, error, sql,
                                            event != NULL && strstr (sql, "?1") ? "s" : "", event);

  return query != NULL && visit_rows (store, kind, query, visit, data, error);
}

gint64
ev_store_count (EvStore *store, EvKind kind, GError **error)
{
  gint64 count;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM \"%s\" r WHERE %s",
                                          ev_kind_name (kind), living (kind));

  return ev_query_number (store->database, &count, error, sql, "") ? count : -1;
}

char *
ev_store_survivor (EvStore *store, const char *person, GError **error)
{
  return ev_survivor_find (store->database, person, error);
}

char **
ev_store_merged (EvStore *store, const char *person, GError **error)
{
  GPtrArray *members = ev_survivor_class (store->database, person, error);

  if (members == NULL)
    return NULL;
  g_ptr_array_set_free_func (members, NULL);
  g_ptr_array_add (members, NULL);
  return (char **)g_ptr_array_free (members, FALSE);
}

char *
ev_store_setting (EvStore *store, const char *key)
{
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, NULL, "SELECT text FROM setting WHERE key = ?", "s", key);

  return query != NULL && ev_query_next (query, NULL) ? g_strdup (ev_query_text (query, 0)) : NULL;
}

gboolean
ev_store_set_setting (EvStore *store, const char *key, const char *text, GError **error)
{
  if (text == NULL)
    return ev_query_run (store->database, error, "DELETE FROM setting WHERE key = ?", "s", key);
  return ev_query_run (store->database, error,
                       "INSERT INTO setting (key, text) VALUES (?, ?)"
                       " ON CONFLICT (key) DO UPDATE SET text = excluded.text",
                       "ss", key, text);
}
