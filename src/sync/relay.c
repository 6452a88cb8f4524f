/* Passing on what other laptops gave into this one's care. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/relay-private.h"

#include "sync/reply-private.h"
#include "wire/courier.h"
#include "wire/letter.h"

EvRequest *
ev_relay_request (GBytes *bytes, GError **error)
{
  g_autoptr (EvLetter) letter = ev_letter_read (bytes, error);

  return letter != NULL ? ev_codec_read_request (letter->messages->pdata[0], error) : NULL;
}

/* Those of the letter's changes that were refused. Borrowed. */
static GPtrArray *
refused_changes (const EvRequest *request, const EvRelayAnswer *answer)
{
  GPtrArray *refused = g_ptr_array_new ();

  for (guint i = 0; i < answer->refusals->len; i++) {
    const EvRefusal *refusal = answer->refusals->pdata[i];
    for (guint k = 0; k < request->changes->len; k++) {
      EvChange *change = request->changes->pdata[k];
      if (change->version.seq == refusal->seq)
        g_ptr_array_add (refused, change);
    }
  }
  return refused;
}

static gboolean
take_answer (EvRun *run, const EvCarried *carried, const EvReply *reply, GError **error)
{
  GError *problem = NULL;
  g_autoptr (EvRelayAnswer) answer = ev_courier_read_relay_answer (reply->body, &problem);
  g_autoptr (EvRequest) request = answer != NULL ? ev_relay_request (carried->letter, error) : NULL;
  g_autoptr (GPtrArray) refused = NULL;

  if (answer == NULL)
    ev_reply_propagate (error, problem);
  if (request == NULL)
    return FALSE;
  refused = refused_changes (request, answer);
  run->outcome->sent += (gint64)request->changes->len - (gint64)refused->len;
  run->outcome->refused += refused->len;
  return ev_courier_answered (run->store, carried, answer->acked, answer->parcel, refused,
                              run->outcome->touched, error);
}

static gboolean
take_back (EvRun *run, const EvCarried *carried, GError **error)
{
  g_autoptr (EvRequest) request = ev_relay_request (carried->letter, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  run->outcome->refused += request != NULL ? request->changes->len : 0;
  return ev_courier_refused (run->store, carried, request != NULL ? request->changes : none,
                             run->outcome->touched, error);
}

static gboolean
pass_on (EvRun *run, const EvCarried *carried, GError **error)
{
  g_autoptr (EvReply) reply = ev_transport_call (run->transport, "/v1/relay", run->token,
                                                 carried->letter, run->cancellable, error);
  g_autoptr (GError) problem = NULL;

  if (reply == NULL)
    return FALSE;
  run->outcome->round_trips++;
  run->outcome->bytes_up += reply->bytes_up;
  run->outcome->bytes_down += reply->bytes_down;
  if (!ev_reply_complains (reply, &problem))
    return take_answer (run, carried, reply, error);
  if (g_error_matches (problem, EV_ERROR, EV_ERROR_FILE_UNKNOWN))
    return take_back (run, carried, error);
  /* Of this laptop's own standing the sync itself tells; anything else may be otherwise later. */
  return TRUE;
}

gboolean
ev_relay_run (EvRun *run, GError **error)
{
  g_autoptr (GPtrArray) waiting = ev_courier_waiting (run->store, error);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    if (!pass_on (run, waiting->pdata[i], error))
      return FALSE;
  return waiting != NULL;
}
