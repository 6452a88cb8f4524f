/* Making a report and writing it to a file, on another thread. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/register/register.h"
#include "base/json.h"

/* What report is wanted; NULL or "" does not restrict. Borrowed until the call returns. */
typedef struct {
  const char *from, *to; /* civil dates */
  const char *municipality, *event_type;
  gboolean public_audience;
} EvReportWish;

/* Counts on the reader's thread, told to `progress` (may be NULL) on the main thread as a share
 * from 0 to 1, and stopped by `cancellable`. Finish gives the report's JSON, owned. */
void ev_report_work_make (EvRegister *reg, const EvReportWish *wish, GCancellable *cancellable,
                          void (*progress) (double share, gpointer data),
                          GAsyncReadyCallback callback, gpointer data);
cJSON *ev_report_work_make_finish (GAsyncResult *result, GError **error);

/* Writes `report` (copied) to `path` in the format of its ending: pdf, xlsx, csv or json. That it
 * was taken out is noted in the access log. Finish says whether. */
void ev_report_work_save (EvRegister *reg, const cJSON *report, const char *path,
                          GAsyncReadyCallback callback, gpointer data);
gboolean ev_report_work_save_finish (EvRegister *reg, GAsyncResult *result, GError **error);

/* Publishes `report` (copied), made for the public, as fixed figures; `again` (may be NULL) is a
 * refused one that it takes the place of. EV_ERROR_EXISTS if others published since it was made. */
void ev_report_work_publish (EvRegister *reg, const cJSON *report, const char *again,
                             GAsyncReadyCallback callback, gpointer data);
