/* Comparing and mending after both sides said all and yet hold different values. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/repair-private.h"

#include "sync/batch-private.h"

static void
add_lacking (EvRun *run, EvRequest *request)
{
  gsize weight = 0;

  for (guint i = 0; i < run->repair.lacking->len && i < EV_WIRE_MAX_CHANGES; i++) {
    const EvChange *change = run->repair.lacking->pdata[i];
    weight += ev_batch_weight (change);
    if (i > 0 && weight > run->budget)
      break;
    g_ptr_array_add (request->rescued, ev_change_copy (change));
  }
}

gboolean
ev_repair_ask (EvRun *run, EvRequest *request, GError **error)
{
  add_lacking (run, request);
  if (!run->repair.asking || run->repair.lacking->len > 0)
    return TRUE;
  if (!ev_exchange_sums (run->store, request->sums, error))
    return FALSE;
  request->from = run->repair.from;
  if (request->from > 0)
    g_array_remove_range (request->sums, 0, request->from);
  return TRUE;
}

gboolean
ev_repair_begin (EvRun *run, gboolean tried)
{
  EvRepair *repair = &run->repair;

  if (repair->pass == EV_REPAIR_NONE ? tried : !repair->doubted && !repair->offered)
    return FALSE;
  if (repair->pass == EV_REPAIR_YIELDS)
    return FALSE;
  if (repair->pass == EV_REPAIR_NONE || repair->doubted)
    repair->pass++;
  else
    repair->pass = EV_REPAIR_YIELDS;
  repair->doubted = repair->offered = FALSE;
  repair->asking = TRUE;
  repair->from = 0;
  return TRUE;
}

gboolean
ev_repair_yields (const EvRun *run, const EvRequest *request, const EvAnswer *answer)
{
  return run->repair.pass == EV_REPAIR_YIELDS && answer->cursor >= request->cursor &&
         g_strcmp0 (answer->epoch, request->epoch) == 0;
}

void
ev_repair_note (EvRun *run, const EvRequest *request, const EvAnswer *answer)
{
  if (request->rescued->len > 0) {
    g_ptr_array_remove_range (run->repair.lacking, 0, request->rescued->len);
    run->repair.offered = TRUE;
  }
  if (request->sums->len == 0)
    return;
  run->repair.from = MAX (run->repair.from, answer->until);
  /* Who has no room for a bucket has other news; who has not either does not compare. */
  run->repair.asking =
      run->repair.from < EV_DIGEST_BUCKETS && (answer->until > request->from || answer->more);
}
