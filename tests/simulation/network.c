/* The line between one laptop and the server. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network.h"

#include <string.h>

#include "oracle.h"
#include "wire/codec.h"

/* How a request may fare; the rest, more than half, goes well. */
typedef enum {
  WELL,
  UNREACHABLE, /* nothing was sent */
  LOST,        /* the request got lost on the way */
  LATE,        /* it arrives when nobody waits any more */
  UNANSWERED,  /* it arrived, the answer got lost */
  CUT,         /* the answer ends in the middle, and the line says so */
  CUT_QUIETLY, /* the same with a proxy between that completes it */
  TWICE,       /* it arrives twice */
  PORTAL,      /* a captive portal answers */
  PROXY,       /* a proxy has something to say */
  N_FATES
} Fate;

typedef struct {
  char *path, *token;
  GBytes *body;
} Late;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_free (late->path);
  g_free (late->token);
  g_bytes_unref (late->body);
  g_free (late);
}

void
network_init (Network *network, Hub *hub, Fault fault, Verdict *verdict)
{
  *network = (Network){ .hub = hub, .fault = fault, .verdict = verdict };
  network->late = g_ptr_array_new_with_free_func (late_free);
  network->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
network_clear (Network *network)
{
  g_ptr_array_unref (network->late);
  g_hash_table_unref (network->revoked);
  g_clear_pointer (&network->answer_to_chief, g_bytes_unref);
}

gboolean
network_is_revoked (const Network *network, Laptop *laptop)
{
  g_autofree char *token = ev_store_setting (laptop->store, "server.token");
  return token != NULL && g_hash_table_contains (network->revoked, token);
}

void
network_set_revoked (Network *network, Laptop *laptop, gboolean revoked)
{
  g_autofree char *token = ev_store_setting (laptop->store, "server.token");

  if (revoked && token != NULL)
    g_hash_table_add (network->revoked, g_steal_pointer (&token));
  else if (token != NULL)
    g_hash_table_remove (network->revoked, token);
}

static EvReply *
fail (GError **error, EvErrorCode code, const char *message)
{
  g_set_error_literal (error, EV_ERROR, (int)code, message);
  return NULL;
}

static EvReply *
reply_of (int status, const char *type, GBytes *body)
{
  EvReply *reply = g_new0 (EvReply, 1);

  reply->status = status;
  reply->content_type = g_strdup (type);
  reply->body = body != NULL ? g_bytes_ref (body) : g_bytes_new_static ("", 0);
  reply->elapsed = 10;
  return reply;
}

static EvReply *
portal_reply (int status)
{
  static const char page[] = "<html><body>Welcome to the hotel</body></html>";
  g_autoptr (GBytes) body = g_bytes_new_static (page, strlen (page));
  return reply_of (status, "text/html", body);
}

/* Nobody reads what the admin or the rules shut out; nobody gets what was another's. */
static void
look_at_answer (Line *line, const char *path, const char *token, GBytes *body)
{
  Network *network = line->network;

  if (strcmp (path, "/v1/sync") != 0)
    return;
  if (g_hash_table_contains (network->revoked, token))
    verdict_blame (network->verdict, "%s got an answer although it is revoked",
                   laptop_name (line->laptop));
  else
    oracle_judge_answer (network->hub, line->laptop, body, network->verdict);
}

static GBytes *
mix_answers (Line *line, GBytes *body)
{
  Network *network = line->network;

  if (line->laptop->role == EV_ROLE_COORDINATOR) {
    g_clear_pointer (&network->answer_to_chief, g_bytes_unref);
    network->answer_to_chief = g_bytes_ref (body);
  } else if (network->answer_to_chief != NULL && network->messages % 5 == 0) {
    return g_bytes_ref (network->answer_to_chief);
  }
  return g_bytes_ref (body);
}

static EvReply *
pass_answer (Line *line, const char *path, const char *token, const EvResponse *response)
{
  g_autoptr (GBytes) body = NULL;
  EvReply *reply;

  if (response->status != 200)
    return reply_of (response->status, EV_WIRE_CONTENT_TYPE, response->body);
  body = strcmp (path, "/v1/sync") == 0 ? fault_on_answer (line->network->fault, response->body)
                                        : g_bytes_ref (response->body);
  if (line->network->fault == FAULT_MIXED_ANSWERS && strcmp (path, "/v1/sync") == 0) {
    GBytes *mixed = mix_answers (line, body);
    g_bytes_unref (body);
    body = mixed;
  }
  look_at_answer (line, path, token, body);
  reply = reply_of (200, EV_WIRE_CONTENT_TYPE, body);
  return reply;
}

/* The request arrives. */
static EvReply *
deliver (Line *line, const char *path, const char *token, GBytes *body, GError **error)
{
  g_autoptr (GBytes) passed = NULL;
  g_auto (EvResponse) response = { 0 };

  line->network->messages++;
  if (body != NULL)
    passed = strcmp (path, "/v1/sync") == 0 ? fault_on_request (line->network->fault, body)
                                            : g_bytes_ref (body);
  if (!hub_call (line->network->hub, path, token, passed, &response))
    return fail (error, EV_ERROR_TIMEOUT, "the server lost its power");
  return pass_answer (line, path, token, &response);
}

static void
keep_late (Line *line, const char *path, const char *token, GBytes *body)
{
  Late *late = g_new0 (Late, 1);

  late->path = g_strdup (path);
  late->token = g_strdup (token);
  late->body = g_bytes_ref (body);
  g_ptr_array_add (line->network->late, late);
}

void
network_deliver_late (Network *network)
{
  while (network->late->len > 0) {
    g_auto (EvResponse) response = { 0 };
    Late *late = g_ptr_array_steal_index (network->late, 0);
    hub_call (network->hub, late->path, late->token, late->body, &response);
    late_free (late);
  }
}

static void
cut_body (EvReply *reply, Dice *dice)
{
  gsize length = g_bytes_get_size (reply->body);
  GBytes *part = g_bytes_new_from_bytes (reply->body, 0, dice_roll (dice, length + 1));

  g_bytes_unref (reply->body);
  reply->body = part;
}

/* What the laptop hears of a request that arrived. */
static EvReply *
spoil (Line *line, Fate fate, EvReply *reply, GError **error)
{
  if (reply == NULL || fate == WELL || fate == TWICE)
    return reply;
  if (fate == CUT_QUIETLY) {
    cut_body (reply, line->dice);
    return reply;
  }
  ev_reply_free (reply);
  return fail (error, EV_ERROR_TIMEOUT, "the answer did not arrive");
}

static EvReply *
send_by_fate (Line *line, Fate fate, const char *path, const char *token, GBytes *body,
              GError **error)
{
  static const int proxy_statuses[] = { 301, 403, 404, 407, 429, 500, 502, 503 };
  EvReply *reply;

  if (fate == PORTAL)
    return portal_reply (200);
  if (fate == PROXY)
    return portal_reply (proxy_statuses[dice_roll (line->dice, G_N_ELEMENTS (proxy_statuses))]);
  if (fate == UNREACHABLE)
    return fail (error, EV_ERROR_NO_NETWORK, "there is no network");
  if (fate == LATE && body != NULL)
    keep_late (line, path, token, body);
  if (fate == LATE || fate == LOST)
    return fail (error, EV_ERROR_TIMEOUT, "nobody answers");
  reply = deliver (line, path, token, body, error);
  if (fate == TWICE && reply != NULL) {
    ev_reply_free (reply);
    reply = deliver (line, path, token, body, error);
  }
  return spoil (line, fate, reply, error);
}

static EvReply *
call (gpointer data, const char *path, const char *token, GBytes *body, GCancellable *cancellable,
      GError **error)
{
  Line *line = data;
  Laptop *laptop = line->laptop;
  Fate fate =
      line->dice == NULL || dice_chance (line->dice, 60) ? WELL : dice_roll (line->dice, N_FATES);
  EvReply *reply = send_by_fate (line, fate, path, token, body, error);
  gboolean ours = reply != NULL && g_strcmp0 (reply->content_type, EV_WIRE_CONTENT_TYPE) == 0;

  if (line->network->trace)
    g_print ("    %s %s: fate %d, status %d\n", laptop_name (laptop), path, (int)fate,
             reply != NULL ? reply->status : 0);
  if (reply != NULL && fault_drops_queue (line->network->fault, reply->status, ours))
    fault_drop_queue (laptop->folder, &laptop->options);
  return reply;
}

EvTransport
network_transport (Line *line)
{
  return (EvTransport){ .call = call, .data = line };
}
