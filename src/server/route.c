/* The paths that the server answers at. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route.h"

#include <string.h>

#include "server/access.h"
#include "server/courier.h"
#include "server/enrolment.h"
#include "server/gazette.h"
#include "server/vitals.h"
#include "wire/codec.h"

/* How long a laptop may wait for news, in microseconds. */
#define WAIT (55 * G_USEC_PER_SEC)
/* An enrolment is small. */
#define MOST_ENROL 4096
/* A form, with a box ticked for each of many teams. */
#define MOST_FORM (64 * 1024)
/* What a letter has beside its message. */
#define LETTER_HEAD 256
/* Of a published report, packed. */
#define MOST_REPORT (256 * 1024)

/* POST /v1/sync */

static void
answer_visit (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  EvCentral *reader = ev_service_reader (call->service);
  GBytes *body = ev_visit_answer (call->visit, reader, ev_service_now (call->service), &error);

  ev_service_give_back (call->service, reader);
  if (body != NULL)
    ev_call_answer (call, body);
  else
    ev_call_complain (call, error);
}

static gboolean
write_visit (EvCentral *central, gpointer data, GError **error)
{
  return ev_visit_write (((EvCall *)data)->visit, central, error);
}

static void
handle_sync (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ev_buffer_steal (&call->body);

  call->visit = ev_visit_open (call->device, ev_service_rules (call->service), body,
                               ev_service_now (call->service), &error);
  if (call->visit == NULL) {
    ev_call_complain (call, error);
    return;
  }
  ev_visit_set_program (call->visit, call->header (call, "User-Agent"));
  if (ev_visit_writes (call->visit))
    ev_call_write (call, write_visit, answer_visit);
  else
    answer_visit (call);
}

/* POST /v1/enrol */

static void
answer_enrolment (EvCall *call)
{
  ev_call_answer (call, ev_codec_write_enrol_answer (call->enrolled));
}

static gboolean
write_enrolment (EvCentral *central, gpointer data, GError **error)
{
  EvCall *call = data;

  call->enrolled =
      ev_enrolment_answer (central, call->enrol, ev_service_now (call->service), error);
  return call->enrolled != NULL;
}

static void
handle_enrol (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ev_buffer_steal (&call->body);
  int wait = 0;

  if (!ev_limiter_try (ev_service_enrolments (call->service), call->address,
                       ev_service_now (call->service), &wait)) {
    g_set_error (&error, EV_ERROR, EV_ERROR_TOO_MANY, "too many enrolments");
    ev_call_complain (call, error);
    call->response.retry_after = wait;
    return;
  }
  call->enrol = ev_codec_read_enrol_request (body, &error);
  if (call->enrol == NULL)
    ev_call_complain (call, error);
  else
    ev_call_write (call, write_enrolment, answer_enrolment);
}

/* POST /v1/report */

static void
answer_posting (EvCall *call)
{
  ev_call_answer (call, ev_posting_write_receipt (call->number));
}

static gboolean
write_posting (EvCentral *central, gpointer data, GError **error)
{
  EvCall *call = data;
  return ev_gazette_take (central, call->device, call->posting, &call->number, error);
}

static void
handle_posting (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ev_buffer_steal (&call->body);

  call->posting = ev_posting_read (body, &error);
  if (call->posting == NULL)
    ev_call_complain (call, error);
  else
    ev_call_write (call, write_posting, answer_posting);
}

/* GET /v1/report */

static void
handle_postings (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  EvCentral *reader = ev_service_reader (call->service);
  GBytes *body = ev_gazette_tell (reader, call->device, call->after, &error);

  ev_service_give_back (call->service, reader);
  if (body != NULL)
    ev_call_answer (call, body);
  else
    ev_call_complain (call, error);
}

/* POST /v1/keys */

static void
answer_keys (EvCall *call)
{
  ev_call_answer (call, ev_courier_write_keys_answer (call->told));
}

static gboolean
write_keys (EvCentral *central, gpointer data, GError **error)
{
  EvCall *call = data;
  EvRandom random = ev_random_system ();

  call->told = ev_courier_keys (central, &random, call->device, &call->keys, error);
  return call->told != NULL;
}

