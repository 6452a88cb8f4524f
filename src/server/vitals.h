/* What the server says about its own state to whoever looks after it; nothing of it is personal. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/service.h"

/* The content type of metrics. */
#define EV_VITALS_METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* {"ok":..,"readable":..,"writable":..,"disk_free":BYTES}: whether the store can be read, whether
 * it could be written to when that was last tried (every second), and, where the store is a file,
 * what is left on its disk. `well` says that all of it is as it should be. Owned. */
GBytes *ev_vitals_health (EvService *service, gboolean *well);

/* Counters and gauges in Prometheus' text format 0.0.4, for who shows the token that
 * ev_metrics_guard() was told. EV_ERROR_NOT_ENROLLED for anybody else. Owned. */
GBytes *ev_vitals_metrics (EvService *service, const char *token, GError **error);
