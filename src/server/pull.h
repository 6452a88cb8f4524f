/* What a device is told: everything new in its scope since its cursor. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/push.h"

/* The answer to `request` after `outcome`, within one transaction of `central`: what it reads is of
 * one moment, the digest included. `limit` is the most news in one answer; beyond it, `more`.
 * Owned.
 */
EvAnswer *ev_pull_answer (EvCentral *central, const EvCentralDevice *device,
                          const EvRequest *request, const EvPushOutcome *outcome, gint64 now,
                          guint limit, GError **error);

/* Whether there is anything for the device that one with this epoch (may be NULL) and cursor has
 * not got. */
gboolean ev_pull_has_news (EvCentral *central, const EvCentralDevice *device, const char *epoch,
                           gint64 cursor, gboolean *news, GError **error);
