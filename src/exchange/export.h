/* Tables out of the register: people, attendance, events, results. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/json.h"
#include "base/random.h"
#include "exchange/table.h"
#include "store/store.h"
#include "text/list.h"

typedef enum {
  EV_EXPORT_PEOPLE,
  EV_EXPORT_ATTENDANCE,
  EV_EXPORT_EVENTS,
  EV_EXPORT_RESULTS
} EvExportTable;

typedef enum { EV_EXPORT_CSV, EV_EXPORT_JSON, EV_EXPORT_XLSX } EvExportFormat;

/* What is asked. */
typedef struct {
  EvExportTable table;
  EvExportFormat format;
  EvLanguage language; /* of headings and codes */
  const char *reason;  /* why people are to be named; NULL: they are not */
  const EvRandom *random;
  gint64 now;                                     /* ms UTC */
  void (*progress) (guint64 rows, gpointer data); /* may be NULL */
  gpointer data;
} EvExportOptions;

/* Finds a table by its name: people, attendance, events, results; FALSE, leaving `table`, for
 * others. */
gboolean ev_export_parse_table (const char *name, EvExportTable *table);

/* Finds a format by its name: csv, json, xlsx. */
gboolean ev_export_parse_format (const char *name, EvExportFormat *format);

/* Writes a table to `file`, which is replaced only when the new one is complete, and notes it with
 * the reason in the access log (store/access.h). CSV in UTF-8 with a byte order mark, headings and
 * codes in words; XLSX likewise, with real numbers and dates; JSON as array of objects with field
 * names and codes.
 *
 * What is sensitive is left out where the laptop has not the whole project (store/rights.h).
 *
 * Without a reason, people stand under pseudonyms that are the same throughout this export and
 * unlike in every other (privacy requirement 14): of a person remain gender, community, disability,
 * an age group in place of the year of birth, municipality, language and how she consented; of her
 * attendance all but the moment of her arrival. Rows of people then come in the order of their
 * pseudonyms, which says nothing.
 *
 * Returns the number of rows below the heading; -1 with error: EV_ERROR_INVALID for a reason of
 * blanks, EV_ERROR_CANCELLED, EV_ERROR_DISK_FULL, EV_ERROR_STORAGE. */
gint64 ev_export_write (EvStore *store, const EvLists *lists, const EvExportOptions *options,
                        const char *file, GCancellable *cancellable, GError **error);

/* A record as JSON object: `id`, then each field of its kind, empty ones as null; money in euros,
 * moments as ISO 8601 UTC, truth values as such, maps as objects; unknown fields at the end. Owned.
 */
cJSON *ev_export_record (const EvRecord *record);