static void
handle_keys (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = ev_buffer_steal (&call->body);

  if (ev_visit_is_heard (call->device, &error) &&
      ev_courier_read_keys_request (body, &call->keys, &error))
    ev_call_write (call, write_keys, answer_keys);
  else
    ev_call_complain (call, error);
}

/* POST /v1/relay */

static void
answer_relay (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  EvCentral *reader = ev_service_reader (call->service);
  GBytes *body =
      ev_courier_answer (reader, call->visit, call->letter, ev_service_now (call->service), &error);

  ev_service_give_back (call->service, reader);
  if (body != NULL)
    ev_call_answer (call, body);
  else
    ev_call_complain (call, error);
}

static void
handle_relay (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  EvCentral *reader;

  call->letter = ev_buffer_steal (&call->body);
  if (!ev_visit_is_heard (call->device, &error)) {
    ev_call_complain (call, error);
    return;
  }
  reader = ev_service_reader (call->service);
  call->visit = ev_courier_open (reader, call->device, ev_service_rules (call->service),
                                 call->letter, ev_service_now (call->service), &error);
  ev_service_give_back (call->service, reader);
  if (call->visit != NULL)
    ev_call_write (call, write_visit, answer_relay);
  else
    ev_call_complain (call, error);
}

/* GET /v1/wait */

static void
answer_wait (EvCall *call)
{
  if (call->news)
    ev_call_answer (call, g_bytes_new_static ("", 0));
  else
    call->response = (EvResponse){ .status = 204 };
  call->answered = TRUE;
}

/* First among those who wait, then a look: so nothing that comes in between is missed. */
static void
handle_wait (EvCall *call)
{
  g_autoptr (GArray) scopes = ev_access_scopes (call->device);
  EvWaiting *waiting = ev_service_waiting (call->service);
  EvService *service = call->service;
  g_autoptr (EvCentralDevice) device = ev_central_device_copy (call->device);
  g_autofree char *epoch = g_strdup (call->epoch);
  gint64 cursor = call->cursor;
  EvCentral *reader = ev_service_reader (service);
  gboolean news = TRUE;
  g_autoptr (GError) error = NULL;

  if (!ev_visit_is_heard (device, &error)) {
    ev_service_give_back (service, reader);
    ev_call_complain (call, error);
    return;
  }
  call->next = answer_wait;
  call->suspend (call);
  ev_waiting_add (waiting, call, device->project, device->number, cursor, scopes,
                  g_get_monotonic_time () + WAIT);
  /* From here on the call may be over at any time. */
  if (reader->begin (reader, FALSE, NULL))
    ev_pull_has_news (reader, device, epoch, cursor, &news, NULL);
  reader->rollback (reader);
  ev_service_give_back (service, reader);
  if (news)
    ev_waiting_wake (waiting, call, TRUE);
}

/* GET /v1/health, GET /metrics */

static void
handle_health (EvCall *call)
{
  gboolean well;
  GBytes *body = ev_vitals_health (call->service, &well);

  ev_call_answer (call, body);
  call->response.status = well ? 200 : 503;
}

static void
handle_metrics (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = ev_vitals_metrics (call->service, call->token, &error);

  if (body == NULL) {
    ev_call_complain (call, error);
    return;
  }
  ev_call_answer (call, body);
  call->response.type = EV_VITALS_METRICS_TYPE;
}

/* The admin's pages */

static void
open_page (EvCall *call)
{
  call->admin =
      ev_admin_new (ev_service_words (call->service), call->path, call->header (call, "Cookie"),
                    call->header (call, "Accept-Language"));
}

static void
handle_page (EvCall *call)
{
  const char *const *names = ev_admin_names ();
  EvCentral *reader = ev_service_reader (call->service);

  open_page (call);
  for (guint i = 0; names[i] != NULL; i++)
    ev_admin_argument (call->admin, names[i], call->argument (call, names[i]));
  ev_admin_show (call->admin, reader, ev_service_now (call->service), &call->response);
  ev_service_give_back (call->service, reader);
  call->answered = TRUE;
}

