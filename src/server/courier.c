/* Bundles, the server's part. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/courier.h"

#include <string.h>

#include "wire/letter.h"
#include "wire/parcel.h"

/* The fact that holds the seed of the key that receipts are signed with. */
#define SEED "signing_seed"

static char *
new_secret (const EvRandom *random)
{
  g_autoptr (EvKey) key = ev_key_new (random);
  return ev_half_format (ev_key_bytes (key));
}

static EvKey *
parse_secret (const char *text)
{
  guint8 bytes[EV_KEY_BYTES];
  EvKey *key = ev_half_parse (text, bytes) ? ev_key_new_from (bytes) : NULL;

  memset (bytes, 0, sizeof bytes);
  return key;
}

/* NULL where there is none yet, or with error. */
static gboolean
read_seed (EvCentral *central, EvKey **seed, GError **error)
{
  char *text = NULL;
  gboolean sound;

  if (!central->fact (central, SEED, &text, error))
    return FALSE;
  *seed = parse_secret (text);
  sound = text == NULL || *seed != NULL;
  if (!sound)
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the key to sign with is damaged");
  ev_key_free_text (text);
  return sound;
}

static EvKey *
make_seed (EvCentral *central, const EvRandom *random, GError **error)
{
  char *text = new_secret (random);
  EvKey *seed = NULL;

  if (central->set_fact (central, SEED, text, error))
    seed = parse_secret (text);
  ev_key_free_text (text);
  return seed;
}

/* The seed, made where there is none. It is the whole store's: until it is there nobody else
 * writes, so that servers that are asked at once agree on one. */
static EvKey *
obtain_seed (EvCentral *central, const EvRandom *random, GError **error)
{
  EvKey *seed = NULL;

  if (!read_seed (central, &seed, error) || seed != NULL)
    return seed;
  if (!central->hold (central, 0, error) || !read_seed (central, &seed, error))
    return NULL;
  return seed != NULL ? seed : make_seed (central, random, error);
}

static gboolean
add_seal (EvCentral *central, const EvRandom *random, gint64 project, GPtrArray *seals,
          GError **error)
{
  EvCentralSeal *seal = g_new0 (EvCentralSeal, 1);

  seal->number = seals->len + 1;
  seal->secret = new_secret (random);
  g_ptr_array_add (seals, seal);
  return central->seal_add (central, project, seal, error);
}

/* News for the laptops of a project, in the order of their numbers; `role` -1: all. */
static gboolean
tell_rights (EvCentral *central, gint64 project, int role, const char *but, GError **error)
{
  g_autoptr (GPtrArray) devices = NULL;
  gint64 cursor;

  if (!central->cursor (central, project, &cursor, error) ||
      !central->devices (central, &devices, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const EvCentralDevice *device = devices->pdata[i];
    EvNews news = { .scope = EV_SCOPE_DEVICE (device->number), .kind = EV_NEWS_RIGHTS };
    if (device->project != project || device->state != EV_DEVICE_ACTIVE ||
        device->token_hash == NULL || (role >= 0 && (int)device->role != role) ||
        g_strcmp0 (device->token_hash, but) == 0)
      continue;
    news.cursor = ++cursor;
    if (!central->news_add (central, project, &news, error))
      return FALSE;
  }
  return central->set_cursor (central, project, cursor, error);
}

static gboolean
note_key (EvCentral *central, const EvCentralDevice *device, const char *key, GError **error)
{
  g_autoptr (GPtrArray) devices = NULL;

  if (g_strcmp0 (device->key, key) == 0)
    return TRUE;
  if (!central->devices (central, &devices, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    EvCentralDevice *same = devices->pdata[i];
    if (g_strcmp0 (same->token_hash, device->token_hash) != 0)
      continue;
    g_free (same->key);
    same->key = g_strdup (key);
    if (!central->device_save (central, same, error))
      return FALSE;
  }
  return tell_rights (central, device->project, EV_ROLE_COORDINATOR, device->token_hash, error);
}

/* A key that is another laptop's would let one speak for the other. */
static gboolean
is_free (EvCentral *central, const EvCentralDevice *device, const char *key, GError **error)
{
  g_autoptr (EvCentralDevice) holder = NULL;

  if (!central->device_by_key (central, key, &holder, error))
    return FALSE;
  if (holder == NULL || g_strcmp0 (holder->token_hash, device->token_hash) == 0)
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "a key of another device");
  return FALSE;
}

static gboolean
add_seals (EvKeysAnswer *answer, const GPtrArray *seals, gboolean opens, GError **error)
{
  for (guint i = 0; i < seals->len; i++) {
    const EvCentralSeal *seal = seals->pdata[i];
    g_autoptr (EvKey) secret = parse_secret (seal->secret);
    guint8 half[EV_SEAL_PUBLIC_BYTES];
    if (secret == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "key %d is damaged", (int)seal->number);
      return FALSE;
    }
    ev_seal_public (secret, half);
    if (opens || i + 1 == seals->len)
      g_ptr_array_add (answer->seals, ev_seal_key_new (seal->number, half,
                                                       opens ? g_steal_pointer (&secret) : NULL));
  }
  return TRUE;
}

