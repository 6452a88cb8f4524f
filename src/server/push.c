/* A batch on its way in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/push.h"

#include <string.h>

#include "base/hlc.h"
#include "base/secret.h"
#include "server/access.h"
#include "server/draft.h"
#include "server/filing.h"
#include "server/rescue.h"

/* As many changes are looked up at once. */
#define AHEAD 500

/* One change with what is known about it before the store is asked. */
typedef struct {
  const EvChange *change;
  guint8 hash[EV_SECRET_HASH_BYTES];
  char *body;
  EvProblem *problem; /* NULL: it is valid */
  EvDraft *draft;     /* NULL: it makes no record, or that has been taken */
} Item;

struct _EvPush {
  const EvRequest *request;
  EvRules rules;
  gint64 now;
  GArray *items; /* of Item */
};

/* A batch that is being taken. */
typedef struct {
  EvCentral *central;
  const EvCentralDevice *device;
  const EvRequest *request;
  EvFiling *filing;
  gint64 now;
  EvPushOutcome *outcome;
} Taking;

void
ev_push_outcome_clear (EvPushOutcome *outcome)
{
  g_clear_pointer (&outcome->refusals, g_ptr_array_unref);
  g_clear_pointer (&outcome->scopes, g_array_unref);
  g_clear_pointer (&outcome->own, g_array_unref);
}

static void
item_clear (gpointer data)
{
  Item *item = data;
  g_free (item->body);
  ev_problem_free (item->problem);
  ev_draft_free (item->draft);
}

void
ev_push_outcome_init (EvPushOutcome *outcome, gint64 acked)
{
  *outcome = (EvPushOutcome){ .acked = acked };
  outcome->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_refusal_free);
  outcome->scopes = g_array_new (FALSE, FALSE, sizeof (gint64));
  outcome->own = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static EvProblem *
first_problem (const EvChange *change, const EvRules *rules, gint64 now)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (change->version.stamp > ev_hlc_from_milliseconds (now + EV_FILING_AHEAD))
    return ev_problem_new (EV_REASON_AHEAD, NULL);
  problems = ev_validate_change (change, rules);
  return problems->len > 0 ? g_ptr_array_steal_index (problems, 0) : NULL;
}

EvPush *
ev_push_prepare (const EvRequest *request, const EvRules *rules, gint64 now)
{
  EvPush *push = g_new0 (EvPush, 1);
  EvRules rules_now = *rules;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / 1000);

  rules_now.this_year = date != NULL ? g_date_time_get_year (date) : rules->this_year;
  push->request = request;
  push->rules = rules_now;
  push->now = now;
  push->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (push->items, item_clear);
  for (guint i = 0; i < request->changes->len; i++) {
    Item item = { .change = request->changes->pdata[i] };
    item.body = ev_filing_body (item.change);
    item.problem = first_problem (item.change, &rules_now, now);
    item.draft = item.problem == NULL ? ev_draft_new (item.change) : NULL;
    ev_filing_mark (item.change, item.hash);
    g_array_append_val (push->items, item);
  }
  return push;
}

void
ev_push_free (EvPush *push)
{
  if (push == NULL)
    return;
  g_array_unref (push->items);
  g_free (push);
}

static void
refuse (Taking *taking, const EvChange *change, EvReason reason, const char *field)
{
  g_ptr_array_add (taking->outcome->refusals, ev_refusal_new (change->version.seq, reason, field));
}

/* The answer to a change that was taken before. */
static void
repeat (Taking *taking, const Item *item, const EvReceipt *receipt)
{
  if (receipt->refused)
    refuse (taking, item->change, receipt->reason, receipt->field);
}