static gboolean
write_form (EvCentral *central, gpointer data, GError **error)
{
  EvCall *call = data;
  EvRandom random = ev_random_system ();

  return ev_admin_write (call->admin, central, &random, ev_service_now (call->service),
                         &call->response, error);
}

static void
answer_form (EvCall *call)
{
  call->answered = TRUE;
}

static gboolean
read_form (EvCall *call, GError **error)
{
  g_autoptr (GBytes) body = ev_buffer_steal (&call->body);

  open_page (call);
  return ev_admin_read_form (call->admin, body, error);
}

static gboolean
may_write (EvCall *call, GError **error)
{
  EvCentral *reader = ev_service_reader (call->service);
  gboolean may = ev_admin_may_write (call->admin, reader, ev_service_now (call->service), error);

  ev_service_give_back (call->service, reader);
  return may;
}

static void
handle_form (EvCall *call)
{
  g_autoptr (GError) error = NULL;

  if (read_form (call, &error) && may_write (call, &error))
    ev_call_write (call, write_form, answer_form);
  else
    ev_call_complain (call, error);
}

/* Who guesses at links is slowed down; a session's cookie is never guessed. */
static void
handle_sign_in (EvCall *call)
{
  g_autoptr (GError) error = NULL;
  int wait = 0;

  if (!read_form (call, &error)) {
    ev_call_complain (call, error);
    return;
  }
  if (ev_limiter_try (ev_service_sign_ins (call->service), call->address,
                      ev_service_now (call->service), &wait)) {
    ev_call_write (call, write_form, answer_form);
    return;
  }
  g_set_error (&error, EV_ERROR, EV_ERROR_TOO_MANY, "too many tries to sign in");
  ev_call_complain (call, error);
  call->response.retry_after = wait;
}

static void
handle_style (EvCall *call)
{
  ev_admin_style (&call->response);
  call->answered = TRUE;
}

static const EvRoute routes[] = {
  { "POST", "/v1/sync", EV_WIRE_MAX_BODY, TRUE, handle_sync },
  { "POST", "/v1/keys", MOST_ENROL, TRUE, handle_keys },
  { "POST", "/v1/relay", EV_WIRE_MAX_BODY + LETTER_HEAD, TRUE, handle_relay },
  { "GET", "/v1/wait", 0, TRUE, handle_wait },
  { "POST", "/v1/report", MOST_REPORT, TRUE, handle_posting },
  { "GET", "/v1/report", 0, TRUE, handle_postings },
  { "POST", "/v1/enrol", MOST_ENROL, FALSE, handle_enrol },
  { "GET", "/v1/health", 0, FALSE, handle_health },
  { "GET", "/metrics", 0, FALSE, handle_metrics },
  { "GET", EV_PAGE_PATH_TOP, 0, FALSE, handle_page },
  { "GET", EV_PAGE_PATH_STYLE, 0, FALSE, handle_style },
  { "GET", EV_PAGE_PATH_PROJECT, 0, FALSE, handle_page },
  { "GET", EV_PAGE_PATH_LAPTOP, 0, FALSE, handle_page },
  { "GET", EV_PAGE_PATH_SIGN_IN, 0, FALSE, handle_page },
  { "POST", EV_PAGE_PATH_SIGN_IN, MOST_FORM, FALSE, handle_sign_in },
  { "POST", EV_PAGE_PATH_SIGN_OUT, MOST_FORM, FALSE, handle_form },
  { "POST", EV_PAGE_PATH_INVITE, MOST_FORM, FALSE, handle_form },
  { "POST", EV_PAGE_PATH_TAKE_BACK, MOST_FORM, FALSE, handle_form },
  { "POST", EV_PAGE_PATH_REVOKE, MOST_FORM, FALSE, handle_form },
};

const EvRoute *
ev_route_find (const char *method, const char *path, gboolean *known)
{
  *known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++) {
    if (strcmp (routes[i].path, path) != 0)
      continue;
    *known = TRUE;
    if (strcmp (routes[i].method, method) == 0)
      return &routes[i];
  }
  return NULL;
}
