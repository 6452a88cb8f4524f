/* One round of a sync: a request, its answer, and what the store makes of it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "sync/batch-private.h"
#include "sync/forget-private.h"
#include "sync/repair-private.h"
#include "sync/reply-private.h"
#include "sync/settings-private.h"

/* One register takes no more new identities than this in a run. */
#define MOST_RENEWALS 2

typedef struct {
  EvRequest *request;
  EvReply *reply;
  EvAnswer *answer;
  gsize weight;
  gboolean cut; /* more is waiting than was sent */
} Round;

void
ev_run_clear (EvRun *run)
{
  g_free (run->token);
  ev_exchange_state_clear (&run->state);
  g_clear_pointer (&run->repair.lacking, g_ptr_array_unref);
}

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

static gboolean
load_state (EvRun *run, GError **error)
{
  ev_exchange_state_clear (&run->state);
  return ev_exchange_state_load (run->store, &run->state, error);
}

static gboolean
prepare (EvRun *run, Round *round, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  EvRequest *request;

  if (!load_state (run, error))
    return FALSE;
  changes = ev_exchange_pending (run->store, run->state.acked, ev_batch_limit (run->budget), error);
  if (changes == NULL)
    return FALSE;
  if (run->forgetting)
    g_ptr_array_set_size (changes, 0);
  round->weight = ev_batch_cut (changes, run->budget, &round->cut);
  round->request = request = ev_request_new ();
  request->version = EV_WIRE_VERSION;
  request->dictionary = run->dictionary;
  g_strlcpy (request->device, ev_store_device (run->store), sizeof request->device);
  request->epoch = g_strdup (run->state.epoch);
  request->cursor = run->state.cursor;
  request->held = run->state.held;
  request->after = run->state.acked;
  request->limit = (gint64)run->window;
  g_ptr_array_unref (request->changes);
  request->changes = g_steal_pointer (&changes);
  return ev_repair_ask (run, request, error);
}

static void
change_budget (EvRun *run, gsize budget)
{
  run->budget = budget;
  ev_settings_keep_budget (run->store, budget);
}

static void
change_window (EvRun *run, gsize window)
{
  run->window = window;
  ev_settings_keep_window (run->store, window);
}

/* The link broke or stood still, perhaps under the weight of this exchange, up or down. */
static void
go_lighter (EvRun *run, const Round *round)
{
  if (round->weight > 0)
    change_budget (run, ev_batch_shrink (MIN (run->budget, round->weight)));
  change_window (run, ev_batch_narrow (run->window));
}

static gboolean
exchange (EvRun *run, Round *round, GError **error)
{
  g_autoptr (GBytes) body = ev_codec_write_request (round->request);
  GError *local = NULL;

  if (g_cancellable_is_cancelled (run->cancellable))
    return fail (error, EV_ERROR_CANCELLED, "cancelled");
  round->reply =
      ev_transport_call (run->transport, "/v1/sync", run->token, body, run->cancellable, &local);
  run->outcome->round_trips++;
  if (round->reply == NULL) {
    if (g_error_matches (local, EV_ERROR, EV_ERROR_TIMEOUT))
      go_lighter (run, round);
    g_propagate_error (error, local);
    return FALSE;
  }
  run->outcome->bytes_up += round->reply->bytes_up;
  run->outcome->bytes_down += round->reply->bytes_down;
  run->outcome->retry_after = round->reply->retry_after;
  return TRUE;
}

/* What was too large or used an unknown dictionary is sent in another form. One change that is too
 * large by itself is the other end's trouble: it takes a thousand times as much. Takes `problem`.
 */
static EvRoundResult
mend (EvRun *run, const Round *round, GError *problem, GError **error)
{
  gboolean lacks_dictionary = ev_reply_lacks_dictionary (round->reply) ||
                              g_error_matches (problem, EV_ERROR, EV_ERROR_NOT_FOUND);

  if (g_error_matches (problem, EV_ERROR, EV_ERROR_FORGOTTEN)) {
    g_error_free (problem);
    return ev_forget_obey (run, round->request, round->reply, error);
  }
  if (lacks_dictionary && run->dictionary != 0) {
    run->dictionary = 0;
  } else if (round->reply->status == 413 && round->request->changes->len > 1) {
    change_budget (run, round->weight / 2);
  } else {
    if (round->reply->status == 413)
      problem->code = EV_ERROR_SERVER;
    ev_reply_propagate (error, problem);
    return EV_ROUND_FAILED;
  }
  g_error_free (problem);
  return EV_ROUND_AGAIN;
}

