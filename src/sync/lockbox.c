/* The keys for bundles. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/lockbox-private.h"

#include <string.h>

#include "sync/reply-private.h"
#include "sync/settings-private.h"
#include "wire/parcel.h"

void
ev_lockbox_clear (EvLockbox *box)
{
  ev_key_free (box->seed);
  ev_key_free (box->own);
  ev_keys_answer_free (box->told);
  *box = (EvLockbox){ 0 };
}

static gboolean
fail (GError **error, EvErrorCode code, const char *why)
{
  g_set_error_literal (error, EV_ERROR, (int)code, why);
  return FALSE;
}

static EvKey *
load_seed (EvStore *store)
{
  char *text = ev_store_setting (store, EV_SETTING_SEED);
  guint8 bytes[EV_KEY_BYTES];
  EvKey *seed = ev_half_parse (text, bytes) ? ev_key_new_from (bytes) : NULL;

  memset (bytes, 0, sizeof bytes);
  ev_key_free_text (text);
  return seed;
}

/* The seed, kept before it is used, so that asking again is asking the same. */
static EvKey *
need_seed (EvStore *store, GError **error)
{
  g_autoptr (EvKey) seed = load_seed (store);
  EvRandom random = ev_random_system ();
  gboolean kept;
  char *text;

  if (seed != NULL)
    return g_steal_pointer (&seed);
  seed = ev_key_new (&random);
  text = ev_half_format (ev_key_bytes (seed));
  kept = ev_store_set_setting (store, EV_SETTING_SEED, text, error);
  ev_key_free_text (text);
  return kept ? g_steal_pointer (&seed) : NULL;
}

static EvKeysAnswer *
load_told (EvStore *store)
{
  char *text = ev_store_setting (store, EV_SETTING_KEYS);
  gsize length = 0;
  guchar *data = text != NULL ? g_base64_decode (text, &length) : NULL;
  g_autoptr (GBytes) bytes = data != NULL ? g_bytes_new_take (data, length) : NULL;

  ev_key_free_text (text);
  return bytes != NULL ? ev_courier_read_keys_answer (bytes, NULL) : NULL;
}

gboolean
ev_lockbox_is_filled (EvStore *store)
{
  char *text = ev_store_setting (store, EV_SETTING_KEYS);
  gboolean filled = text != NULL;

  ev_key_free_text (text);
  return filled;
}

gboolean
ev_lockbox_load (EvStore *store, EvLockbox *box, GError **error)
{
  g_autofree char *token = ev_store_setting (store, EV_SETTING_TOKEN);

  if (token == NULL)
    return fail (error, EV_ERROR_NOT_ENROLLED, "this register has no server");
  box->seed = load_seed (store);
  box->told = load_told (store);
  if (box->seed == NULL || box->told == NULL)
    return fail (error, EV_ERROR_NO_KEYS, "the server has not told its keys yet");
  box->own = ev_signing_seal_private (box->seed);
  return TRUE;
}

static gboolean
keep_told (EvStore *store, const EvKeysAnswer *told, GError **error)
{
  g_autoptr (GBytes) bytes = ev_courier_write_keys_answer (told);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  char *text = g_base64_encode (data, length);
  gboolean kept = ev_settings_keep (store, EV_SETTING_KEYS, text, error);

  ev_key_free_text (text);
  return kept;
}

static void
count (EvSyncOutcome *outcome, const EvReply *reply)
{
  if (outcome == NULL)
    return;
  outcome->round_trips++;
  outcome->bytes_up += reply->bytes_up;
  outcome->bytes_down += reply->bytes_down;
}

gboolean
ev_lockbox_fill (EvStore *store, const EvTransport *transport, const char *token,
                 EvSyncOutcome *outcome, GCancellable *cancellable, GError **error)
{
  g_autoptr (EvKey) seed = need_seed (store, error);
  EvKeysRequest request = { .version = EV_WIRE_VERSION };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (EvReply) reply = NULL;
  g_autoptr (EvKeysAnswer) told = NULL;

  if (seed == NULL)
    return FALSE;
  g_strlcpy (request.device, ev_store_device (store), sizeof request.device);
  ev_signing_public (seed, request.key);
  body = ev_courier_write_keys_request (&request);
  reply = ev_transport_call (transport, "/v1/keys", token, body, cancellable, error);
  if (reply == NULL)
    return FALSE;
  if (ev_reply_complains (reply, error))
    return FALSE;
  count (outcome, reply);
  told = ev_courier_read_keys_answer (reply->body, error);
  return told != NULL && keep_told (store, told, error);
}

const guint8 *
ev_lockbox_seal (const EvLockbox *box)
{
  const EvSealKey *last = box->told->seals->pdata[box->told->seals->len - 1];
  return last->seal;
}

const EvKey *
ev_lockbox_for (const EvLockbox *box, GBytes *parcel)
{
  guint8 own[EV_SEAL_PUBLIC_BYTES];

  ev_seal_public (box->own, own);
  if (ev_parcel_is_for (parcel, own))
    return box->own;
  for (guint i = 0; i < box->told->seals->len; i++) {
    const EvSealKey *seal = box->told->seals->pdata[i];
    if (seal->secret != NULL && ev_parcel_is_for (parcel, seal->seal))
      return seal->secret;
  }
  return NULL;
}

gboolean
ev_lockbox_knows (const EvLockbox *box, const guint8 *key, const char *device)
{
  gboolean known = FALSE;

  for (guint i = 0; i < box->told->signers->len; i++) {
    const EvSigner *signer = box->told->signers->pdata[i];
    gboolean same = memcmp (signer->key, key, sizeof signer->key) == 0;
    if (!same && strcmp (signer->device, device) == 0)
      return FALSE;
    known |= same;
  }
  return known;
}
