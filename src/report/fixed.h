/* A report read back from its JSON: fixed figures, as they were published. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "report/report.h"

/* The report that ev_report_json() wrote: every figure as it was, what was hidden still hidden;
 * titles, wordings and the narrative in the present language of the program, so that a reader has
 * a published report in hers. An own indicator of the project keeps the title it was published
 * with. EV_ERROR_MALFORMED if it is no report. Free with ev_report_free(). */
EvReport *ev_fixed_report (const cJSON *json, GError **error);