/* The seq of the last change sent; 0 if none was. */
static gint64
last_seq (const EvRequest *request)
{
  guint count = request->changes->len;
  return count == 0 ? 0
                    : ((EvChange *)g_ptr_array_index (request->changes, count - 1))->version.seq;
}

/* Whether a well-formed answer can be an answer to what this laptop is and has. */
static gboolean
check (const EvAnswer *answer, GError **error)
{
  if (answer->epoch == NULL || answer->cursor < 0 || answer->acked < 0)
    return fail (error, EV_ERROR_GARBLED, "an answer without epoch, cursor or receipt");
  return TRUE;
}

/* The refusals that are news: not those of changes settled before, as a repair meets them again,
 * nor any beyond the receipt. Borrowed. */
static GPtrArray *
fresh_refusals (const EvRun *run, const EvAnswer *answer)
{
  GPtrArray *fresh = g_ptr_array_new ();

  for (guint i = 0; i < answer->refusals->len; i++) {
    EvRefusal *refusal = g_ptr_array_index (answer->refusals, i);
    if (refusal->seq > run->state.acked && refusal->seq <= answer->acked)
      g_ptr_array_add (fresh, refusal);
  }
  return fresh;
}

/* The first own change that another register has made otherwise under this identity; 0 if the
 * server found none. It took nothing of such a batch. */
static gint64
forked_from (const EvAnswer *answer)
{
  for (guint i = 0; i < answer->refusals->len; i++) {
    const EvRefusal *refusal = answer->refusals->pdata[i];
    if (refusal->reason == EV_REASON_FORK)
      return refusal->seq;
  }
  return 0;
}

/* Notes what the server said about the changes before `from`, and nothing else: what it tells of
 * others leaves out what the other register made under the same numbers. */
static gboolean
take_receipts (EvRun *run, Round *round, gint64 from, GError **error)
{
  g_autoptr (GPtrArray) refusals = NULL;
  EvExchangeReceipt receipt = { .epoch = run->state.epoch,
                                .cursor = run->state.cursor,
                                .acked = from - 1,
                                .server_time = round->answer->server_time };

  round->answer->acked = from - 1;
  receipt.refusals = refusals = fresh_refusals (run, round->answer);
  return ev_exchange_apply (run->store, &receipt, run->outcome->touched, error);
}

/* A receipt for more than this register ever wrote was another's, under the same identity: only
 * what is this one's counts. Whether all that was written here has been answered so; what was not
 * sent yet may show a fork of its own. */
static gboolean
is_shared (const EvRun *run, Round *round)
{
  if (round->answer->acked <= run->state.held)
    return FALSE;
  round->answer->acked = round->cut ? last_seq (round->request) : run->state.held;
  return !round->cut;
}

/* A server that was put back knows less, and what it knows under this identity may be another's:
 * nothing counts as received until it is offered again. */
static gboolean
is_anew (const EvRun *run, const EvAnswer *answer)
{
  return run->state.epoch != NULL &&
         (g_strcmp0 (answer->epoch, run->state.epoch) != 0 || answer->cursor < run->state.cursor);
}

/* Where another has this identity too, receipts from before may have been for its changes. Notes
 * nothing of the answer but that all own changes are to be offered, once in a run. */
static EvRoundResult
doubt (EvRun *run, Round *round, GError **error)
{
  run->doubted = TRUE;
  return take_receipts (run, round, 1, error) ? EV_ROUND_AGAIN : EV_ROUND_FAILED;
}

static EvRoundResult
part_ways (EvRun *run, gint64 from, GError **error)
{
  if (++run->renewals > MOST_RENEWALS) {
    fail (error, EV_ERROR_FORK, "every new identity of this register is another's too");
    return EV_ROUND_FAILED;
  }
  return ev_exchange_renew (run->store, from, run->outcome->touched, error) ? EV_ROUND_AGAIN
                                                                            : EV_ROUND_FAILED;
}

static void
count (EvRun *run, const Round *round, const GPtrArray *refusals)
{
  gint64 settled = 0, ahead = 0;

  for (guint i = 0; i < round->request->changes->len; i++) {
    const EvChange *change = g_ptr_array_index (round->request->changes, i);
    gint64 seq = change->version.seq;
    settled += seq > run->state.acked && seq <= round->answer->acked;
  }
  for (guint i = 0; i < refusals->len; i++)
    ahead += ((EvRefusal *)g_ptr_array_index (refusals, i))->reason == EV_REASON_AHEAD;
  run->outcome->sent += MAX (settled - (gint64)refusals->len, 0);
  run->outcome->refused += (gint64)refusals->len - ahead;
  run->outcome->received += round->answer->changes->len;
  run->restamps = ahead > 0 ? run->restamps + 1 : 0;
}

