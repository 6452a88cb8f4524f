/* Which statuses of attendance mean that the person was there. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Those that attendance_statuses.csv counts as attended; a test compares. */
#define EV_ATTENDED_SQL "('present', 'late', 'left_early', 'remote', 'walk_in')"

/* Whether `status` (may be NULL) is one of them. */
gboolean ev_attended (const char *status);
