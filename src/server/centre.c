/* The whole server without a network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/centre.h"

#include <string.h>

#include "server/courier.h"
#include "server/enrolment.h"
#include "server/gazette.h"
#include "wire/codec.h"

struct _EvCentre {
  EvCentral *central;
  EvRules rules;
  EvClock clock;
};

EvCentre *
ev_centre_new (EvCentral *central, const EvRules *rules, const EvClock *clock)
{
  EvCentre *centre = g_new0 (EvCentre, 1);

  *centre = (EvCentre){ central, *rules, *clock };
  return centre;
}

void
ev_centre_free (EvCentre *centre)
{
  g_free (centre);
}

static gboolean
write_visit (EvCentral *central, EvVisit *visit, GError **error)
{
  if (!central->begin (central, TRUE, error))
    return FALSE;
  if (ev_visit_write (visit, central, error) && central->commit (central, error))
    return TRUE;
  central->rollback (central);
  return FALSE;
}

static GBytes *
sync_once (EvCentre *centre, const char *token, GBytes *body, GError **error)
{
  EvCentral *central = centre->central;
  gint64 now = ev_clock_now (&centre->clock);
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (central, token, error);
  g_autoptr (EvVisit) visit = NULL;

  if (device == NULL)
    return NULL;
  visit = ev_visit_open (device, &centre->rules, body, now, error);
  if (visit == NULL || (ev_visit_writes (visit) && !write_visit (central, visit, error)))
    return NULL;
  return ev_visit_answer (visit, central, now, error);
}

static GBytes *
enrol (EvCentre *centre, GBytes *body, GError **error)
{
  EvCentral *central = centre->central;
  g_autoptr (EvEnrolRequest) request = ev_codec_read_enrol_request (body, error);
  g_autoptr (EvEnrolAnswer) answer = NULL;

  if (request == NULL || !central->begin (central, TRUE, error))
    return NULL;
  answer = ev_enrolment_answer (central, request, ev_clock_now (&centre->clock), error);
  if (answer != NULL && central->commit (central, error))
    return ev_codec_write_enrol_answer (answer);
  central->rollback (central);
  return NULL;
}

static GBytes *
publish (EvCentre *centre, const char *token, GBytes *body, GError **error)
{
  EvCentral *central = centre->central;
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (central, token, error);
  g_autoptr (EvPosting) posting = device != NULL ? ev_posting_read (body, error) : NULL;
  gint64 number;

  if (posting == NULL || !central->begin (central, TRUE, error))
    return NULL;
  if (ev_gazette_take (central, device, posting, &number, error) &&
      central->commit (central, error))
    return ev_posting_write_receipt (number);
  central->rollback (central);
  return NULL;
}

static GBytes *
tell_published (EvCentre *centre, const char *query, const char *token, GError **error)
{
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (centre->central, token, error);
  g_autoptr (GHashTable) values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *after = values != NULL ? g_hash_table_lookup (values, "after") : NULL;

  return device != NULL
             ? ev_gazette_tell (centre->central, device,
                                after != NULL ? g_ascii_strtoll (after, NULL, 10) : 0, error)
             : NULL;
}

static GBytes *
keys (EvCentre *centre, const char *token, GBytes *body, GError **error)
{
  EvCentral *central = centre->central;
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (central, token, error);
  g_autoptr (EvKeysAnswer) answer = NULL;
  EvRandom random = ev_random_system ();
  EvKeysRequest request;

  if (device == NULL || !ev_visit_is_heard (device, error) ||
      !ev_courier_read_keys_request (body, &request, error) ||
      !central->begin (central, TRUE, error))
    return NULL;
  answer = ev_courier_keys (central, &random, device, &request, error);
  if (answer != NULL && central->commit (central, error))
    return ev_courier_write_keys_answer (answer);
  central->rollback (central);
  return NULL;
}

static GBytes *
relay (EvCentre *centre, const char *token, GBytes *letter, GError **error)
{
  EvCentral *central = centre->central;
  gint64 now = ev_clock_now (&centre->clock);
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (central, token, error);
  g_autoptr (EvVisit) visit = NULL;

  if (device == NULL || !ev_visit_is_heard (device, error))
    return NULL;
  visit = ev_courier_open (central, device, &centre->rules, letter, now, error);
  if (visit == NULL || !write_visit (central, visit, error))
    return NULL;
  return ev_courier_answer (central, visit, letter, now, error);
}

static gboolean
look (EvCentre *centre, const char *query, const char *token, gboolean *news, GError **error)
{
  EvCentral *central = centre->central;
  g_autoptr (EvCentralDevice) device = ev_visit_authenticate (central, token, error);
  g_autoptr (GHashTable) values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  const char *cursor = values != NULL ? g_hash_table_lookup (values, "cursor") : NULL;
  const char *epoch = values != NULL ? g_hash_table_lookup (values, "epoch") : NULL;
  gboolean looked;

  if (device == NULL || !ev_visit_is_heard (device, error) ||
      !central->begin (central, FALSE, error))
    return FALSE;
  looked = ev_pull_has_news (central, device, epoch,
                             cursor != NULL ? g_ascii_strtoll (cursor, NULL, 10) : 0, news, error);
  central->rollback (central);
  return looked;
}

void
ev_centre_call (EvCentre *centre, const char *path, const char *token, GBytes *body,
                EvResponse *response)
{
  static const char waiting[] = "/v1/wait?", published[] = "/v1/report?";
  g_autoptr (GError) error = NULL;
  GBytes *answer = NULL;
  gboolean news = FALSE;

  *response = (EvResponse){ .status = 404 };
  if (body != NULL && strcmp (path, "/v1/sync") == 0)
    answer = sync_once (centre, token, body, &error);
  else if (body != NULL && strcmp (path, "/v1/enrol") == 0)
    answer = enrol (centre, body, &error);
  else if (body != NULL && strcmp (path, "/v1/report") == 0)
    answer = publish (centre, token, body, &error);
  else if (body != NULL && strcmp (path, "/v1/keys") == 0)
    answer = keys (centre, token, body, &error);
  else if (body != NULL && strcmp (path, "/v1/relay") == 0)
    answer = relay (centre, token, body, &error);
  else if (body == NULL && g_str_has_prefix (path, published))
    answer = tell_published (centre, path + strlen (published), token, &error);
  else if (body == NULL && g_str_has_prefix (path, waiting) &&
           look (centre, path + strlen (waiting), token, &news, &error))
    *response = (EvResponse){ .status = 204 };
  if (news)
    answer = g_bytes_new_static ("", 0);
  if (answer != NULL)
    ev_response_set (response, answer);
  else if (error != NULL)
    ev_response_complain (response, error, ev_clock_now (&centre->clock));
}
