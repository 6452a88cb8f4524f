/* A report on paper: title, narrative, charts, indicators and tables. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "print/document.h"
#include "text/list.h"

/* The pages of a report, drawn from its JSON alone (report/json.h) and so from nothing that the
 * report does not show: `draw` of the document serves the screen, a printer and a PDF alike. The
 * words are in the present language, the labels in the one that the JSON was made in. `report` is
 * copied. EV_ERROR_MALFORMED if it is no report. Owned. */
EvDocument *ev_report_document_new (const cJSON *report, const EvLists *lists, GError **error);

/* What the report is about, in a line: its period, municipality and event types. Owned. */
char *ev_report_document_about (const cJSON *report, const EvLists *lists);

/* What a reader must know of the figures, a sentence each; NULL-terminated, may be empty. Free with
 * g_strfreev. */
char **ev_report_document_notes (const cJSON *report);
