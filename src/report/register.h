/* A register's records as the rows of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/report.h"
#include "store/store.h"

/* Everything in the register, merged people once. Who attended but was erased, or has not reached
 * this laptop yet, is a row with nothing but an id; who was deleted is none. Owned. */
EvReportSource *ev_register_rows (EvStore *store, const EvLists *lists, GError **error);

/* The indicators of the register, titles in the present language, to be named in a request.
 * Array of EvIndicator, owned with its texts. */
GArray *ev_register_indicators (EvStore *store, GError **error);
