/* The sync engine: rounds of one request and one answer until neither side has more to say. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/engine.h"

#include "sync/postings-private.h"
#include "sync/lockbox-private.h"
#include "sync/relay-private.h"
#include "sync/repair-private.h"
#include "sync/reply-private.h"
#include "sync/settings-private.h"

/* More rounds in a row than this in which a server moves nothing, or finds our stamps ahead of its
 * time although they were made to suit it, are not worth their bytes. */
enum { MOST_IDLE = 2, MOST_RESTAMPS = 4 };

/* How often the digest is not believed but counted, in milliseconds. */
#define COUNT_EVERY G_GINT64_CONSTANT (24 * 3600 * 1000)

typedef enum { NEXT_FAILED, NEXT_ROUND, NEXT_END } Next;

void
ev_sync_outcome_clear (EvSyncOutcome *outcome)
{
  g_clear_pointer (&outcome->touched, g_ptr_array_unref);
}

static gboolean
fail (GError **error, EvErrorCode code, const char *message)
{
  g_set_error_literal (error, EV_ERROR, (int)code, message);
  return FALSE;
}

gboolean
ev_sync_is_enrolled (EvStore *store)
{
  g_autofree char *token = ev_store_setting (store, EV_SETTING_TOKEN);
  return token != NULL;
}

char *
ev_sync_server (EvStore *store)
{
  return ev_sync_is_enrolled (store) ? ev_store_setting (store, EV_SETTING_URL) : NULL;
}

gboolean
ev_sync_transport (EvStore *store, EvTransport *transport, GError **error)
{
  g_autofree char *url = ev_sync_server (store);
  g_autofree char *pin = ev_store_setting (store, EV_SETTING_PIN);
  g_autofree char *next = ev_store_setting (store, EV_SETTING_NEXT_PIN);
  g_autofree char *pins = NULL;

  if (url == NULL)
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  if (pin != NULL)
    pins = next != NULL ? g_strconcat (pin, ";", next, NULL) : g_strdup (pin);
  return ev_transport_curl (transport, url, pins, NULL, error);
}

static Next
another_round (const EvRun *run, GError **error)
{
  gboolean sane = TRUE;

  if (run->restamps > MOST_RESTAMPS)
    sane = fail (error, EV_ERROR_CLOCK, "the server finds every stamp ahead of its time");
  else if (run->idle > MOST_IDLE)
    sane = fail (error, EV_ERROR_SERVER, "the server asks again and again without moving");
  return sane ? NEXT_ROUND : NEXT_FAILED;
}

/* Both have said all: whether they hold the same. Where they do not, buckets are compared, again as
 * long as that leads to something; if it did not help, it is not tried again until the server's
 * values are others. */
static Next
compare (EvRun *run, const EvAnswer *answer, GError **error)
{
  g_autofree char *theirs = ev_digest_format (&answer->digest);
  g_autofree char *tried = ev_store_setting (run->store, EV_SETTING_REPAIRED);
  EvDigest ours = { 0 };
  gboolean kept;

  /* What is carried for others is here already, and there only once it was passed on. */
  if (ev_courier_count (run->store) > 0)
    return NEXT_END;
  if (!ev_exchange_digest (run->store, &ours, error))
    return NEXT_FAILED;
  run->outcome->verified = ev_digest_equal (&ours, &answer->digest);
  if (!run->outcome->verified && ev_repair_begin (run, g_strcmp0 (tried, theirs) == 0))
    return NEXT_ROUND;
  kept = ev_settings_keep (run->store, EV_SETTING_REPAIRED, run->outcome->verified ? NULL : theirs,
                           error);
  return kept ? NEXT_END : NEXT_FAILED;
}

/* What an applied answer leaves to do. */
static Next
conclude (EvRun *run, const EvAnswer *answer, GError **error)
{
  gboolean unsent;

  if (!ev_round_has_unsent (run, &unsent, error))
    return NEXT_FAILED;
  if (answer->more || unsent || run->repair.asking || run->repair.lacking->len > 0)
    return another_round (run, error);
  return answer->has_digest ? compare (run, answer, error) : NEXT_END;
}

static Next
next_round (EvRun *run, GError **error)
{
  g_autoptr (EvAnswer) answer = NULL;

  switch (ev_round_run (run, &answer, error)) {
  case EV_ROUND_APPLIED:
    return conclude (run, answer, error);
  case EV_ROUND_AGAIN:
    return NEXT_ROUND;
  case EV_ROUND_FAILED:
  default:
    return NEXT_FAILED;
  }
}

/* What the person is told of the last attempt. That she stopped it herself is no news. */
static void
note (EvRun *run, const GError *error)
{
  EvErrorCode code = EV_ERROR_STORAGE;

  if (error != NULL && error->domain == EV_ERROR)
    code = (EvErrorCode)error->code;
  if (error == NULL)
    ev_exchange_note (run->store, NULL, run->outcome->verified, NULL);
  else if (code != EV_ERROR_CANCELLED)
    ev_exchange_note (run->store, ev_error_nick (code), FALSE, NULL);
}

gboolean
ev_sync_run (EvStore *store, const EvTransport *transport, EvSyncOutcome *outcome,
             GCancellable *cancellable, GError **error)
{
  g_auto (EvRun) run = { .store = store,
                         .transport = transport,
                         .outcome = outcome,
                         .cancellable = cancellable,
                         .token = ev_store_setting (store, EV_SETTING_TOKEN),
                         .budget = ev_settings_budget (store),
                         .window = ev_settings_window (store),
                         .dictionary = EV_WIRE_DICTIONARY };
  gboolean ready;
  GError *problem = NULL;
  Next next = NEXT_ROUND;

  *outcome = (EvSyncOutcome){ .touched = g_ptr_array_new_with_free_func (g_free) };
  if (run.token == NULL)
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  run.repair.lacking = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  ready = ev_exchange_count (run.store, COUNT_EVERY, &problem);
  ready = ready && ev_relay_run (&run, &problem);
  while (ready && next == NEXT_ROUND)
    next = next_round (&run, &problem);
  if (ready && next == NEXT_END && !ev_postings_exchange (&run, &problem))
    next = NEXT_FAILED;
  /* Whoever has no keys for bundles yet goes without: no harm to a sync. */
  if (ready && next == NEXT_END && (run.rights || !ev_lockbox_is_filled (run.store)))
    ev_lockbox_fill (run.store, run.transport, run.token, run.outcome, run.cancellable, NULL);
  note (&run, problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return ready && next == NEXT_END;
}

gboolean
ev_sync_wait (EvStore *store, const EvTransport *transport, gboolean *news, int *retry_after,
              GCancellable *cancellable, GError **error)
{
  g_autofree char *token = ev_store_setting (store, EV_SETTING_TOKEN);
  g_auto (EvExchangeState) state = { 0 };
  g_autofree char *epoch = NULL, *path = NULL;
  g_autoptr (EvReply) reply = NULL;

  if (token == NULL)
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  if (!ev_exchange_state_load (store, &state, error))
    return FALSE;
  *news = state.epoch == NULL;
  if (*news)
    return TRUE;
  epoch = g_uri_escape_string (state.epoch, NULL, FALSE);
  path = g_strdup_printf ("/v1/wait?epoch=%s&cursor=%" G_GINT64_FORMAT, epoch, state.cursor);
  reply = ev_transport_call (transport, path, token, NULL, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (retry_after != NULL)
    *retry_after = reply->retry_after;
  *news = reply->status == 200;
  return reply->status == 204 || !ev_reply_complains (reply, error);
}
