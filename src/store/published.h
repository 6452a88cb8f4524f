/* Published reports: fixed figures, as their readers have them for good. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* One published report. The store does not read what stands in it. */
typedef struct {
  char *id;          /* DEVICE-COUNTER, the same everywhere */
  gint64 at;         /* when it was published, ms UTC */
  char *operator_id; /* by whom; may be NULL */
  char *report;      /* JSON, as report/json.h wrote it */
} EvPublished;

/* Frees it; NULL does nothing. */
void ev_published_free (EvPublished *published);

/* Keeps a report as published now, and notes it in the access log, in one transaction. Its id,
 * owned; NULL with error. */
char *ev_published_add (EvStore *store, const char *report, GError **error);

/* All of them, in the order of their publication. Array of EvPublished, owned; NULL with error. */
GPtrArray *ev_published_list (EvStore *store, GError **error);