static gsize
weight_of (const EvAnswer *answer)
{
  gsize weight = 0;

  for (guint i = 0; i < answer->changes->len; i++)
    weight += ev_batch_weight (answer->changes->pdata[i]);
  return weight;
}

/* Notes how far the round brought the two. A server moves to another epoch, or back to an older
 * state of its own, in a round that may move nothing else. */
static void
note_progress (EvRun *run, const Round *round)
{
  const EvAnswer *answer = round->answer;
  gboolean moved = answer->acked > run->state.acked || answer->cursor > round->request->cursor ||
                   answer->until > round->request->from || round->request->rescued->len > 0;

  run->idle = moved ? 0 : run->idle + 1;
  ev_repair_note (run, round->request, answer);
  if (answer->more && run->window > 0)
    change_window (run, ev_batch_widen (run->window, weight_of (answer), round->reply->elapsed));
  if (round->cut)
    change_budget (run, ev_batch_adapt (run->budget, round->weight, round->reply->elapsed));
}

static gboolean
apply (EvRun *run, const Round *round, GError **error)
{
  const EvAnswer *answer = round->answer;
  g_autoptr (GPtrArray) refusals = fresh_refusals (run, answer);
  EvExchangeReceipt receipt = {
    .epoch = answer->epoch,
    .cursor = answer->cursor,
    .acked = answer->acked,
    .server_time = answer->server_time,
    .refusals = refusals,
    .changes = answer->changes,
    .conflicts = answer->conflicts,
    .settled = answer->settled,
    .left = answer->left,
    .role = answer->role,
    .teams = answer->teams,
    .buckets = answer->buckets,
    .doubted = run->repair.pass == EV_REPAIR_DOUBTS ? &run->repair.doubted : NULL,
    .yields = ev_repair_yields (run, round->request, answer),
    .lacking = run->repair.lacking,
  };

  if (!ev_exchange_apply (run->store, &receipt, run->outcome->touched, error) ||
      !ev_settings_keep_pins (run->store, round->reply->pin, answer->next_pin, error))
    return FALSE;
  run->posting = answer->posting;
  run->rights |= answer->role != NULL &&
                 (round->request->cursor > 0 || strcmp (answer->role, "coordinator") == 0);
  count (run, round, refusals);
  note_progress (run, round);
  return TRUE;
}

EvRoundResult
ev_round_run (EvRun *run, EvAnswer **answer, GError **error)
{
  g_auto (Round) round = { 0 };
  GError *problem = NULL;
  gint64 from;

  if (!prepare (run, &round, error) || !exchange (run, &round, error))
    return EV_ROUND_FAILED;
  if (ev_reply_complains (round.reply, &problem))
    return mend (run, &round, problem, error);
  round.answer = ev_codec_read_answer (round.reply->body, &problem);
  if (round.answer == NULL)
    return mend (run, &round, problem, error);
  if (!check (round.answer, error))
    return EV_ROUND_FAILED;
  from = forked_from (round.answer);
  if ((from > 0 || round.answer->acked > run->state.held) && run->state.acked > 0 && !run->doubted)
    return doubt (run, &round, error);
  if (from > 0)
    return take_receipts (run, &round, from, error) ? part_ways (run, from, error)
                                                    : EV_ROUND_FAILED;
  if (is_anew (run, round.answer)) {
    round.answer->acked = 0;
    run->doubted = TRUE;
  } else if (is_shared (run, &round)) {
    from = run->state.held + 1;
  }
  if (!apply (run, &round, error))
    return EV_ROUND_FAILED;
  if (from > 0)
    return part_ways (run, from, error);
  *answer = g_steal_pointer (&round.answer);
  return EV_ROUND_APPLIED;
}

gboolean
ev_round_has_unsent (EvRun *run, gboolean *unsent, GError **error)
{
  g_autoptr (GPtrArray) next = NULL;

  if (!load_state (run, error))
    return FALSE;
  next = ev_exchange_pending (run->store, run->state.acked, 1, error);
  *unsent = next != NULL && next->len > 0;
  return next != NULL;
}
