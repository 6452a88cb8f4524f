/* Making a report and writing it to a file, on another thread. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reports/report-work.h"

#include "base/clock.h"
#include "exchange/report-file.h"
#include "print/report-document.h"
#include "report/json.h"
#include "report/register.h"
#include "store/access.h"
#include "store/candidate.h"
#include "store/published.h"

#define MOST_PAIRS 1000 /* of possible duplicates counted */

/* Making */

typedef struct {
  EvLists *lists;
  char *from, *to, *municipality, *event_type;
  gboolean public_audience;
  void (*progress) (double share, gpointer data);
  gpointer data;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_free (making->from);
  g_free (making->to);
  g_free (making->municipality);
  g_free (making->event_type);
  g_free (making);
}

typedef struct {
  GTask *task;
  double share;
} Step;

static gboolean
tell_cb (gpointer data)
{
  Step *step = data;
  const Making *making = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task))
    making->progress (step->share, making->data);
  g_object_unref (step->task);
  g_free (step);
  return G_SOURCE_REMOVE;
}

static void
read_on (guint64 done, guint64 all, gpointer data)
{
  GTask *task = data;
  const Making *making = g_task_get_task_data (task);
  Step *step;

  if (!making->progress || all == 0)
    return;
  step = g_new0 (Step, 1);
  step->task = g_object_ref (task);
  step->share = (double)done / (double)all;
  g_main_context_invoke (NULL, tell_cb, step);
}

static void
make_job (GTask *task, EvStore *store, gpointer data)
{
  const Making *making = data;
  const char *types[] = { making->event_type, NULL };
  EvRegisterWatch watch = { read_on, task, g_task_get_cancellable (task) };
  g_autofree char *today = NULL;
  EvClock clock = ev_clock_system ();
  EvRegisterWish wish = { .filter = { .from = making->from,
                                      .to = making->to,
                                      .municipality = making->municipality,
                                      .event_types = making->event_type ? types : NULL },
                          .audience =
                              making->public_audience ? EV_AUDIENCE_PUBLIC : EV_AUDIENCE_INTERNAL };
  GError *error = NULL;
  gboolean counted = ev_candidate_count (store, MOST_PAIRS, &wish.open_duplicates, &error);
  g_autoptr (EvReport) report = NULL;

  today = ev_clock_date (ev_clock_now (&clock));
  wish.filter.as_of = today;
  report = counted ? ev_register_report (store, making->lists, &wish, &watch, &error) : NULL;
  if (report)
    g_task_return_pointer (task, ev_report_json (report, making->lists),
                           (GDestroyNotify)cJSON_Delete);
  else
    g_task_return_error (task, error);
}

static char *
non_empty (const char *text)
{
  return text && *text ? g_strdup (text) : NULL;
}

void
ev_report_work_make (EvRegister *reg, const EvReportWish *wish, GCancellable *cancellable,
                     void (*progress) (double share, gpointer data), GAsyncReadyCallback callback,
                     gpointer data)
{
  Making *making = g_new0 (Making, 1);

  making->lists = ev_register_lists (reg);
  making->from = non_empty (wish->from);
  making->to = non_empty (wish->to);
  making->municipality = non_empty (wish->municipality);
  making->event_type = non_empty (wish->event_type);
  making->public_audience = wish->public_audience;
  making->progress = progress;
  making->data = data;
  ev_register_look (reg, make_job, making, making_free, cancellable, callback, data);
}

cJSON *
ev_report_work_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Saving */

typedef struct {
  EvLists *lists;
  cJSON *report;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  cJSON_Delete (saving->report);
  g_free (saving->path);
  g_free (saving);
}

static gboolean
write_pdf (const Saving *saving, gint64 now, GError **error)
{
  g_autoptr (EvDocument) document = ev_report_document_new (saving->report, saving->lists, error);

  return document && ev_document_write_pdf (document, saving->path, now, error);
}

static gboolean
write_xlsx (const Saving *saving, gint64 now, GError **error)
{
  g_autofree char *about = ev_report_document_about (saving->report, saving->lists);
  g_auto (GStrv) notes = ev_report_document_notes (saving->report);

  return ev_report_file_write_xlsx (saving->report, about, notes, saving->path, now, error);
}

static gboolean
write_text (const Saving *saving, gboolean csv, GError **error)
{
  g_autofree char *text =
      csv ? ev_report_file_csv (saving->report) : ev_json_print (saving->report);

  return g_file_set_contents_full (saving->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
write_file (const Saving *saving, GError **error)
{
  EvClock clock = ev_clock_system ();
  gint64 now = ev_clock_now (&clock);

  if (g_str_has_suffix (saving->path, ".pdf"))
    return write_pdf (saving, now, error);
  if (g_str_has_suffix (saving->path, ".xlsx"))
    return write_xlsx (saving, now, error);
  return write_text (saving, g_str_has_suffix (saving->path, ".csv"), error);
}

static void
save_job (GTask *task, EvStore *store, gpointer data)
{
  GError *error = NULL;

  if (ev_access_note (store, EV_ACCESS_EXPORT, "report", NULL, &error) && write_file (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ev_report_work_save (EvRegister *reg, const cJSON *report, const char *path,
                     GAsyncReadyCallback callback, gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->lists = ev_register_lists (reg);
  saving->report = cJSON_Duplicate (report, TRUE);
  saving->path = g_strdup (path);
  ev_register_run (reg, save_job, saving, saving_free, callback, data);
}

gboolean
ev_report_work_save_finish (EvRegister *reg, GAsyncResult *result, GError **error)
{
  return ev_register_run_finish (reg, result, error);
}

/* Publishing */

typedef struct {
  char *report, *after, *again;
} Publishing;

static void
publishing_free (gpointer data)
{
  Publishing *publishing = data;

  g_free (publishing->report);
  g_free (publishing->after);
  g_free (publishing->again);
  g_free (publishing);
}

static void
publish_job (GTask *task, EvStore *store, gpointer data)
{
  const Publishing *publishing = data;
  GError *error = NULL;
  g_autofree char *id =
      ev_published_add (store, publishing->report, publishing->after, publishing->again, &error);

  if (id)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ev_report_work_publish (EvRegister *reg, const cJSON *report, const char *again,
                        GAsyncReadyCallback callback, gpointer data)
{
  Publishing *publishing = g_new0 (Publishing, 1);

  publishing->report = ev_json_print (report);
  publishing->after = g_strdup (ev_json_text (report, "after"));
  publishing->again = g_strdup (again);
  ev_register_run (reg, publish_job, publishing, publishing_free, callback, data);
}
