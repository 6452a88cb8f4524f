/* Many changes as JSON. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "record/change.h"

/* The changes (EvChange) as JSON; `device` is the one that most of them come from, or NULL. Owned.
 */
cJSON *ev_batch_to_json (const GPtrArray *changes, const char *device);

/* Adds to `changes` what ev_batch_to_json() wrote with the same `device`. EV_ERROR_MALFORMED or
 * EV_ERROR_TOO_LARGE; then some may have been added. */
gboolean ev_batch_from_json (const cJSON *batch, const char *device, GPtrArray *changes,
                             GError **error);
