/* Published reports: fixed figures, as their readers have them for good. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

/* Where a report stands. */
typedef enum {
  EV_PUBLISHED_WAITING, /* for the server, if there is one; without one this is all there is */
  EV_PUBLISHED_TOLD,    /* the server has it, or had it once: its readers know it */
  EV_PUBLISHED_REFUSED  /* by the server, and read by nobody */
} EvPublishedState;

/* One published report. The store does not read what stands in it. */
typedef struct {
  char *id;          /* a word of 13 letters, the same everywhere */
  char *after;       /* the newest report that it was checked against; NULL: there was none */
  gint64 number;     /* its place in the server's order; 0: none now */
  gboolean told;     /* it had one once */
  gint64 at;         /* when it was published, ms UTC */
  char *operator_id; /* by whom; may be NULL */
  char *report;      /* JSON, as report/json.h wrote it */
  char *refusal;     /* why the server does not take it: behind (others published meanwhile), role,
                        unfit; else NULL */
} EvPublished;

/* An empty one to fill in; free with ev_published_free(), where NULL does nothing. */
EvPublished *ev_published_new (const char *id);
void ev_published_free (EvPublished *published);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EvPublished, ev_published_free)

/* Where it stands, by what is known of it. */
EvPublishedState ev_published_state (const EvPublished *published);

/* Its name: waiting, told, refused. Static. */
const char *ev_published_state_name (EvPublishedState state);

/* Keeps a report as published now, and notes it in the access log, in one transaction. `after` is
 * the newest report that it was checked against (may be NULL), `again` a refused one that it takes
 * the place of (may be NULL). EV_ERROR_EXISTS if that is not the newest any more: then it must be
 * made again; EV_ERROR_DENIED where this laptop is not a coordinator's. Its id, owned; NULL with
 * error. */
char *ev_published_add (EvStore *store, const char *report, const char *after, const char *again,
                        GError **error);

/* Gives up a report that the server refused. EV_ERROR_NOT_FOUND if there is no such one. */
gboolean ev_published_drop (EvStore *store, const char *id, GError **error);

/* All of them in the order in which one was checked against another: those that the server has by
 * their numbers, then the others as they were made. Array of EvPublished, owned; NULL with error.
 */
GPtrArray *ev_published_list (EvStore *store, GError **error);

/* The one of that id, owned; NULL with EV_ERROR_NOT_FOUND. */
EvPublished *ev_published_find (EvStore *store, const char *id, GError **error);
