/* The parts of a report's pages. Each takes a piece of the report's JSON (report/json.h), which
 * must outlive the flow, and draws nothing that is not in it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "print/report-flow-private.h"

/* A table with its numbers, and bars where it has one column. */
void ev_report_table_add (EvReportFlow *flow, const cJSON *table);

/* Women and men of the tables by gender, as bars of two parts with the zone that is called balanced
 * (40 to 60 %). Adds nothing where no table shows both. */
void ev_report_balance_add (EvReportFlow *flow, const cJSON *report);

/* Whether a table shows both, so that there is something to draw. */
gboolean ev_report_balance_is_shown (const cJSON *report);

/* Columns of a table by month, gaps between months included. Adds nothing for a table of one. */
void ev_report_months_add (EvReportFlow *flow, const cJSON *table);

/* The indicators: achieved, target, the share as a bar, and the wording. */
void ev_report_indicators_add (EvReportFlow *flow, const cJSON *indicators);
