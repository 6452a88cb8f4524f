/* What an export shows of each record, and under which name a person stands. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/export.h"

/* What a column is to a program that calculates. */
typedef enum {
  EV_COLUMN_TEXT,
  EV_COLUMN_NUMBER,
  EV_COLUMN_YEAR,
  EV_COLUMN_MONEY,
  EV_COLUMN_DATE
} EvColumnType;

typedef struct {
  const char *name;     /* "id", "pseudonym", "age_band" or a field's */
  const EvField *field; /* NULL for an id */
  EvColumnType type;
} EvExportColumn;

typedef struct {
  EvKind kind;
  gboolean named;
  gboolean whole; /* what is sensitive is shown too: store/rights.h */
  const EvLists *lists;
  EvLanguage language;
  int this_year;
  GArray *columns; /* EvExportColumn */
  char *key;       /* of this export's pseudonyms */
} EvExportColumns;

/* The columns of an export. Release with ev_export_columns_clear(). */
void ev_export_columns_init (EvExportColumns *columns, EvKind kind, const EvLists *lists,
                             const EvExportOptions *options, gboolean whole);
void ev_export_columns_clear (EvExportColumns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EvExportColumns, ev_export_columns_clear)

/* The cell of a record, in words; free with g_free. */
char *ev_export_columns_cell (const EvExportColumns *columns, const EvExportColumn *column,
                              const EvRecord *record);

/* The record as JSON object of just those columns, with codes instead of words. Owned. */
cJSON *ev_export_columns_json (const EvExportColumns *columns, const EvRecord *record);
