/* A report as a file for spreadsheets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/json.h"

/* Both are made from the report's JSON (report/json.h) alone, and so hold nothing that the report
 * does not show; labels are in the language that the JSON was made in. Hidden numbers are "*". */

/* The report as CSV with a byte order mark: indicators, then the tables, parted by blank lines.
 * Safe against formulas. Free with g_free. */
char *ev_report_file_csv (const cJSON *report);

/* Writes an XLSX that replaces `file` only when complete: a sheet of the narrative, one of the
 * indicators, one for each table, with real numbers, each as wide as a page. `about` is a line that
 * says what the report is about, `notes` what a reader must know (NULL-terminated). `created` is
 * the moment in its properties, ms UTC. EV_ERROR_MALFORMED if it is no report; EV_ERROR_DISK_FULL,
 * _STORAGE. */
gboolean ev_report_file_write_xlsx (const cJSON *report, const char *about, char *const *notes,
                                    const char *file, gint64 created, GError **error);
