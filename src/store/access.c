/* The access log. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/access-private.h"

#include <string.h>

#include "store/access-chain-private.h"
#include "store/store-private.h"

/* How long entries are kept, in milliseconds: a year. */
#define KEPT (G_GINT64_CONSTANT (366) * 24 * 3600 * 1000)

static const char *const names[EV_N_ACCESSES] = {
  [EV_ACCESS_EXPORT] = "export",   [EV_ACCESS_PRINT] = "print",   [EV_ACCESS_PUBLISH] = "publish",
  [EV_ACCESS_SUBJECT] = "subject", [EV_ACCESS_ERASE] = "erase",   [EV_ACCESS_LOSS] = "loss",
  [EV_ACCESS_OPEN] = "open",       [EV_ACCESS_REVEAL] = "reveal", [EV_ACCESS_MERGE] = "merge",
  [EV_ACCESS_UNMERGE] = "unmerge",
};

void
ev_access_free (EvAccess *access)
{
  if (access == NULL)
    return;
  g_free (access->device);
  g_free (access->operator_id);
  g_free (access->subject);
  g_free (access->reason);
  g_free (access);
}

const char *
ev_access_name (EvAccessKind kind)
{
  return names[kind];
}

gboolean
ev_access_insert (EvStore *store, EvAccessKind kind, const char *subject, const char *reason,
                  GError **error)
{
  EvDatabase *database = store->database;
  gint64 now = ev_store_server_now (store);
  gint64 place;

  return ev_query_run (database, error,
                       "INSERT INTO access (at, device, operator, action, subject, reason)"
                       " VALUES (?, ?, ?, ?, ?, ?)",
                       "isssss", now, ev_store_device (store), ev_store_operator (store),
                       names[kind], subject, reason) &&
         ev_query_number (database, &place, error, "SELECT max (place) FROM access", "") &&
         ev_access_chain_add (database, place, error) &&
         ev_access_chain_prune (database, now - KEPT, error);
}

gboolean
ev_access_note (EvStore *store, EvAccessKind kind, const char *subject, const char *reason,
                GError **error)
{
  return ev_store_start (store, error) &&
         ev_store_end (store, ev_access_insert (store, kind, subject, reason, error), error);
}

gboolean
ev_access_check (EvStore *store, gint64 *broken, GError **error)
{
  return ev_access_chain_check (store->database, broken, error);
}

/* A kind that a newer version noted is an export of something. */
static EvAccessKind
parse_kind (const char *name)
{
  for (guint i = 0; i < EV_N_ACCESSES; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (EvAccessKind)i;
  return EV_ACCESS_EXPORT;
}

GPtrArray *
ev_access_list (EvStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_access_free);
  g_autoptr (EvQuery) query =
      ev_query_new (store->database, error,
                    "SELECT at, device, operator, action, subject, reason FROM access"
                    " ORDER BY place",
                    "");

  while (query != NULL && ev_query_next (query, error)) {
    EvAccess *access = g_new0 (EvAccess, 1);
    access->at = ev_query_integer (query, 0);
    access->device = g_strdup (ev_query_text (query, 1));
    access->operator_id = g_strdup (ev_query_text (query, 2));
    access->kind = parse_kind (ev_query_text (query, 3));
    access->subject = g_strdup (ev_query_text (query, 4));
    access->reason = g_strdup (ev_query_text (query, 5));
    g_ptr_array_add (list, access);
  }
  return query != NULL && ev_query_ended (query) ? g_steal_pointer (&list) : NULL;
}
