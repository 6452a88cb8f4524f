/* Reading a bundle. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "store/courier.h"
#include "store/exchange-log.h"
#include "sync/carrier.h"
#include "sync/lockbox-private.h"
#include "wire/bundle.h"
#include "wire/letter.h"
#include "wire/parcel.h"

/* A letter that was opened, and what it says. */
typedef struct {
  GBytes *bytes;
  EvLetter *letter;
  EvRequest *request;
  EvAnswer *answer; /* of a receipt */
} Mail;

typedef struct {
  EvStore *store;
  EvLockbox box;
  GPtrArray *mail; /* of Mail */
  EvSyncOutcome *outcome;
} Reading;

static void
mail_free (gpointer data)
{
  Mail *mail = data;

  g_bytes_unref (mail->bytes);
  ev_letter_free (mail->letter);
  ev_request_free (mail->request);
  ev_answer_free (mail->answer);
  g_free (mail);
}

static void
reading_clear (Reading *reading)
{
  ev_lockbox_clear (&reading->box);
  g_clear_pointer (&reading->mail, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
fail (GError **error, EvErrorCode code, const char *why)
{
  g_set_error_literal (error, EV_ERROR, (int)code, why);
  return FALSE;
}

static GBytes *
load (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size > EV_BUNDLE_MOST_BYTES) {
    fail (error, EV_ERROR_TOO_LARGE, "a bundle beyond the limit");
    return NULL;
  }
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/* Who wrote it must be somebody whose word counts here. */
static gboolean
is_believed (const Reading *reading, const Mail *mail, GError **error)
{
  const EvLetter *letter = mail->letter;

  if (letter->kind == EV_LETTER_RECEIPT)
    return memcmp (letter->author, reading->box.told->server, sizeof letter->author) == 0 ||
           fail (error, EV_ERROR_FILE_FOREIGN, "a receipt that the server did not sign");
  return ev_lockbox_knows (&reading->box, letter->author, mail->request->device) ||
         fail (error, EV_ERROR_FILE_UNKNOWN, "changes by a laptop that is not known");
}

static gboolean
take_apart (Mail *mail, GError **error)
{
  const GPtrArray *messages = mail->letter->messages;
  guint count = mail->letter->kind == EV_LETTER_RECEIPT ? 2 : 1;

  if (messages->len != count)
    return fail (error, EV_ERROR_MALFORMED, "a letter with too little in it");
  mail->request = ev_codec_read_request (messages->pdata[0], error);
  if (mail->request == NULL || count == 1)
    return mail->request != NULL;
  mail->answer = ev_codec_read_answer (messages->pdata[1], error);
  return mail->answer != NULL && (mail->answer->epoch != NULL ||
                                  fail (error, EV_ERROR_MALFORMED, "an answer without epoch"));
}

/* A letter that its author signed and that cannot be read is damaged, or of a newer version. */
static gboolean
add_mail (Reading *reading, GBytes *bytes, GError **error)
{
  Mail *mail = g_new0 (Mail, 1);
  GError *problem = NULL;

  g_ptr_array_add (reading->mail, mail);
  mail->bytes = g_bytes_ref (bytes);
  mail->letter = ev_letter_read (bytes, &problem);
  if (mail->letter != NULL && take_apart (mail, &problem) && is_believed (reading, mail, &problem))
    return TRUE;
  if (g_error_matches (problem, EV_ERROR, EV_ERROR_MALFORMED))
    problem->code = EV_ERROR_FILE_DAMAGED;
  else if (g_error_matches (problem, EV_ERROR, EV_ERROR_CLIENT_TOO_OLD) ||
           g_error_matches (problem, EV_ERROR, EV_ERROR_CLIENT_TOO_NEW) ||
           g_error_matches (problem, EV_ERROR, EV_ERROR_NOT_FOUND))
    problem->code = EV_ERROR_FILE_NEWER;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
open_parcel (Reading *reading, GBytes *parcel, gboolean *ours, GError **error)
{
  const EvKey *key = ev_lockbox_for (&reading->box, parcel);
  g_autoptr (GPtrArray) letters = NULL;

  if (key == NULL)
    return TRUE;
  *ours = TRUE;
  letters = ev_parcel_open (parcel, key, error);
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    if (!add_mail (reading, letters->pdata[i], error))
      return FALSE;
  return letters != NULL;
}

static gboolean
open_all (Reading *reading, GBytes *file, GError **error)
{
  g_autoptr (GPtrArray) parcels = ev_bundle_read (file, error);
  gboolean ours = FALSE;

  for (guint i = 0; parcels != NULL && i < parcels->len; i++)
    if (!open_parcel (reading, parcels->pdata[i], &ours, error))
      return FALSE;
  return parcels != NULL &&
         (ours || fail (error, EV_ERROR_FILE_FOREIGN, "nothing in it is for this laptop"));
}

/* Of another laptop: taken into care. One's own comes back unread. */
static gboolean
take_changes (Reading *reading, const Mail *mail, GError **error)
{
  const EvRequest *request = mail->request;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  guint8 own[EV_SIGNING_PUBLIC_BYTES];
  gboolean fresh;

  ev_signing_public (reading->box.seed, own);
  if (memcmp (own, mail->letter->author, sizeof own) == 0)
    return TRUE;
  g_ptr_array_extend (all, request->changes, NULL, NULL);
  g_ptr_array_extend (all, request->rescued, NULL, NULL);
  if (!ev_courier_keep (reading->store, request->device, mail->bytes, all, request->after, &fresh,
                        reading->outcome->touched, error))
    return FALSE;
  if (fresh)
    reading->outcome->received += request->changes->len;
  return TRUE;
}

/* The refusals that are news. Borrowed; NULL with error for what a file cannot settle. */
static GPtrArray *
fresh_refusals (const EvExchangeState *state, const EvAnswer *answer, gboolean *ahead,
                GError **error)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();

  for (guint i = 0; i < answer->refusals->len; i++) {
    EvRefusal *refusal = answer->refusals->pdata[i];
    if (refusal->reason == EV_REASON_FORK) {
      fail (error, EV_ERROR_FORK, "another register shares this one's identity");
      return NULL;
    }
    if (refusal->seq > state->acked && refusal->seq <= answer->acked)
      g_ptr_array_add (fresh, refusal);
    *ahead |= refusal->reason == EV_REASON_AHEAD;
  }
  if (answer->acked <= state->held)
    return g_steal_pointer (&fresh);
  fail (error, EV_ERROR_FORK, "a receipt for more than was written here");
  return NULL;
}

/* Whether the answer goes on from where this laptop is. One to an earlier question does as well, as
 * far as it tells more than is known. */
static gboolean
goes_on (const Reading *reading, const Mail *mail, const EvExchangeState *state)
{
  const EvRequest *asked = mail->request;
  const EvAnswer *answer = mail->answer;

  gboolean same = g_strcmp0 (asked->epoch, answer->epoch) == 0;

  if (strcmp (asked->device, ev_store_device (reading->store)) != 0)
    return FALSE;
  if (g_strcmp0 (answer->epoch, state->epoch) != 0)
    return g_strcmp0 (asked->epoch, state->epoch) == 0;
  /* Asked in another epoch it was told everything. */
  return (same ? asked->cursor : 0) <= state->cursor &&
         (answer->cursor > state->cursor || answer->acked > state->acked);
}

static gboolean
is_verified (const Reading *reading, const EvAnswer *answer)
{
  g_auto (EvExchangeState) state = { 0 };
  g_autoptr (GPtrArray) unsent = NULL;
  EvDigest ours = { 0 };

  if (!answer->has_digest || answer->more ||
      !ev_exchange_state_load (reading->store, &state, NULL) ||
      !ev_exchange_digest (reading->store, &ours, NULL))
    return FALSE;
  unsent = ev_exchange_pending (reading->store, state.acked, 1, NULL);
  return unsent != NULL && unsent->len == 0 && ev_digest_equal (&ours, &answer->digest);
}

static gboolean
apply_answer (Reading *reading, const Mail *mail, const EvExchangeState *state, GError **error)
{
  const EvAnswer *answer = mail->answer;
  gboolean ahead = FALSE;
  gboolean anew = g_strcmp0 (answer->epoch, state->epoch) != 0;
  gboolean news = anew || answer->cursor > state->cursor;
  g_autoptr (GPtrArray) refusals = fresh_refusals (state, answer, &ahead, error);
  EvExchangeReceipt receipt = {
    .epoch = answer->epoch,
    .cursor = news ? answer->cursor : state->cursor,
    .acked = anew ? answer->acked : MAX (answer->acked, state->acked),
    .server_time = ahead ? answer->server_time : 0,
    .refusals = refusals,
    .changes = answer->changes,
    .conflicts = news ? answer->conflicts : NULL,
    .settled = news ? answer->settled : NULL,
    .left = news ? answer->left : NULL,
    .role = news ? answer->role : NULL,
    .teams = news ? answer->teams : NULL,
  };

  if (refusals == NULL ||
      !ev_exchange_apply (reading->store, &receipt, reading->outcome->touched, error))
    return FALSE;
  reading->outcome->received += answer->changes->len;
  reading->outcome->sent += MAX (receipt.acked - state->acked - (gint64)refusals->len, 0);
  reading->outcome->refused += refusals->len;
  reading->outcome->verified = is_verified (reading, answer);
  return ev_exchange_note (reading->store, NULL, reading->outcome->verified, error);
}

static gboolean
take_receipt (Reading *reading, const Mail *mail, GError **error)
{
  g_auto (EvExchangeState) state = { 0 };

  if (!ev_exchange_state_load (reading->store, &state, error))
    return FALSE;
  return !goes_on (reading, mail, &state) || apply_answer (reading, mail, &state, error);
}

static gboolean
take_all (Reading *reading, GError **error)
{
  for (guint i = 0; i < reading->mail->len; i++) {
    const Mail *mail = reading->mail->pdata[i];
    gboolean taken = mail->answer != NULL ? take_receipt (reading, mail, error)
                                          : take_changes (reading, mail, error);
    if (!taken)
      return FALSE;
  }
  return TRUE;
}

gboolean
ev_carrier_read (EvStore *store, const char *path, EvSyncOutcome *outcome, GError **error)
{
  g_auto (Reading) reading = { .store = store, .outcome = outcome };
  g_autoptr (GBytes) file = NULL;

  *outcome = (EvSyncOutcome){ .touched = g_ptr_array_new_with_free_func (g_free) };
  reading.mail = g_ptr_array_new_with_free_func (mail_free);
  if (!ev_lockbox_load (store, &reading.box, error))
    return FALSE;
  file = load (path, error);
  if (file == NULL || !open_all (&reading, file, error) || !ev_store_begin (store, error))
    return FALSE;
  outcome->bytes_down = (gint64)g_bytes_get_size (file);
  if (take_all (&reading, error))
    return ev_store_commit (store, error);
  ev_store_rollback (store);
  return FALSE;
}
