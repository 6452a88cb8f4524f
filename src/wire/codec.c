/* Messages to bytes and back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire/codec.h"

#include "base/json.h"
#include "wire/changes-private.h"
#include "wire/codec-private.h"
#include "wire/conflict-private.h"
#include "wire/envelope-private.h"
#include "wire/scope-private.h"

#define MAX_WORD 64
#define MAX_PIN 128
#define MAX_NAME 400

static void
add_text (cJSON *message, const char *member, const char *text)
{
  if (text != NULL)
    ev_json_add_text (message, member, text);
}

static void
add_nonzero (cJSON *message, const char *member, gint64 number)
{
  if (number != 0)
    ev_json_add_integer (message, member, number);
}

static void
add_changes (cJSON *message, const char *member, const GPtrArray *changes, const char *own)
{
  g_autofree char *text = changes->len > 0 ? ev_changes_write (changes, own) : NULL;
  if (text != NULL)
    cJSON_AddRawToObject (message, member, text);
}

GBytes *
ev_codec_write_request (const EvRequest *request)
{
  cJSON *message = ev_envelope_new (request->version);

  add_nonzero (message, "d", request->dictionary);
  add_text (message, "i", request->device);
  add_text (message, "e", request->epoch);
  add_nonzero (message, "c", request->cursor);
  add_nonzero (message, "h", request->held);
  if (request->after != request->held)
    ev_json_add_integer (message, "a", request->after);
  add_nonzero (message, "l", request->limit);
  add_changes (message, "b", request->changes, request->device);
  add_changes (message, "z", request->rescued, request->device);
  ev_scope_write_sums (message, "k", request->from, request->sums);
  return ev_envelope_close (message, request->dictionary);
}

static gboolean
changes_are_own (const EvRequest *request, GError **error)
{
  gint64 last = 0;

  for (guint i = 0; i < request->changes->len; i++) {
    const EvVersion *version = &((const EvChange *)request->changes->pdata[i])->version;
    if (g_strcmp0 (version->device, request->device) != 0 || version->seq <= last) {
      g_set_error (error, EV_ERROR, EV_ERROR_MALFORMED, "changes out of order, or of another");
      return FALSE;
    }
    last = version->seq;
  }
  return TRUE;
}

EvRequest *
ev_codec_read_request (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvRequest) request = ev_request_new ();
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, TRUE, &request->version, error))
    return NULL;
  form = ev_form_of (message);
  request->dictionary = (guint32)ev_form_integer (&form, "d", 0, G_MAXUINT32);
  ev_form_device (&form, "i", request->device);
  request->epoch = ev_form_text (&form, "e", MAX_WORD, FALSE);
  request->cursor = ev_form_integer (&form, "c", 0, EV_JSON_MAX_INTEGER);
  request->held = ev_form_integer (&form, "h", 0, EV_JSON_MAX_INTEGER);
  request->after = request->held;
  if (cJSON_HasObjectItem (message, "a"))
    request->after = ev_form_integer (&form, "a", 0, EV_JSON_MAX_INTEGER);
  request->limit = ev_form_integer (&form, "l", 0, EV_JSON_MAX_INTEGER);
  ev_scope_read_sums (&form, "k", &request->from, request->sums);
  if (!ev_form_is_sound (&form, error) ||
      !ev_changes_read (cJSON_GetObjectItemCaseSensitive (message, "b"), request->device,
                        request->changes, error) ||
      !ev_changes_read (cJSON_GetObjectItemCaseSensitive (message, "z"), request->device,
                        request->rescued, error) ||
      !changes_are_own (request, error))
    return NULL;
  return g_steal_pointer (&request);
}

cJSON *
ev_codec_refusals_to_json (const GPtrArray *refusals)
{
  cJSON *rows = cJSON_CreateArray ();

  for (guint i = 0; i < refusals->len; i++) {
    const EvRefusal *refusal = refusals->pdata[i];
    cJSON *row = cJSON_CreateArray ();
    cJSON_AddItemToArray (row, cJSON_CreateNumber ((double)refusal->seq));
    cJSON_AddItemToArray (row, cJSON_CreateString (ev_reason_name (refusal->reason)));
    if (refusal->field != NULL)
      cJSON_AddItemToArray (row, cJSON_CreateString (refusal->field));
    cJSON_AddItemToArray (rows, row);
  }
  return rows;
}

static EvRefusal *
refusal_from_json (const cJSON *row)
{
  const cJSON *item = cJSON_IsArray (row) ? row->child : NULL;
  const char *field = NULL;
  EvReason reason;
  gint64 seq;

  if (item == NULL || !ev_json_is_integer (item, &seq) || seq < 1 || item->next == NULL ||
      !cJSON_IsString (item->next) || !ev_reason_parse (item->next->valuestring, &reason))
    return NULL;
  item = item->next->next;
  if (item != NULL) {
    field = cJSON_GetStringValue (item);
    if (field == NULL || !ev_field_is_name (field) || item->next != NULL)
      return NULL;
  }
  return ev_refusal_new (seq, reason, field);
}

void
ev_codec_read_refusals (EvForm *form, const char *member, GPtrArray *refusals)
{
  const cJSON *rows = ev_form_array (form, member, EV_WIRE_MAX_CHANGES);
  const cJSON *row = NULL;

  cJSON_ArrayForEach (row, rows) {
    EvRefusal *refusal = refusal_from_json (row);
    if (refusal == NULL) {
      form->ill = member;
      return;
    }
    g_ptr_array_add (refusals, refusal);
  }
}

GBytes *
ev_codec_write_answer (const EvAnswer *answer)
{
  cJSON *message = ev_envelope_new (answer->version);
  g_autofree char *digest = answer->has_digest ? ev_digest_format (&answer->digest) : NULL;

  add_text (message, "e", answer->epoch);
  add_nonzero (message, "a", answer->acked);
  add_nonzero (message, "c", answer->cursor);
  add_nonzero (message, "t", answer->server_time);
  add_nonzero (message, "m", answer->more ? 1 : 0);
  add_text (message, "g", digest);
  add_text (message, "p", answer->next_pin);
  add_nonzero (message, "n", answer->posting);
  if (answer->refusals->len > 0)
    cJSON_AddItemToObject (message, "r", ev_codec_refusals_to_json (answer->refusals));
  add_changes (message, "b", answer->changes, NULL);
  ev_conflicts_write (message, "x", answer->conflicts);
  ev_conflicts_write (message, "s", answer->settled);
  ev_scope_write_left (message, "o", answer->left);
  ev_scope_write_rights (message, "u", answer->role, answer->teams);
  ev_scope_write_buckets (message, "k", answer->until, answer->buckets);
  return ev_envelope_close (message, answer->dictionary);
}

static void
read_digest (EvForm *form, EvAnswer *answer)
{
  g_autofree char *text = ev_form_text (form, "g", 32, FALSE);

  answer->has_digest = text != NULL && ev_digest_parse (text, &answer->digest);
  if (text != NULL && !answer->has_digest)
    form->ill = "g";
}

EvAnswer *
ev_codec_read_answer (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &answer->version, error))
    return NULL;
  form = ev_form_of (message);
  answer->epoch = ev_form_text (&form, "e", MAX_WORD, FALSE);
  answer->acked = ev_form_integer (&form, "a", 0, EV_JSON_MAX_INTEGER);
  answer->cursor = ev_form_integer (&form, "c", 0, EV_JSON_MAX_INTEGER);
  answer->server_time = ev_form_integer (&form, "t", 0, EV_JSON_MAX_INTEGER);
  answer->more = ev_form_flag (&form, "m");
  answer->next_pin = ev_form_text (&form, "p", MAX_PIN, FALSE);
  answer->posting = ev_form_integer (&form, "n", 0, EV_JSON_MAX_INTEGER);
  read_digest (&form, answer);
  ev_codec_read_refusals (&form, "r", answer->refusals);
  ev_conflicts_read (&form, "x", answer->conflicts);
  ev_conflicts_read (&form, "s", answer->settled);
  ev_scope_read_left (&form, "o", answer->left);
  ev_scope_read_rights (&form, "u", &answer->role, &answer->teams);
  ev_scope_read_buckets (&form, "k", &answer->until, answer->buckets);
  if (!ev_form_is_sound (&form, error) ||
      !ev_changes_read (cJSON_GetObjectItemCaseSensitive (message, "b"), NULL, answer->changes,
                        error))
    return NULL;
  return g_steal_pointer (&answer);
}

GBytes *
ev_codec_write_enrol_request (const EvEnrolRequest *request)
{
  cJSON *message = ev_envelope_new (request->version);

  add_text (message, "code", request->code);
  add_text (message, "device", request->device);
  add_text (message, "name", request->name);
  add_text (message, "token_hash", request->token_hash);
  return ev_envelope_close (message, 0);
}

EvEnrolRequest *
ev_codec_read_enrol_request (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, TRUE, &request->version, error))
    return NULL;
  form = ev_form_of (message);
  request->code = ev_form_text (&form, "code", MAX_WORD, TRUE);
  ev_form_device (&form, "device", request->device);
  request->name = ev_form_text (&form, "name", MAX_NAME, FALSE);
  request->token_hash = ev_form_text (&form, "token_hash", MAX_WORD, TRUE);
  if (request->token_hash != NULL && !ev_form_is_hash (request->token_hash))
    form.ill = "token_hash";
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&request) : NULL;
}

GBytes *
ev_codec_write_enrol_answer (const EvEnrolAnswer *answer)
{
  cJSON *message = ev_envelope_new (answer->version);

  ev_scope_write_teams (message, "teams", answer->teams);
  add_text (message, "project", answer->project);
  add_text (message, "project_name", answer->project_name);
  add_text (message, "role", answer->role);
  add_text (message, "epoch", answer->epoch);
  ev_json_add_integer (message, "server_time", answer->server_time);
  return ev_envelope_close (message, 0);
}

EvEnrolAnswer *
ev_codec_read_enrol_answer (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvEnrolAnswer) answer = ev_enrol_answer_new ();
  EvForm form;

  if (message == NULL || !ev_envelope_is_spoken (message, FALSE, &answer->version, error))
    return NULL;
  form = ev_form_of (message);
  answer->project = ev_form_text (&form, "project", MAX_WORD, TRUE);
  answer->project_name = ev_form_text (&form, "project_name", MAX_NAME, FALSE);
  answer->role = ev_form_text (&form, "role", MAX_WORD, TRUE);
  answer->epoch = ev_form_text (&form, "epoch", MAX_WORD, FALSE);
  answer->server_time = ev_form_integer (&form, "server_time", 0, EV_JSON_MAX_INTEGER);
  answer->teams = ev_scope_read_teams (&form, "teams");
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&answer) : NULL;
}

GBytes *
ev_codec_write_complaint (const EvComplaint *complaint)
{
  cJSON *message = cJSON_CreateObject ();

  add_text (message, "complaint", complaint->code);
  ev_json_add_integer (message, "server_time", complaint->server_time);
  ev_json_add_integer (message, "oldest", complaint->oldest);
  ev_json_add_integer (message, "newest", complaint->newest);
  return ev_envelope_close (message, 0);
}

EvComplaint *
ev_codec_read_complaint (GBytes *bytes, GError **error)
{
  g_autoptr (EvJson) message = ev_envelope_open (bytes, error);
  g_autoptr (EvComplaint) complaint = ev_complaint_new (NULL, 0);
  EvForm form;

  if (message == NULL)
    return NULL;
  form = ev_form_of (message);
  complaint->code = ev_form_text (&form, "complaint", MAX_WORD, TRUE);
  complaint->server_time = ev_form_integer (&form, "server_time", 0, EV_JSON_MAX_INTEGER);
  complaint->oldest = (int)ev_form_integer (&form, "oldest", 0, G_MAXINT);
  complaint->newest = (int)ev_form_integer (&form, "newest", 0, G_MAXINT);
  return ev_form_is_sound (&form, error) ? g_steal_pointer (&complaint) : NULL;
}
