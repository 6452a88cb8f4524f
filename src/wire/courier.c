/* What laptop and server say to each other about bundles. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/courier.h"

#include <string.h>

#include "wire/codec-private.h"
#include "wire/envelope-private.h"

#define MAX_HALF 64

EvSealKey *
ev_seal_key_new (gint64 number, const guint8 *seal, EvKey *secret)
{
  EvSealKey *key = g_new0 (EvSealKey, 1);

  key->number = number;
  memcpy (key->seal, seal, sizeof key->seal);
  key->secret = secret;
  return key;
}

void
ev_seal_key_free (EvSealKey *key)
{
  if (key == NULL)
    return;
  ev_key_free (key->secret);
  g_free (key);
}

EvKeysAnswer *
ev_keys_answer_new (void)
{
  EvKeysAnswer *answer = g_new0 (EvKeysAnswer, 1);

  answer->version = EV_WIRE_VERSION;
  answer->seals = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_seal_key_free);
  answer->signers = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

void
ev_keys_answer_free (EvKeysAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->seals);
  g_ptr_array_unref (answer->signers);
  g_free (answer);
}

EvRelayAnswer *
ev_relay_answer_new (void)
{
  EvRelayAnswer *answer = g_new0 (EvRelayAnswer, 1);

  answer->version = EV_WIRE_VERSION;
  answer->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_refusal_free);
  return answer;
}

void
ev_relay_answer_free (EvRelayAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->refusals);
  g_clear_pointer (&answer->parcel, g_bytes_unref);
  g_free (answer);
}

static void
add_half (cJSON *message, const char *member, const guint8 *half)
{
  g_autofree char *text = ev_half_format (half);
  ev_json_add_text (message, member, text);
}

static void
read_half (EvForm *form, const char *member, guint8 *half)
{
  g_autofree char *text = ev_form_text (form, member, MAX_HALF, TRUE);

  if (text == NULL || !ev_half_parse (text, half))
    form->ill = member;
}

GBytes *
ev_courier_write_keys_request (const EvKeysRequest *request)
{
  cJSON *message = ev_envelope_new (request->version);

  ev_json_add_text (message, "device", request->device);
  add_half (message, "key", request->key);
  return ev_envelope_close (message, 0);
}

gboolean
ev_courier_read_keys_request (GBytes *bytes, EvKeysRequest *request, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, TRUE, &request->version, error))
    return FALSE;
  form = ev_form_of (message);
  ev_form_device (&form, "device", request->device);
  read_half (&form, "key", request->key);
  return ev_form_is_sound (&form, error);
}

static cJSON *
seal_to_json (const EvSealKey *seal)
{
  cJSON *row = cJSON_CreateObject ();

  ev_json_add_integer (row, "number", seal->number);
  add_half (row, "seal", seal->seal);
  if (seal->secret != NULL) {
    char *secret = ev_half_format (ev_key_bytes (seal->secret));
    ev_json_add_text (row, "secret", secret);
    ev_key_free_text (secret);
  }
  return row;
}

static cJSON *
signer_to_json (const EvSigner *signer)
{
  cJSON *row = cJSON_CreateObject ();

  ev_json_add_text (row, "device", signer->device);
  add_half (row, "key", signer->key);
  return row;
}

GBytes *
ev_courier_write_keys_answer (const EvKeysAnswer *answer)
{
  cJSON *message = ev_envelope_new (answer->version);
  cJSON *seals = cJSON_AddArrayToObject (message, "seals");
  cJSON *signers = cJSON_AddArrayToObject (message, "signers");

  add_half (message, "server", answer->server);
  for (guint i = 0; i < answer->seals->len; i++)
    cJSON_AddItemToArray (seals, seal_to_json (answer->seals->pdata[i]));
  for (guint i = 0; i < answer->signers->len; i++)
    cJSON_AddItemToArray (signers, signer_to_json (answer->signers->pdata[i]));
  return ev_envelope_close (message, 0);
}

/* A secret half must be that of the public one beside it. */
static EvSealKey *
seal_from_json (const cJSON *row)
{
  EvForm form = ev_form_of (row);
  guint8 seal[EV_SEAL_PUBLIC_BYTES], secret[EV_KEY_BYTES], own[EV_SEAL_PUBLIC_BYTES];
  gint64 number = ev_form_integer (&form, "number", 1, EV_COURIER_MOST);
  char *text = ev_form_text (&form, "secret", MAX_HALF, FALSE);
  g_autoptr (EvKey) key = NULL;

  read_half (&form, "seal", seal);
  if (text != NULL && ev_half_parse (text, secret)) {
    key = ev_key_new_from (secret);
    ev_seal_public (key, own);
  }
  if ((text != NULL && (key == NULL || memcmp (own, seal, sizeof seal) != 0)) || number == 0)
    form.ill = "secret";
  memset (secret, 0, sizeof secret);
  ev_key_free_text (text);
  return ev_form_is_sound (&form, NULL) ? ev_seal_key_new (number, seal, g_steal_pointer (&key))
                                        : NULL;
}

