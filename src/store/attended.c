/* Which statuses of attendance mean that the person was there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/attended-private.h"

static const char *const statuses[] = {
  "present", "late", "left_early", "remote", "walk_in", NULL
};

gboolean
ev_attended (const char *status)
{
  return status != NULL && g_strv_contains (statuses, status);
}
