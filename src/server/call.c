/* One request while it is being answered. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/call.h"

void
ev_call_clear (EvCall *call)
{
  g_free (call->address);
  g_free (call->token);
  g_free (call->epoch);
  ev_buffer_clear (&call->body);
  ev_central_device_free (call->device);
  ev_visit_free (call->visit);
  g_clear_pointer (&call->letter, g_bytes_unref);
  ev_keys_answer_free (call->told);
  ev_enrol_request_free (call->enrol);
  ev_enrol_answer_free (call->enrolled);
  ev_posting_free (call->posting);
  ev_admin_free (call->admin);
  ev_response_clear (&call->response);
}

void
ev_call_answer (EvCall *call, GBytes *body)
{
  ev_response_set (&call->response, body);
  call->answered = TRUE;
}

void
ev_call_complain (EvCall *call, const GError *error)
{
  if (call->admin != NULL)
    ev_admin_complain (call->admin, error, &call->response);
  else
    ev_response_complain (&call->response, error, ev_service_now (call->service));
  call->answered = TRUE;
}

static void
count_changes (const EvVisit *visit, EvMetrics *metrics)
{
  const GPtrArray *refused = ev_visit_refused (visit);

  if (ev_visit_changes (visit) > refused->len)
    ev_metrics_count_changes (metrics, ev_visit_changes (visit) - refused->len);
  for (guint i = 0; i < refused->len; i++)
    ev_metrics_count_refusal (metrics,
                              ev_reason_name (((const EvRefusal *)refused->pdata[i])->reason));
}

void
ev_call_count (const EvCall *call, const char *path)
{
  EvMetrics *metrics = ev_service_metrics (call->service);

  ev_metrics_count_request (metrics, path, call->response.status);
  if (call->response.complaint != NULL)
    ev_metrics_count_complaint (metrics, call->response.complaint);
  else if (call->visit != NULL)
    count_changes (call->visit, metrics);
}

gboolean
ev_call_authenticate (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  EvCentral *reader = ev_service_reader (call->service);

  call->device = ev_visit_authenticate (reader, call->token, &error);
  ev_service_give_back (call->service, reader);
  if (call->device == NULL)
    ev_call_complain (call, error);
  return call->device != NULL;
}

static void
written (const GError *error, gpointer data)
{
  EvCall *call = data;

  if (error != NULL)
    ev_call_complain (call, error);
  else if (call->visit != NULL)
    ev_waiting_tell (ev_service_waiting (call->service), ev_visit_project (call->visit),
                     ev_visit_device (call->visit), ev_visit_scopes (call->visit));
  else if (call->posting != NULL)
    ev_waiting_tell_project (ev_service_waiting (call->service), call->device->project);
  call->resume (call);
}

void
ev_call_write (EvCall *call, gboolean (*run) (EvCentral *, gpointer, GError **),
               void (*next) (EvCall *call))
{
  const EvJob job = { .run = run,
                      .done = written,
                      .data = call,
                      .weight = call->visit != NULL ? ev_visit_changes (call->visit) : 0 };
  g_autoptr (GError) busy = g_error_new_literal (EV_ERROR, EV_ERROR_BUSY, "too much to write");

  call->next = next;
  call->suspend (call);
  if (ev_writer_submit (ev_service_writer (call->service), &job))
    return;
  ev_call_complain (call, busy);
  call->resume (call);
}