static EvSigner *
signer_from_json (const cJSON *row)
{
  EvForm form = ev_form_of (row);
  EvSigner signer = { 0 };

  ev_form_device (&form, "device", signer.device);
  read_half (&form, "key", signer.key);
  return ev_form_is_sound (&form, NULL) ? g_memdup2 (&signer, sizeof signer) : NULL;
}

static void
read_rows (EvForm *form, const char *member, gpointer (*read) (const cJSON *row), GPtrArray *rows)
{
  const cJSON *items = ev_form_array (form, member, EV_COURIER_MOST);
  const cJSON *item = NULL;

  cJSON_ArrayForEach (item, items) {
    gpointer row = read (item);
    if (row == NULL) {
      form->ill = member;
      return;
    }
    g_ptr_array_add (rows, row);
  }
}

static gpointer
read_seal (const cJSON *row)
{
  return seal_from_json (row);
}

static gpointer
read_signer (const cJSON *row)
{
  return signer_from_json (row);
}

EvKeysAnswer *
ev_courier_read_keys_answer (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvKeysAnswer) answer = ev_keys_answer_new ();
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &answer->version, error))
    return NULL;
  form = ev_form_of (message);
  read_half (&form, "server", answer->server);
  read_rows (&form, "seals", read_seal, answer->seals);
  read_rows (&form, "signers", read_signer, answer->signers);
  if (answer->seals->len == 0)
    form.ill = "seals";
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&answer) : NULL;
}

GBytes *
ev_courier_write_relay_answer (const EvRelayAnswer *answer)
{
  cJSON *message = ev_envelope_new (answer->version);
  gsize length;
  const guint8 *data = g_bytes_get_data (answer->parcel, &length);
  g_autofree char *parcel = g_base64_encode (data, length);

  ev_json_add_text (message, "device", answer->device);
  ev_json_add_integer (message, "acked", answer->acked);
  cJSON_AddItemToObject (message, "refusals", ev_codec_refusals_to_json (answer->refusals));
  ev_json_add_text (message, "parcel", parcel);
  return ev_envelope_close (message, 0);
}

EvRelayAnswer *
ev_courier_read_relay_answer (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvRelayAnswer) answer = ev_relay_answer_new ();
  g_autofree char *parcel = NULL;
  gsize length = 0;
  guchar *data;
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &answer->version, error))
    return NULL;
  form = ev_form_of (message);
  ev_form_device (&form, "device", answer->device);
  answer->acked = ev_form_integer (&form, "acked", 0, EV_JSON_MAX_INTEGER);
  ev_codec_read_refusals (&form, "refusals", answer->refusals);
  parcel = ev_form_text (&form, "parcel", EV_WIRE_MAX_PLAIN, TRUE);
  if (!ev_form_is_sound (&form, error))
    return NULL;
  data = g_base64_decode (parcel, &length);
  answer->parcel = g_bytes_new_take (data, length);
  return g_steal_pointer (&answer);
}
