/* Published reports on their way: POST and GET /v1/report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"

/* No report has more text than this, in bytes. */
#define EV_POSTING_MOST (1024 * 1024)

/* One published report. Its figures never change. */
typedef struct {
  char *id;          /* 13 letters, the same everywhere */
  char *after;       /* the report before it in the project's order; NULL: it is the first */
  gint64 number;     /* its place in that order, which the server gives; 0 on the way up */
  gint64 at;         /* when it was published, ms UTC */
  char *operator_id; /* by whom; may be NULL */
  char *report;      /* JSON, an object */
} EvPosting;

/* A report to fill in. Free with ev_posting_free(); NULL does nothing there. */
EvPosting *ev_posting_new (const char *id);
void ev_posting_free (EvPosting *posting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPosting, ev_posting_free)

/* POST: a report up, and the number that it has got down. As wire/codec.h says of its own. */
GBytes *ev_posting_write (const EvPosting *posting);
EvPosting *ev_posting_read (GBytes *bytes, GError **error);
GBytes *ev_posting_write_receipt (gint64 number);
gboolean ev_posting_read_receipt (GBytes *bytes, gint64 *number, GError **error);

/* GET: what is newer, in order; `more`: and that is not all. Array of EvPosting, owned. */
GBytes *ev_posting_write_list (const GPtrArray *postings, gboolean more);
GPtrArray *ev_posting_read_list (GBytes *bytes, gboolean *more, GError **error);
