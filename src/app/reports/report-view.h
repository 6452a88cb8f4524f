/* A report on screen: its paragraph, its indicators, its tables, and the pages as they print. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/json.h"
#include "text/list.h"

#define EV_TYPE_REPORT_VIEW (ev_report_view_get_type ())
G_DECLARE_FINAL_TYPE (EvReportView, ev_report_view, EV, REPORT_VIEW, AdwBin)

/* Shows a report, given as its JSON (report/json.h), which is not kept. FALSE with error if it is
 * none. */
gboolean ev_report_view_show (EvReportView *self, const cJSON *report, const EvLists *lists,
                              GError **error);
