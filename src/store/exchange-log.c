/* The store's side of a sync: where it stands, and what to send. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/exchange-log.h"

#include <string.h>

#include "store/leaving-private.h"
#include "store/log-private.h"
#include "store/replica-private.h"
#include "store/row-private.h"
#include "store/store-private.h"

/* Within a transaction it is in memory, and there only. */
static gboolean
load_standing (EvStore *store, EvStanding *standing, GError **error)
{
  if (!store->in_batch)
    return ev_standing_load (store->database, standing, error);
  ev_standing_copy (&store->standing, standing);
  return TRUE;
}

gboolean
ev_exchange_state_load (EvStore *store, EvExchangeState *state, GError **error)
{
  g_auto (EvStanding) standing = { 0 };

  *state = (EvExchangeState){ 0 };
  if (!load_standing (store, &standing, error))
    return FALSE;
  state->epoch = g_steal_pointer (&standing.epoch);
  state->cursor = standing.cursor;
  state->acked = standing.acked;
  state->held = standing.seq;
  return TRUE;
}

void
ev_exchange_state_clear (EvExchangeState *state)
{
  g_free (state->epoch);
  *state = (EvExchangeState){ 0 };
}

GPtrArray *
ev_exchange_pending (EvStore *store, gint64 after, guint limit, GError **error)
{
  return ev_log_read_all (ev_query_new (store->database, error,
                                        "SELECT " EV_LOG_COLUMNS " FROM change"
                                        " WHERE device = (SELECT device FROM standing) AND seq > ?"
                                        " AND state IN (0, 1) ORDER BY seq LIMIT ?",
                                        "ii", after, (gint64)limit),
                          error);
}

gboolean
ev_exchange_digest (EvStore *store, EvDigest *digest, GError **error)
{
  g_auto (EvStanding) standing = { 0 };

  if (!load_standing (store, &standing, error))
    return FALSE;
  *digest = standing.digest;
  return ev_leaving_subtract (store->database, digest, error);
}

gboolean
ev_exchange_note (EvStore *store, const char *error_nick, gboolean verified, GError **error)
{
  EvStanding *standing = &store->standing;

  if (!ev_store_start (store, error))
    return FALSE;
  g_free (standing->last_error);
  standing->last_error = g_strdup (error_nick);
  if (error_nick == NULL)
    standing->last_sync = ev_store_server_now (store);
  if (error_nick == NULL && verified)
    standing->last_verified = standing->last_sync;
  return ev_store_end (store, TRUE, error);
}

/* The server's project record takes the place of the one that this register made for itself. */
static gboolean
forget_project (EvStore *store, GError **error)
{
  g_autoptr (EvRecord) held = NULL;
  g_autoptr (EvRecord) nothing = ev_record_new (EV_KIND_PROJECT, EV_STORE_PROJECT_ID);

  if (!ev_query_run (store->database, error, "DELETE FROM change WHERE id = ? AND kind = 'project'",
                     "s", EV_STORE_PROJECT_ID) ||
      !ev_row_load (store->database, EV_KIND_PROJECT, EV_STORE_PROJECT_ID, &held, error))
    return FALSE;
  return held == NULL || ev_replica_put (store->database, &store->standing, held, nothing, error);
}

/* Nothing that was written here is with this server yet. */
static gboolean
offer_everything (EvStore *store, GError **error)
{
  EvStanding *standing = &store->standing;
  g_autoptr (GPtrArray) earlier = NULL;

  g_clear_pointer (&standing->epoch, g_free);
  standing->acked = standing->last_sync = standing->last_verified = 0;
  if (!forget_project (store, error) ||
      !ev_query_run (store->database, error, "UPDATE change SET state = 0 WHERE state = 1", ""))
    return FALSE;
  earlier = ev_log_read_all (ev_query_new (store->database, error,
                                           "SELECT " EV_LOG_COLUMNS
                                           " FROM change WHERE state = 0 AND device <> ?"
                                           " ORDER BY place",
                                           "s", standing->device),
                             error);
  return earlier != NULL &&
         ev_log_renumber (store->database, standing, earlier, standing->device, FALSE, 0, error);
}

static gboolean
join (EvStore *store, const char *project, const char *role, const char *teams, const char *epoch,
      GError **error)
{
  EvStanding *standing = &store->standing;
  gboolean known =
      standing->epoch != NULL && (epoch == NULL || strcmp (standing->epoch, epoch) == 0);

  g_clear_pointer (&standing->last_error, g_free);
  standing->cursor = 0;
  return ev_store_set_setting (store, "project", project, error) &&
         ev_store_set_setting (store, "role", role, error) &&
         ev_store_set_setting (store, "teams", teams, error) &&
         (known || offer_everything (store, error));
}

gboolean
ev_exchange_join (EvStore *store, const char *project_code, const char *role,
                  const char *const *teams, const char *epoch, GError **error)
{
  g_autofree char *joined = teams != NULL ? g_strjoinv (";", (char **)teams) : g_strdup ("");

  if (!ev_store_start (store, error))
    return FALSE;
  return ev_store_end (store, join (store, project_code, role, joined, epoch, error), error);
}
