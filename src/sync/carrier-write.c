/* Writing a bundle. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/batch-private.h"
#include "sync/carrier.h"
#include "sync/lockbox-private.h"
#include "store/courier.h"
#include "store/custody.h"
#include "store/exchange-log.h"
#include "wire/bundle.h"
#include "wire/letter.h"
#include "wire/parcel.h"

/* Values of an event in one letter. */
#define MOST_VALUES 5000

typedef struct {
  EvStore *store;
  EvLockbox box;
  EvExchangeState state;
  GPtrArray *letters; /* of GBytes */
  GPtrArray *values;  /* of EvChange: what is known of an event */
  gint64 last;        /* the last own seq that was written */
  EvSyncOutcome *outcome;
} Writing;

static void
writing_clear (Writing *writing)
{
  ev_lockbox_clear (&writing->box);
  ev_exchange_state_clear (&writing->state);
  g_clear_pointer (&writing->letters, g_ptr_array_unref);
  g_clear_pointer (&writing->values, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static EvRequest *
new_request (const Writing *writing)
{
  EvRequest *request = ev_request_new ();

  g_strlcpy (request->device, ev_store_device (writing->store), sizeof request->device);
  request->epoch = g_strdup (writing->state.epoch);
  request->cursor = writing->state.cursor;
  request->held = writing->state.held;
  request->after = writing->last;
  return request;
}

/* News are asked for once, with the last letter. */
static void
add_letter (Writing *writing, EvRequest *request, gboolean last)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  request->limit = last ? 0 : 1;
  g_ptr_array_add (messages, ev_codec_write_request (request));
  g_ptr_array_add (writing->letters,
                   ev_letter_write (EV_LETTER_CHANGES, messages, writing->box.seed));
}

/* Whether own changes follow that were not written yet. */
static gboolean
has_more (const Writing *writing, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) next = ev_exchange_pending (writing->store, writing->last, 1, error);

  *more = writing->values->len > 0 || (next != NULL && next->len > 0);
  return next != NULL;
}

/* One letter with what comes next of own changes and of an event's values; `more` if there is. */
static gboolean
write_letter (Writing *writing, gboolean *more, GError **error)
{
  g_autoptr (EvRequest) request = new_request (writing);
  g_autoptr (GPtrArray) changes =
      ev_exchange_pending (writing->store, writing->last, ev_batch_limit (EV_BATCH_MOST), error);
  gint64 values = MIN (writing->values->len, MOST_VALUES);
  gboolean cut = FALSE;

  if (changes == NULL)
    return FALSE;
  ev_batch_cut (changes, EV_BATCH_MOST, &cut);
  if (changes->len > 0) {
    writing->last = ((EvChange *)changes->pdata[changes->len - 1])->version.seq;
    values = 0;
  }
  writing->outcome->sent += changes->len;
  g_ptr_array_unref (request->changes);
  request->changes = g_steal_pointer (&changes);
  for (gint64 i = 0; i < values; i++)
    g_ptr_array_add (request->rescued, g_ptr_array_steal_index_fast (writing->values, 0));
  if (!has_more (writing, more, error))
    return FALSE;
  add_letter (writing, request, !*more);
  return TRUE;
}

static gboolean
collect (const EvRecord *record, gpointer data)
{
  Writing *writing = data;
  g_autoptr (EvRecord) whole =
      ev_store_read (writing->store, ev_record_kind (record), ev_record_id (record), NULL);

  if (whole != NULL)
    g_ptr_array_extend_and_steal (writing->values, ev_record_to_changes (whole, NULL));
  return TRUE;
}

static gboolean
collect_event (Writing *writing, const char *event, GError **error)
{
  static const EvKind kinds[] = { EV_KIND_EVENT, EV_KIND_SESSION, EV_KIND_PERSON,
                                  EV_KIND_ATTENDANCE };
  g_autoptr (EvRecord) found = ev_store_read (writing->store, EV_KIND_EVENT, event, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!ev_store_each (writing->store, kinds[i], event, collect, writing, error))
      return FALSE;
  return TRUE;
}

/* What this laptop has to say for itself. A coordinator's may have nothing. */
static gboolean
write_own (Writing *writing, GError **error)
{
  g_autofree char *role = ev_store_setting (writing->store, "role");
  gboolean more;

  if (!has_more (writing, &more, error))
    return FALSE;
  if (g_strcmp0 (role, "coordinator") != 0)
    more = TRUE;
  while (more)
    if (!write_letter (writing, &more, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_carried (Writing *writing, GError **error)
{
  g_autoptr (GPtrArray) waiting = ev_courier_waiting (writing->store, error);

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    g_ptr_array_add (writing->letters, g_bytes_ref (((EvCarried *)waiting->pdata[i])->letter));
  return waiting != NULL;
}

static GBytes *
make_file (Writing *writing, GError **error)
{
  g_autoptr (GPtrArray) parcels = ev_courier_receipts (writing->store, error);
  GBytes *parcel;

  if (parcels == NULL)
    return NULL;
  if (writing->letters->len > EV_PARCEL_MOST_LETTERS) {
    g_set_error (error, EV_ERROR, EV_ERROR_TOO_LARGE, "too many letters for one bundle");
    return NULL;
  }
  if (writing->letters->len > 0) {
    parcel = ev_parcel_seal (writing->letters, ev_lockbox_seal (&writing->box));
    if (parcel == NULL) {
      g_set_error (error, EV_ERROR, EV_ERROR_NO_KEYS, "the key for bundles is none");
      return NULL;
    }
    g_ptr_array_insert (parcels, 0, parcel);
  }
  return ev_bundle_write (parcels, error);
}

static gboolean
write_file (const char *path, GBytes *file, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);

  return g_file_set_contents_full (path, data, (gssize)length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

gboolean
ev_carrier_write (EvStore *store, const char *event, const char *path, EvSyncOutcome *outcome,
                  GError **error)
{
  g_auto (Writing) writing = { .store = store, .outcome = outcome };
  g_autoptr (GBytes) file = NULL;

  *outcome = (EvSyncOutcome){ .touched = g_ptr_array_new_with_free_func (g_free) };
  writing.letters = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  writing.values = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  if (!ev_lockbox_load (store, &writing.box, error) ||
      !ev_exchange_state_load (store, &writing.state, error) ||
      (event != NULL && !collect_event (&writing, event, error)))
    return FALSE;
  writing.last = writing.state.acked;
  if (!write_own (&writing, error) || !add_carried (&writing, error))
    return FALSE;
  file = make_file (&writing, error);
  if (file == NULL || !write_file (path, file, error))
    return FALSE;
  outcome->bytes_up = (gint64)g_bytes_get_size (file);
  return outcome->sent == 0 || ev_custody_hand_over (store, writing.last, error);
}