static gboolean
add_signers (EvKeysAnswer *answer, EvCentral *central, gint64 project, GError **error)
{
  g_autoptr (GPtrArray) devices = NULL;

  if (!central->devices (central, &devices, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    const EvCentralDevice *device = devices->pdata[i];
    EvSigner signer;
    if (device->project != project || device->state != EV_DEVICE_ACTIVE ||
        !ev_half_parse (device->key, signer.key))
      continue;
    g_strlcpy (signer.device, device->id, sizeof signer.device);
    g_ptr_array_add (answer->signers, g_memdup2 (&signer, sizeof signer));
  }
  return TRUE;
}

EvKeysAnswer *
ev_courier_keys (EvCentral *central, const EvRandom *random, const EvCentralDevice *device,
                 const EvKeysRequest *request, GError **error)
{
  g_autoptr (EvKeysAnswer) answer = ev_keys_answer_new ();
  g_autoptr (EvKey) seed = obtain_seed (central, random, error);
  g_autofree char *key = ev_half_format (request->key);
  g_autoptr (GPtrArray) seals = NULL;
  gboolean opens = device->role == EV_ROLE_COORDINATOR;

  if (seed == NULL || !central->hold (central, device->project, error) ||
      !is_free (central, device, key, error) || !note_key (central, device, key, error) ||
      !central->seals (central, device->project, &seals, error) ||
      (seals->len == 0 && !add_seal (central, random, device->project, seals, error)))
    return NULL;
  ev_signing_public (seed, answer->server);
  if (!add_seals (answer, seals, opens, error) ||
      (opens && !add_signers (answer, central, device->project, error)))
    return NULL;
  return g_steal_pointer (&answer);
}

gboolean
ev_courier_rotate (EvCentral *central, const EvRandom *random, gint64 project, GError **error)
{
  g_autoptr (GPtrArray) seals = NULL;

  if (!central->hold (central, project, error) || !central->seals (central, project, &seals, error))
    return FALSE;
  return seals->len == 0 || (add_seal (central, random, project, seals, error) &&
                             tell_rights (central, project, -1, NULL, error));
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, EV_ERROR, EV_ERROR_FILE_UNKNOWN, "a letter %s", why);
  return FALSE;
}

/* Whose letter it is, if `device` may bring it. */
static gboolean
find_author (EvCentral *central, const EvCentralDevice *device, const EvLetter *letter,
             EvCentralDevice **author, GError **error)
{
  g_autofree char *key = ev_half_format (letter->author);
  gboolean read = central->begin (central, FALSE, error) &&
                  central->device_by_key (central, key, author, error);

  central->rollback (central);
  if (!read)
    return FALSE;
  if (*author == NULL || (*author)->project != device->project || device->role == EV_ROLE_VIEWER ||
      letter->kind != EV_LETTER_CHANGES)
    return refuse (error, "of nobody here");
  return (*author)->state == EV_DEVICE_ACTIVE || refuse (error, "of a laptop that is revoked");
}

