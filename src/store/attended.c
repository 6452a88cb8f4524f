/* Which statuses of attendance mean that the person was there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/attended-private.h"
#include "store/roster.h"

static const char *const statuses[] = {
  "present", "late", "left_early", "remote", "walk_in", NULL
};

static const char *const before[] = { "invited", "registered", "confirmed", NULL };

EvRosterStanding
ev_roster_standing (const char *status)
{
  if (ev_attended (status))
    return EV_ROSTER_HERE;
  return status == NULL || g_strv_contains (before, status) ? EV_ROSTER_EXPECTED : EV_ROSTER_AWAY;
}

gboolean
ev_attended (const char *status)
{
  return status != NULL && g_strv_contains (statuses, status);
}
