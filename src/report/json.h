/* A report as JSON: what the command line prints, what is published, what a server hands out. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/report.h"

/* The whole report, texts in the present language:
 *   {"audience", "project", "project_name", "municipality", "event_types", "from", "to", "as_of",
 *    "open_duplicates", "undated": {"sessions", "results"},
 *    "indicators": {CODE: {"title", "exact", "unit", "wording", "baseline", "target", "share",
 *                          "cumulative", "problem"}},
 *    "tables": [{"code", "title", "withheld", "heading", "columns": [{"code", "label"}],
 *                "rows": [{"code", "label", "cells": [number or null where hidden]}]}],
 *    "narrative"}
 * What is unknown, hidden or not stated is null; "problem" is there only if there is one. Free with
 * cJSON_Delete(). A published report is this document of EV_AUDIENCE_PUBLIC. */
cJSON *ev_report_json (const EvReport *report, const EvLists *lists);