/* The laptop may have an id that is new here, but none of another's. */
static gboolean
is_own_id (EvCentral *central, const EvCentralDevice *author, const EvVisit *visit, GError **error)
{
  g_autoptr (EvCentralDevice) device = NULL;
  gboolean read = central->begin (central, FALSE, error) &&
                  central->device_by_id (central, ev_visit_request (visit)->device, &device, error);

  central->rollback (central);
  if (!read)
    return FALSE;
  return device == NULL || g_strcmp0 (device->token_hash, author->token_hash) == 0 ||
         refuse (error, "under the name of another");
}

EvVisit *
ev_courier_open (EvCentral *central, const EvCentralDevice *device, const EvRules *rules,
                 GBytes *bytes, gint64 now, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EvLetter) letter = ev_letter_read (bytes, &problem);
  g_autoptr (EvCentralDevice) author = NULL;
  g_autoptr (EvVisit) visit = NULL;

  if (letter == NULL || letter->messages->len != 1) {
    refuse (error, "that is none");
    return NULL;
  }
  if (!find_author (central, device, letter, &author, error))
    return NULL;
  visit = ev_visit_open (author, rules, letter->messages->pdata[0], now, &problem);
  if (g_error_matches (problem, EV_ERROR, EV_ERROR_MALFORMED))
    refuse (error, "that says nothing");
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return visit != NULL && is_own_id (central, author, visit, error) ? g_steal_pointer (&visit)
                                                                    : NULL;
}

/* What was asked, without what was brought. */
static GBytes *
question (const EvRequest *asked)
{
  g_autoptr (EvRequest) request = ev_request_new ();

  g_strlcpy (request->device, asked->device, sizeof request->device);
  request->epoch = g_strdup (asked->epoch);
  request->cursor = asked->cursor;
  request->held = asked->held;
  request->after = asked->after;
  return ev_codec_write_request (request);
}

static GBytes *
seal_receipt (EvCentral *central, const EvLetter *letter, const EvRequest *asked, GBytes *answer,
              GError **error)
{
  g_autoptr (EvKey) seed = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  guint8 seal[EV_SEAL_PUBLIC_BYTES];
  gboolean read;

  if (!central->begin (central, FALSE, error))
    return NULL;
  read = read_seed (central, &seed, error);
  central->rollback (central);
  if (read && seed == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_DAMAGED, "the server has no key to sign with");
  if (seed == NULL)
    return NULL;
  if (!ev_signing_seal_public (letter->author, seal)) {
    refuse (error, "with a weak key");
    return NULL;
  }
  g_ptr_array_add (messages, question (asked));
  g_ptr_array_add (messages, g_bytes_ref (answer));
  g_ptr_array_add (letters, ev_letter_write (EV_LETTER_RECEIPT, messages, seed));
  return ev_parcel_seal (letters, seal);
}

GBytes *
ev_courier_answer (EvCentral *central, EvVisit *visit, GBytes *bytes, gint64 now, GError **error)
{
  g_autoptr (GBytes) body = ev_visit_answer (visit, central, now, error);
  g_autoptr (EvLetter) letter = body != NULL ? ev_letter_read (bytes, error) : NULL;
  g_autoptr (EvAnswer) answer = letter != NULL ? ev_codec_read_answer (body, error) : NULL;
  g_autoptr (EvRelayAnswer) relay = ev_relay_answer_new ();
  const EvRequest *asked = ev_visit_request (visit);

  if (answer == NULL)
    return NULL;
  g_strlcpy (relay->device, asked->device, sizeof relay->device);
  relay->acked = answer->acked;
  g_ptr_array_extend_and_steal (relay->refusals, g_steal_pointer (&answer->refusals));
  answer->refusals = g_ptr_array_new ();
  relay->parcel = seal_receipt (central, letter, asked, body, error);
  return relay->parcel != NULL ? ev_courier_write_relay_answer (relay) : NULL;
}
