/* The sync engine: rounds of one request and one answer until neither side has more to say. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/engine.h"

#include <stdlib.h>

#include "store/exchange-log.h"
#include "sync/batch-private.h"
#include "sync/reply-private.h"
#include "sync/settings-private.h"
#include "wire/codec.h"

/* More rounds than this in which a server moves nothing, or finds our stamps ahead of its time
 * although they were made to suit it, are not worth the bytes. */
enum { MOST_IDLE_ROUNDS = 2, MOST_RESTAMPS = 4 };

typedef struct {
  EvStore *store;
  const EvTransport *transport;
  EvSyncOutcome *outcome;
  GCancellable *cancellable;
  char *token;
  EvExchangeState state; /* before the round under way */
  gsize budget;          /* sync/batch-private.h */
  guint32 dictionary;
  guint idle_rounds, restamps;
  gboolean repairing; /* everything is asked for and offered from the beginning */
  gboolean repaired;
  gint64 repair_cursor, repair_offered;
} Run;

/* One request and what became of it. */
typedef struct {
  EvRequest *request;
  EvReply *reply;
  EvAnswer *answer;
  gsize weight;
  gboolean cut; /* more is waiting than was sent */
  gboolean moved;
} Round;

typedef enum { NEXT_FAILED, NEXT_ROUND, NEXT_END } Next;

void
ev_sync_outcome_clear (EvSyncOutcome *outcome)
{
  g_clear_pointer (&outcome->touched, g_ptr_array_unref);
}