static gboolean
judge (Taking *taking, const Item *item, EvReceipt *receipt, GError **error)
{
  gboolean may = TRUE;
  const char *field = NULL;

  if (item->problem != NULL) {
    receipt->refused = TRUE;
    receipt->reason = item->problem->reason;
    receipt->field = item->problem->field;
    return TRUE;
  }
  if (!ev_access_writes (ev_filing_shelf (taking->filing), taking->device, item->change, &may,
                         &field, error))
    return FALSE;
  receipt->refused = !may;
  receipt->reason = EV_REASON_DENIED;
  receipt->field = may ? NULL : (char *)field;
  return TRUE;
}

/* What the change says is new at the next cursor, but not to its author. */
static void
note_own (Taking *taking, const EvChange *change, gint64 before)
{
  gint64 cursor = before + 1;

  if (ev_filing_cursor (taking->filing) > before && change->version.seq <= taking->request->held &&
      strcmp (change->version.device, taking->device->id) == 0)
    g_array_append_val (taking->outcome->own, cursor);
}

static gboolean
file (Taking *taking, Item *item, EvReceipt *receipt, GError **error)
{
  gint64 before = ev_filing_cursor (taking->filing);
  g_autoptr (EvDraft) draft = g_steal_pointer (&item->draft);
  gboolean may_keep;
  gint64 home;

  if (!ev_access_home (ev_filing_shelf (taking->filing), taking->device, item->change->id, &home,
                       error) ||
      !ev_filing_put (taking->filing, item->change, draft, home, &receipt->record, error) ||
      !ev_filing_may_keep (taking->filing, item->change, &may_keep, error))
    return FALSE;
  receipt->body = may_keep ? item->body : NULL;
  note_own (taking, item->change, before);
  return TRUE;
}

static gboolean
take_new (Taking *taking, Item *item, GError **error)
{
  EvReceipt receipt = { .device = taking->device->number,
                        .seq = item->change->version.seq,
                        .taken_at = taking->now };

  memcpy (receipt.hash, item->hash, sizeof receipt.hash);
  if (!judge (taking, item, &receipt, error))
    return FALSE;
  if (receipt.refused)
    refuse (taking, item->change, receipt.reason, receipt.field);
  else if (!file (taking, item, &receipt, error))
    return FALSE;
  receipt.cursor = ev_filing_cursor (taking->filing);
  return taking->central->receipt_add (taking->central, &receipt, error);
}

static gboolean
take_one (Taking *taking, Item *item, GError **error)
{
  gint64 seq = item->change->version.seq;
  g_autoptr (EvReceipt) receipt = NULL;

  /* What lies beyond the acknowledged cannot have a receipt. */
  if (seq <= taking->device->acked &&
      !taking->central->receipt_find (taking->central, taking->device->number, seq, &receipt,
                                      error))
    return FALSE;
  taking->outcome->acked = MAX (taking->outcome->acked, seq);
  if (receipt != NULL) {
    repeat (taking, item, receipt);
    return TRUE;
  }
  return take_new (taking, item, error);
}

static gboolean
is_same (const Item *item, const EvReceipt *receipt)
{
  return memcmp (receipt->hash, item->hash, sizeof receipt->hash) == 0 &&
         ev_filing_is_same (item->body, receipt);
}

/* Whether the change makes a record that is there already. */
static gboolean
collides (const Taking *taking, const Item *item, gboolean *collides, GError **error)
{
  const EvChange *change = item->change;
  g_autofree char *made = ev_id_new (change->version.device, change->version.seq);
  g_autoptr (EvCentralRecord) record = NULL;

  if (strcmp (made, change->id) == 0 &&
      !taking->central->record_find (taking->central, taking->device->project, change->kind, made,
                                     &record, error))
    return FALSE;
  *collides = record != NULL;
  return TRUE;
}

/* Whether the change is another than the server knows under this number. It may have passed the
 * number as one that does not exist; `passed` is then the first of those. */
static gboolean
is_other (Taking *taking, const Item *item, gboolean *other, const EvChange **passed,
          GError **error)
{
  gint64 seq = item->change->version.seq;
  g_autoptr (EvReceipt) receipt = NULL;

  if (!taking->central->receipt_find (taking->central, taking->device->number, seq, &receipt,
                                      error))
    return FALSE;
  if (receipt == NULL) {
    *passed = *passed != NULL ? *passed : item->change;
    return collides (taking, item, other, error);
  }
  *other = !is_same (item, receipt);
  if (!*other && *passed == NULL)
    repeat (taking, item, receipt);
  return TRUE;
}

