/* A register's records as the rows of a report. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "report/report.h"
#include "store/store.h"

/* Everything in the register, merged people once. Who attended but was erased, or has not reached
 * this laptop yet, is a row with nothing but an id; who was deleted is none. Owned. */
EvReportSource *ev_register_rows (EvStore *store, const EvLists *lists, GError **error);

/* How a long reading is watched: told how many of about `all` rows were read, and stopped. */
typedef struct {
  void (*progress) (guint64 done, guint64 all, gpointer data); /* may be NULL */
  gpointer data;
  GCancellable *cancellable; /* may be NULL */
} EvRegisterWatch;

/* The same, watched (may be NULL); EV_ERROR_CANCELLED if it was stopped. A million attendances take
 * well below a second; in a window, on a thread with a store of its own (ev_store_open_beside()).
 */
EvReportSource *ev_register_rows_watched (EvStore *store, const EvLists *lists,
                                          const EvRegisterWatch *watch, GError **error);

/* What report of the register is wanted. */
typedef struct {
  EvReportFilter filter;
  EvAudience audience;
  guint open_duplicates; /* pairs that wait for a decision, as store/candidate.h counts them */
} EvRegisterWish;

/* A report with the register's own indicators, name and threshold; for the public, checked against
 * everything that was published (store/published.h). `watch` may be NULL. Errors as
 * ev_report_new(). Owned. */
EvReport *ev_register_report (EvStore *store, const EvLists *lists, const EvRegisterWish *wish,
                              const EvRegisterWatch *watch, GError **error);

/* Checks reports again that the server refused because others had published meanwhile. One that
 * comes out with the very same figures beside what there is now is published in place of the
 * refused one; any other waits for a person, who has to look at it. `published` is how many.
 * Counts anew for each, so it is worth doing when something was published, not at every sync. */
gboolean ev_register_check_again (EvStore *store, const EvLists *lists, guint *published,
                                  GError **error);

/* The indicators of the register, titles in the present language, to be named in a request.
 * Array of EvIndicator, owned with its texts. */
GArray *ev_register_indicators (EvStore *store, GError **error);
