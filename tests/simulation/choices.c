/* Who settled conflicts. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choices.h"

#include <string.h>

/* Whether somebody wrote so who knew what lost. */
static gboolean
is_chosen (const GPtrArray *history, const EvConflict *conflict)
{
  for (guint i = 0; i < history->len; i++) {
    const Taken *taken = history->pdata[i];
    const EvChange *change = taken->change;
    if (change != NULL && !taken->refused && change->kind == conflict->kind &&
        strcmp (change->id, conflict->id) == 0 &&
        ev_change_knows (change, conflict->group, &conflict->lost_version))
      return TRUE;
  }
  return FALSE;
}

void
choices_check (World *world, const Oracle *oracle, const GPtrArray *history)
{
  EvCentral *central = world->hub->central;

  for (guint i = 0; i < oracle->order->len; i++) {
    const EvCentralRecord *record = oracle->order->pdata[i];
    g_autoptr (GPtrArray) conflicts = NULL;
    if (!central->begin (central, FALSE, NULL) ||
        !central->conflicts (central, record, FALSE, &conflicts, NULL))
      g_error ("the conflicts cannot be read");
    central->rollback (central);
    for (guint k = 0; k < conflicts->len; k++) {
      const EvCentralConflict *item = conflicts->pdata[k];
      const EvConflict *conflict = item->conflict;
      /* Of the erased the history keeps nothing. */
      if (item->settled != is_chosen (history, conflict) &&
          !oracle_is_erased (oracle, conflict->kind, conflict->id))
        verdict_blame (&world->verdict, "a conflict of %s %s is %s, although %s",
                       ev_kind_name (conflict->kind), conflict->id,
                       item->settled ? "settled" : "open",
                       item->settled ? "nobody chose" : "somebody chose");
    }
  }
}