static void
run_clear (Run *run)
{
  g_free (run->token);
  ev_exchange_state_clear (&run->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
round_clear (Round *round)
{
  g_clear_pointer (&round->request, ev_request_free);
  g_clear_pointer (&round->reply, ev_reply_free);
  g_clear_pointer (&round->answer, ev_answer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, round_clear)

static gboolean
fail (GError **error, EvErrorCode code, const char *message)
{
  g_set_error_literal (error, EV_ERROR, (int)code, message);
  return FALSE;
}

/* Settings. */

static gsize
load_budget (EvStore *store)
{
  g_autofree char *text = ev_store_setting (store, EV_SETTING_BUDGET);
  gint64 budget = text != NULL ? g_ascii_strtoll (text, NULL, 10) : EV_BATCH_FIRST;
  return (gsize)CLAMP (budget, EV_BATCH_LEAST, EV_BATCH_MOST);
}

/* What a good link allowed is not kept: the next one may be worse. */
static void
keep_budget (Run *run, gsize budget)
{
  gsize kept = MIN (budget, EV_BATCH_FIRST);

  run->budget = budget;
  if (kept != load_budget (run->store)) {
    g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT, kept);
    ev_store_set_setting (run->store, EV_SETTING_BUDGET, text, NULL);
  }
}

static gboolean
set_if_other (EvStore *store, const char *key, const char *text, GError **error)
{
  g_autofree char *old = ev_store_setting (store, key);
  return g_strcmp0 (old, text) == 0 || ev_store_set_setting (store, key, text, error);
}

/* Follows the server from the key that it was enrolled with to the one that it announces. */
static gboolean
keep_pins (Run *run, const Round *round, GError **error)
{
  g_autofree char *pin = ev_store_setting (run->store, EV_SETTING_PIN);
  g_autofree char *next = ev_store_setting (run->store, EV_SETTING_NEXT_PIN);

  if (pin == NULL)
    return TRUE;
  if (next != NULL && g_strcmp0 (round->reply->pin, next) == 0 &&
      !set_if_other (run->store, EV_SETTING_PIN, next, error))
    return FALSE;
  return set_if_other (run->store, EV_SETTING_NEXT_PIN, round->answer->next_pin, error);
}

gboolean
ev_sync_is_enrolled (EvStore *store)
{
  g_autofree char *token = ev_store_setting (store, EV_SETTING_TOKEN);
  return token != NULL;
}

gboolean
ev_sync_transport (EvStore *store, EvTransport *transport, GError **error)
{
  g_autofree char *url = ev_store_setting (store, EV_SETTING_URL);
  g_autofree char *pin = ev_store_setting (store, EV_SETTING_PIN);
  g_autofree char *next = ev_store_setting (store, EV_SETTING_NEXT_PIN);
  g_autofree char *pins = NULL;

  if (url == NULL || !ev_sync_is_enrolled (store))
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  if (pin != NULL)
    pins = next != NULL ? g_strconcat (pin, ";", next, NULL) : g_strdup (pin);
  return ev_transport_curl (transport, url, pins, NULL, error);
}

/* The way up. */

static gboolean
round_prepare (Run *run, Round *round, GError **error)
{
  EvRequest *request = ev_request_new ();
  gint64 after;

  round->request = request;
  ev_exchange_state_clear (&run->state);
  if (!ev_exchange_state_load (run->store, &run->state, error))
    return FALSE;
  after = run->repairing ? run->repair_offered : run->state.acked;
  g_ptr_array_unref (request->changes);
  request->changes = ev_exchange_pending (run->store, after, ev_batch_limit (run->budget), error);
  if (request->changes == NULL) {
    request->changes = g_ptr_array_new ();
    return FALSE;
  }
  round->weight = ev_batch_cut (request->changes, run->budget, &round->cut);
  request->version = EV_WIRE_VERSION;
  request->dictionary = run->dictionary;
  g_strlcpy (request->device, ev_store_device (run->store), sizeof request->device);
  request->epoch = g_strdup (run->state.epoch);
  request->cursor = run->repairing ? run->repair_cursor : run->state.cursor;
  request->held = run->repairing ? 0 : run->state.held;
  request->after = after;
  return TRUE;
}

/* The link broke or stood still under this batch. */
static void
note_break (Run *run, const Round *round, const GError *error)
{
  if (g_error_matches (error, EV_ERROR, EV_ERROR_TIMEOUT) && round->request->changes->len > 0)
    keep_budget (run, ev_batch_shrink (MIN (run->budget, round->weight)));
}

static gboolean
round_send (Run *run, Round *round, GError **error)
{
  g_autoptr (GBytes) body = ev_codec_write_request (round->request);
  GError *local = NULL;

  if (g_cancellable_is_cancelled (run->cancellable))
    return fail (error, EV_ERROR_CANCELLED, "cancelled");
  round->reply =
      ev_transport_call (run->transport, "/v1/sync", run->token, body, run->cancellable, &local);
  run->outcome->round_trips++;
  if (round->reply == NULL) {
    note_break (run, round, local);
    g_propagate_error (error, local);
    return FALSE;
  }
  run->outcome->bytes_up += round->reply->bytes_up;
  run->outcome->bytes_down += round->reply->bytes_down;
  return TRUE;
}

/* The way down. */

/* A request that was too large or used an unknown dictionary is sent in another form. */
static Next
round_mend (Run *run, const Round *round, GError *local, GError **error)
{
  gboolean is_too_large = g_error_matches (local, EV_ERROR, EV_ERROR_TOO_LARGE);

  run->outcome->retry_after = round->reply->retry_after;
  if (run->dictionary != 0 && (ev_reply_lacks_dictionary (round->reply) ||
                               g_error_matches (local, EV_ERROR, EV_ERROR_NOT_FOUND))) {
    run->dictionary = 0;
    g_error_free (local);
    return NEXT_ROUND;
  }
  if (is_too_large && round->reply->status == 413 && round->request->changes->len > 1) {
    run->budget = round->weight / 2;
    g_error_free (local);
    return NEXT_ROUND;
  }
  g_propagate_error (error, local);
  return NEXT_FAILED;
}

/* Whether a well-formed answer can be an answer to what this laptop is and has. */
static gboolean
round_check (const Run *run, const Round *round, GError **error)
{
  const EvAnswer *answer = round->answer;

  if (answer->epoch == NULL || answer->cursor < 0 || answer->acked < 0)
    return fail (error, EV_ERROR_MALFORMED, "an answer without epoch, cursor or receipt");
  if (answer->acked > run->state.held)
    return fail (error, EV_ERROR_FORK,
                 "the server has changes under this identity that this laptop never made");
  return TRUE;
}

/* Refusals that are news: not those of a change already settled, nor beyond the receipt. */
static GPtrArray *
new_refusals (const Run *run, const EvAnswer *answer)
{
  GPtrArray *fresh = g_ptr_array_new ();

  for (guint i = 0; i < answer->refusals->len; i++) {
    EvRefusal *refusal = g_ptr_array_index (answer->refusals, i);
    gint64 settled = MIN (run->state.acked, answer->acked);
    if (refusal->seq <= answer->acked && (refusal->seq > settled))
      g_ptr_array_add (fresh, refusal);
  }
  return fresh;
}

static void
count (Run *run, const Round *round, const GPtrArray *refusals)
{
  gint64 settled = 0, ahead = 0;

  for (guint i = 0; i < round->request->changes->len; i++) {
    const EvChange *change = g_ptr_array_index (round->request->changes, i);
    settled +=
        change->version.seq > run->state.acked && change->version.seq <= round->answer->acked;
  }
  for (guint i = 0; i < refusals->len; i++)
    ahead += ((const EvRefusal *)g_ptr_array_index (refusals, i))->reason == EV_REASON_AHEAD;
  run->outcome->sent += MAX (settled - (gint64)refusals->len, 0);
  run->outcome->refused += (gint64)refusals->len - ahead;
  run->outcome->received += round->answer->changes->len;
  run->restamps = ahead > 0 ? run->restamps + 1 : 0;
}

/* Whether the round brought the two any nearer; what a server moves to another epoch, or back to
 * an older state of its own, it moves once. */
static gboolean
round_moved (const Run *run, const Round *round)
{
  const EvAnswer *answer = round->answer;

  return answer->acked > run->state.acked || answer->cursor > round->request->cursor ||
         (run->repairing && round->request->changes->len > 0);
}

static gboolean
round_apply (Run *run, Round *round, GError **error)
{
  const EvAnswer *answer = round->answer;
  g_autoptr (GPtrArray) refusals = new_refusals (run, answer);
  EvExchangeReceipt receipt = {
    .epoch = answer->epoch,
    .cursor = answer->cursor,
    .acked = answer->acked,
    .server_time = answer->server_time,
    .refusals = refusals,
    .changes = answer->changes,
    .conflicts = answer->conflicts,
    .settled = answer->settled,
  };

  if (!ev_exchange_apply (run->store, &receipt, run->outcome->touched, error) ||
      !keep_pins (run, round, error))
    return FALSE;
  count (run, round, refusals);
  run->idle_rounds = round_moved (run, round) ? 0 : run->idle_rounds + 1;
  if (round->cut)
    keep_budget (run, ev_batch_adapt (run->budget, round->weight, round->reply->elapsed));
  if (run->repairing) {
    run->repair_cursor = answer->cursor;
    if (round->request->changes->len > 0)
      run->repair_offered = ((EvChange *)g_ptr_array_index (round->request->changes,
                                                            round->request->changes->len - 1))
                                ->version.seq;
  }
  return TRUE;
}

/* What is left to do. */

static gboolean
has_unsent (Run *run, gboolean *unsent, GError **error)
{
  g_auto (EvExchangeState) state = { 0 };
  g_autoptr (GPtrArray) next = NULL;

  if (!ev_exchange_state_load (run->store, &state, error))
    return FALSE;
  next = ev_exchange_pending (run->store, run->repairing ? run->repair_offered : state.acked, 1,
                              error);
  *unsent = next != NULL && next->len > 0;
  return next != NULL;
}

static Next
another_round (const Run *run, GError **error)
{
  if (run->restamps > MOST_RESTAMPS) {
    fail (error, EV_ERROR_CLOCK, "the server finds every stamp ahead of its time");
    return NEXT_FAILED;
  }
  if (run->idle_rounds > MOST_IDLE_ROUNDS) {
    fail (error, EV_ERROR_SERVER, "the server asks again and again without moving");
    return NEXT_FAILED;
  }
  return NEXT_ROUND;
}

/* Both have said all, yet hold different values: everything is said once more, from the beginning.
 * If that does not help, it is not tried again for the same state of the server. */
static Next
repair (Run *run, const EvDigest *theirs, GError **error)
{
  g_autofree char *text = ev_digest_format (theirs);
  g_autofree char *failed = ev_store_setting (run->store, EV_SETTING_REPAIRED);

  if (run->repaired || g_strcmp0 (failed, text) == 0)
    return set_if_other (run->store, EV_SETTING_REPAIRED, text, error) ? NEXT_END : NEXT_FAILED;
  run->repaired = run->repairing = TRUE;
  run->repair_cursor = run->repair_offered = 0;
  return NEXT_ROUND;
}

static Next
round_conclude (Run *run, const Round *round, GError **error)
{
  EvDigest ours = { 0 };
  gboolean unsent;

  /* The digest first: whatever is written after it shows as unsent. */
  if (!ev_exchange_digest (run->store, &ours, error) || !has_unsent (run, &unsent, error))
    return NEXT_FAILED;
  if (round->answer->more || unsent)
    return another_round (run, error);
  run->repairing = FALSE;
  if (!round->answer->has_digest)
    return NEXT_END;
  run->outcome->verified = ev_digest_equal (&ours, &round->answer->digest);
  return run->outcome->verified ? NEXT_END : repair (run, &round->answer->digest, error);
}

static Next
do_round (Run *run, GError **error)
{
  g_auto (Round) round = { 0 };
  GError *local = NULL;

  if (!round_prepare (run, &round, error) || !round_send (run, &round, error))
    return NEXT_FAILED;
  if (ev_reply_complains (round.reply, &local))
    return round_mend (run, &round, local, error);
  round.answer = ev_codec_read_answer (round.reply->body, &local);
  if (round.answer == NULL)
    return round_mend (run, &round, local, error);
  if (!round_check (run, &round, error) || !round_apply (run, &round, error))
    return NEXT_FAILED;
  return round_conclude (run, &round, error);
}

/* What the person is told of the last attempt. That she stopped it herself is no news. */
static void
note (Run *run, const GError *error)
{
  if (g_error_matches (error, EV_ERROR, EV_ERROR_CANCELLED))
    return;
  if (error == NULL)
    ev_exchange_note (run->store, NULL, run->outcome->verified, NULL);
  else
    ev_exchange_note (
        run->store,
        ev_error_nick (error->domain == EV_ERROR ? (EvErrorCode)error->code : EV_ERROR_STORAGE),
        FALSE, NULL);
}

gboolean
ev_sync_run (EvStore *store, const EvTransport *transport, EvSyncOutcome *outcome,
             GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .store = store,
                       .transport = transport,
                       .outcome = outcome,
                       .cancellable = cancellable,
                       .dictionary = EV_WIRE_DICTIONARY };
  GError *local = NULL;
  Next next = NEXT_ROUND;

  *outcome = (EvSyncOutcome){ .touched = g_ptr_array_new_with_free_func (g_free) };
  run.token = ev_store_setting (store, EV_SETTING_TOKEN);
  if (run.token == NULL)
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  run.budget = load_budget (store);
  while (next == NEXT_ROUND)
    next = do_round (&run, &local);
  note (&run, local);
  if (local != NULL)
    g_propagate_error (error, local);
  return next == NEXT_END;
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
