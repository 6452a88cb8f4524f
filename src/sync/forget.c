/* Obeying a server that wants this laptop to forget its register. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/forget-private.h"

#include "sync/settings-private.h"

static gboolean
is_pinned (const EvRun *run, const EvReply *reply)
{
  g_autofree char *pin = ev_store_setting (run->store, EV_SETTING_PIN);
  g_autofree char *next = ev_store_setting (run->store, EV_SETTING_NEXT_PIN);

  return pin != NULL && reply->pin != NULL &&
         (g_strcmp0 (reply->pin, pin) == 0 || g_strcmp0 (reply->pin, next) == 0);
}

/* What the server has from now on, and what is still to be handed over. */
static gboolean
note_handed (EvRun *run, const EvRequest *request, GError **error)
{
  if (run->forgetting) {
    g_ptr_array_remove_range (run->repair.lacking, 0, request->rescued->len);
    return TRUE;
  }
  g_clear_pointer (&run->repair.lacking, g_ptr_array_unref);
  run->repair.lacking = ev_exchange_unfinished (run->store, error);
  run->repair.asking = FALSE;
  run->forgetting = run->repair.lacking != NULL;
  return run->forgetting;
}

EvRoundResult
ev_forget_obey (EvRun *run, const EvRequest *request, const EvReply *reply, GError **error)
{
  if (!is_pinned (run, reply)) {
    g_set_error (error, EV_ERROR, EV_ERROR_REVOKED,
                 "an order to forget, but not by the pinned key");
    return EV_ROUND_FAILED;
  }
  if (!note_handed (run, request, error))
    return EV_ROUND_FAILED;
  if (run->repair.lacking->len > 0)
    return EV_ROUND_AGAIN;
  if (ev_exchange_forget (run->store, error))
    g_set_error (error, EV_ERROR, EV_ERROR_FORGOTTEN, "the server had this laptop forget all");
  return EV_ROUND_FAILED;
}