/* A laptop that shares its identity with another has made something else under a number that the
 * server knows: nothing from there on can be told from the other's, nor from the first number that
 * the other had nothing under. What comes before is answered as before, then that change is
 * refused, and `forked` is set. */
static gboolean
find_fork (const EvPush *push, Taking *taking, gboolean *forked, GError **error)
{
  const EvChange *passed = NULL;

  for (guint i = 0; i < push->items->len && !*forked; i++) {
    const Item *item = &g_array_index (push->items, Item, i);
    if (item->change->version.seq > taking->device->acked)
      break;
    if (!is_other (taking, item, forked, &passed, error))
      return FALSE;
    if (*forked)
      refuse (taking, passed != NULL ? passed : item->change, EV_REASON_FORK, NULL);
  }
  if (!*forked)
    g_ptr_array_set_size (taking->outcome->refusals, 0);
  return TRUE;
}

/* Reads what the next changes are about. */
static gboolean
look_ahead (const EvPush *push, Taking *taking, guint from, GError **error)
{
  EvShelf *shelf = ev_filing_shelf (taking->filing);
  guint count = MIN (push->items->len - from, AHEAD);

  ev_shelf_trim (shelf);
  return ev_shelf_expect (shelf, (const EvChange *const *)push->request->changes->pdata + from,
                          count, error);
}

static gboolean
take_all (EvPush *push, Taking *taking, gboolean own, GError **error)
{
  g_autoptr (EvFiling) filing =
      ev_filing_begin (taking->central, taking->device->project, push->now, error);

  if (filing == NULL)
    return FALSE;
  taking->filing = filing;
  for (guint i = 0; own && i < push->items->len; i++) {
    if ((i % AHEAD == 0 && !look_ahead (push, taking, i, error)) ||
        !take_one (taking, &g_array_index (push->items, Item, i), error))
      return FALSE;
  }
  if (!ev_rescue_take (filing, taking->device, push->request->rescued, &push->rules, push->now,
                       error))
    return FALSE;
  g_array_append_vals (taking->outcome->scopes, ev_filing_scopes (filing)->data,
                       ev_filing_scopes (filing)->len);
  return ev_filing_end (filing, error);
}

/* Whether what the laptop leaves out is known here to be its own: it must all have had its receipts
 * from this store, in this epoch. What is offered from the first on leaves nothing out. */
static gboolean
goes_on (const EvPush *push, EvCentral *central, const EvCentralDevice *device, gboolean *fits,
         GError **error)
{
  g_autofree char *epoch = NULL;

  *fits = push->request->after == 0;
  if (*fits || push->request->after > device->acked)
    return TRUE;
  if (!central->fact (central, "epoch", &epoch, error))
    return FALSE;
  *fits = g_strcmp0 (epoch, push->request->epoch) == 0;
  return TRUE;
}

gboolean
ev_push_take (EvPush *push, EvCentral *central, const EvCentralDevice *device,
              EvPushOutcome *outcome, GError **error)
{
  Taking taking = { .central = central,
                    .device = device,
                    .request = push->request,
                    .now = push->now,
                    .outcome = outcome };
  gboolean forked = FALSE, fits;

  ev_push_outcome_init (outcome, device->acked);
  if (!goes_on (push, central, device, &fits, error))
    return FALSE;
  if ((!fits || push->items->len == 0) && push->request->rescued->len == 0)
    return TRUE;
  if (!find_fork (push, &taking, &forked, error))
    return FALSE;
  if (forked)
    return TRUE;
  return take_all (push, &taking, fits, error) &&
         (outcome->acked == device->acked ||
          central->device_set_acked (central, device->number, outcome->acked, error));
}
