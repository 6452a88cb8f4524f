/* Conflicts as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/form-private.h"

/* Adds `conflicts` (EvConflict) to `message`, unless there are none. */
void ev_conflicts_write (cJSON *message, const char *member, const GPtrArray *conflicts);

/* Reads them back into `conflicts`. */
void ev_conflicts_read (EvForm *form, const char *member, GPtrArray *conflicts);
