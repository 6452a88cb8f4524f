/* Tables out of the register: people, attendance, events, results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/json.h"
#include "exchange/table.h"
#include "store/store.h"
#include "text/list.h"

typedef enum {
  EV_EXPORT_PEOPLE,
  EV_EXPORT_ATTENDANCE,
  EV_EXPORT_EVENTS,
  EV_EXPORT_RESULTS
} EvExportTable;

typedef enum { EV_EXPORT_CSV, EV_EXPORT_JSON } EvExportFormat;

/* Finds a table by its name: people, attendance, events, results; FALSE, leaving `table`, for
 * others. */
gboolean ev_export_parse_table (const char *name, EvExportTable *table);

/* Finds a format by its name: csv, json. */
gboolean ev_export_parse_format (const char *name, EvExportFormat *format);

/* Writes a table to `file`, which is replaced only when the new one is complete. CSV in UTF-8 with
 * a byte order mark, headings and codes in words of `language`; JSON as array of objects with field
 * names and codes. Returns the number of rows below the heading; -1 with error. */
gint64 ev_export_write (EvStore *store, const EvLists *lists, EvExportTable table,
                        EvExportFormat format, EvLanguage language, const char *file,
                        GError **error);

/* A record as JSON object: `id`, then each field of its kind, empty ones as null; money in euros,
 * moments as ISO 8601 UTC, truth values as such, maps as objects; unknown fields at the end. Owned.
 */
cJSON *ev_export_record (const EvRecord *record);
