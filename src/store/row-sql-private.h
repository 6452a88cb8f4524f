/* The SQL of the records' tables, which follows from the field table. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/record.h"

typedef struct {
  char *load;   /* the columns of ev_row_columns() under the name "r", by id */
  char *save;   /* (id, versions, extra, fields in their order): inserts or updates */
  char *remove; /* by id */
  char *place;  /* by id */
} EvRowSql;

/* The SQL of one kind: the same text at the same place always. Static. */
const EvRowSql *ev_row_sql (EvKind kind);
