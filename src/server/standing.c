/* Whether a central store is the one that is to be served. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/standing.h"

gboolean
ev_standing_check (EvCentral *central, GError **error)
{
  g_autofree char *moved = NULL, *moving = NULL;

  if (!central->fact (central, EV_STANDING_MOVED, &moved, error) ||
      !central->fact (central, EV_STANDING_MOVING, &moving, error))
    return FALSE;
  if (moved != NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_READ_ONLY, "this store was carried over to another");
  else if (moving != NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "a move into this store has not ended");
  return moved == NULL && moving == NULL;
}
