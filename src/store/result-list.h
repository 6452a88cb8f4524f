/* Results as lists show them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

typedef struct {
  char *id, *type, *title, *date, *municipality, *institution, *status; /* NULL where empty */
  char *event_title;                                                    /* of the event linked */
  gint64 quantity;                                                      /* 0 where empty */
  gint64 amount, cofunding;                                             /* cents */
  guint people;                                                         /* linked to it */
} EvResultRow;

/* Frees a row. */
void ev_result_row_free (EvResultRow *row);

/* All living results, of `type` only unless NULL, the latest first. Array of EvResultRow, owned;
 * NULL with error. */
GPtrArray *ev_result_list (EvStore *store, const char *type, GError **error);
