/* Values that a laptop still has and this server has lost. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/filing.h"

/* Takes what `device` offers of values of anybody (EvChange without bases): group by group, only
 * those that are newer than what stands, whose author did not have them refused, and that the
 * device might write itself. What it might not, what is not valid, and what its author has written
 * otherwise under the same seq, is held for the admin: the device gives it up. */
gboolean ev_rescue_take (EvFiling *filing, const EvCentralDevice *device, const GPtrArray *rescued,
                         const EvRules *rules, gint64 now, GError **error);

/* Holds changes as they are, taking none: for a laptop that is to forget all. */
gboolean ev_rescue_hold (EvCentral *central, const EvCentralDevice *device,
                         const GPtrArray *changes, gint64 now, GError **error);

/* Files one that was held, on the admin's word, and holds it no more. */
gboolean ev_rescue_release (EvFiling *filing, const EvHeld *held, GError **error);
