/* A server in this process that answers as told. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"

#include <string.h>

#include "base/hlc.h"
#include "wire/envelope-private.h"

#define OTHER "0THERDEV1CE00"

static gint64 *
key (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

FakeServer *
fake_server_new (void)
{
  FakeServer *server = g_new0 (FakeServer, 1);

  server->epoch = g_strdup ("first");
  server->now = 1790000000000;
  server->received = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  server->feed = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  server->page = 1000;
  server->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ev_record_free);
  server->refuse = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  server->dictionary = EV_WIRE_DICTIONARY;
  server->elapsed = 100;
  g_queue_init (&server->faults);
  return server;
}

void
fake_server_free (FakeServer *server)
{
  g_free (server->epoch);
  g_hash_table_unref (server->received);
  g_ptr_array_unref (server->feed);
  g_hash_table_unref (server->records);
  g_hash_table_unref (server->refuse);
  g_queue_clear_full (&server->faults, g_free);
  g_free (server->last_path);
  g_free (server->last_token);
  g_free (server->project);
  g_free (server->enrolled_device);
  g_free (server->enrolled_hash);
  g_free (server);
}

void
fake_server_fault (FakeServer *server, Fault fault)
{
  g_queue_push_tail (&server->faults, g_memdup2 (&fault, sizeof fault));
}

static void
merge (FakeServer *server, const EvChange *change)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", ev_kind_name (change->kind), change->id);
  EvRecord *record = g_hash_table_lookup (server->records, name);

  if (record == NULL) {
    record = ev_record_new (change->kind, change->id);
    g_hash_table_insert (server->records, g_steal_pointer (&name), record);
  }
  ev_merge_apply (record, change, NULL, NULL);
}

void
fake_server_add_person (FakeServer *server, gint64 counter, const char *name)
{
  g_autofree char *id = ev_id_new (OTHER, counter);
  EvChange *change = ev_change_new (EV_KIND_PERSON, id);

  g_strlcpy (change->version.device, OTHER, sizeof change->version.device);
  change->version.seq = counter;
  change->version.stamp = ev_hlc_from_milliseconds (server->now - 1000) + counter;
  ev_change_set_text (change, "given_name", name);
  ev_change_set_text (change, "family_name", "Krasniqi");
  merge (server, change);
  g_ptr_array_add (server->feed, change);
}

void
fake_server_restore (FakeServer *server, const char *epoch, gint64 acked)
{
  GHashTableIter iter;
  gpointer seq;

  g_free (server->epoch);
  server->epoch = g_strdup (epoch);
  server->acked = acked;
  g_hash_table_remove_all (server->records);
  for (guint i = 0; i < server->feed->len; i++)
    merge (server, g_ptr_array_index (server->feed, i));
  g_hash_table_iter_init (&iter, server->received);
  while (g_hash_table_iter_next (&iter, &seq, NULL)) {
    if (*(gint64 *)seq > acked)
      g_hash_table_iter_remove (&iter);
  }
}

guint
fake_server_count (FakeServer *server)
{
  return g_hash_table_size (server->received);
}

static char *
as_text (const EvChange *change)
{
  g_autoptr (EvJson) fields = ev_change_fields_to_json (change);
  g_autofree char *text = ev_json_print (fields);
  return g_strdup_printf ("%s/%s %" G_GINT64_FORMAT " %s", ev_kind_name (change->kind), change->id,
                          change->version.stamp, text);
}

static void
receive (FakeServer *server, const EvChange *change, EvAnswer *answer)
{
  gint64 seq = change->version.seq;
  const char *known = g_hash_table_lookup (server->received, &seq);
  gpointer reason = g_hash_table_lookup (server->refuse, &seq);
  char *text = as_text (change);

  server->repeated += known != NULL;
  server->other += known != NULL && strcmp (known, text) != 0;
  g_hash_table_insert (server->received, key (seq), text);
  if (reason != NULL)
    g_ptr_array_add (answer->refusals,
                     ev_refusal_new (seq, (EvReason)(GPOINTER_TO_INT (reason) - 1), NULL));
  else
    merge (server, change);
  server->acked = MAX (server->acked, seq);
}

static void
sum (FakeServer *server, EvDigest *digest)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, server->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    ev_digest_add (digest, record);
  if (server->lie)
    digest->low++;
}

static void
give (FakeServer *server, gint64 cursor, EvAnswer *answer)
{
  gint64 end = MIN (cursor + server->page, server->feed->len);

  for (gint64 i = cursor; i < end; i++)
    g_ptr_array_add (answer->changes, ev_change_copy (g_ptr_array_index (server->feed, (guint)i)));
  answer->cursor = MAX (cursor, end);
  answer->more = server->stuck || end < server->feed->len;
  answer->has_digest = !answer->more;
  if (answer->has_digest)
    sum (server, &answer->digest);
}

static guint64
sum_of (const EvRecord *record)
{
  EvDigest digest = { 0 };

  ev_digest_add (&digest, record);
  return digest.low;
}

static guint
bucket_of (const EvRecord *record)
{
  return ev_digest_bucket (ev_record_kind (record), ev_record_id (record));
}

static void
compare (FakeServer *server, const EvRequest *request, EvAnswer *answer)
{
  guint64 sums[EV_DIGEST_BUCKETS] = { 0 };
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, server->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    sums[bucket_of (record)] += sum_of (record);
  for (guint i = request->from; i < EV_DIGEST_BUCKETS; i++) {
    if (sums[i] == g_array_index (request->sums, guint64, i - request->from))
      continue;
    g_array_append_val (answer->buckets, i);
    g_hash_table_iter_init (&iter, server->records);
    while (g_hash_table_iter_next (&iter, NULL, &record))
      if (bucket_of (record) == i) {
        g_autoptr (GPtrArray) changes = ev_record_to_changes (record, NULL);
        g_ptr_array_extend_and_steal (answer->changes, g_steal_pointer (&changes));
      }
  }
  answer->until = EV_DIGEST_BUCKETS;
}

/* Like the real one, it takes nothing beyond a gap; who missed something offers it again. */
static GBytes *
sync_body (FakeServer *server, const EvRequest *request)
{
  g_autoptr (EvAnswer) answer = ev_answer_new ();
  gboolean is_known = g_strcmp0 (request->epoch, server->epoch) == 0;

  server->last_count = request->changes->len;
  server->last_cursor = request->cursor;
  server->last_rescued = request->rescued->len;
  server->compared += request->sums->len > 0;
  for (guint i = 0; i < request->rescued->len; i++)
    merge (server, g_ptr_array_index (request->rescued, i));
  for (guint i = 0; request->after <= server->acked && i < request->changes->len; i++)
    receive (server, g_ptr_array_index (request->changes, i), answer);
  answer->version = EV_WIRE_VERSION;
  answer->dictionary = request->dictionary;
  answer->epoch = g_strdup (server->epoch);
  answer->acked = server->acked;
  answer->server_time = server->now;
  answer->next_pin = g_strdup (server->next_pin);
  give (server, is_known ? MIN (request->cursor, server->feed->len) : 0, answer);
  if (request->sums->len > 0)
    compare (server, request, answer);
  return ev_codec_write_answer (answer);
}

static GBytes *
enrol_body (FakeServer *server, const EvEnrolRequest *request)
{
  g_autoptr (EvEnrolAnswer) answer = ev_enrol_answer_new ();

  if (server->enrolled_device != NULL) {
    g_assert_cmpstr (request->device, ==, server->enrolled_device);
    g_assert_cmpstr (request->token_hash, ==, server->enrolled_hash);
  } else {
    server->enrolled_device = g_strdup (request->device);
    server->enrolled_hash = g_strdup (request->token_hash);
  }
  server->enrolments++;
  answer->version = EV_WIRE_VERSION;
  answer->project = g_strdup (server->project);
  answer->project_name = g_strdup ("A project");
  answer->role = g_strdup ("facilitator");
  g_strfreev (answer->teams);
  answer->teams = g_strsplit ("1SERVERDEV1CE-7", " ", -1);
  answer->epoch = g_strdup (server->epoch);
  answer->server_time = server->now;
  return ev_codec_write_enrol_answer (answer);
}

static GBytes *
complain (FakeServer *server, EvReply *reply, int status, const char *code)
{
  g_autoptr (EvComplaint) complaint = ev_complaint_new (code, server->now);

  reply->status = status;
  complaint->oldest = complaint->newest = EV_WIRE_VERSION;
  return ev_codec_write_complaint (complaint);
}

static GBytes *
handle (FakeServer *server, const char *path, GBytes *body, EvReply *reply)
{
  g_autoptr (EvRequest) request = NULL;

  reply->status = 200;
  if (g_str_equal (path, "/v1/enrol")) {
    g_autoptr (EvEnrolRequest) enrol = ev_codec_read_enrol_request (body, NULL);
    return enrol_body (server, enrol);
  }
  if (g_str_has_prefix (path, "/v1/wait")) {
    reply->status = server->feed->len > 0 ? 200 : 204;
    return g_bytes_new (NULL, 0);
  }
  request = ev_codec_read_request (body, NULL);
  g_assert_nonnull (request);
  if (request->dictionary != 0 && request->dictionary != server->dictionary)
    return complain (server, reply, 415, "dictionary");
  if (server->most > 0 && request->changes->len > server->most)
    return complain (server, reply, 413, "too_large");
  return sync_body (server, request);
}

const char *const fake_server_nonsense[] = { "null",    "-1",           "7",
                                             "1e300",   "\"nonsense\"", "\"\\u0001\"",
                                             "[[[1]]]", "{}",           NULL };

/* The value at `place` under `*parent`, counting from `count`; `*parent` becomes who has it. */
static cJSON *
value_at (cJSON **parent, guint place, guint *count)
{
  cJSON *child;

  cJSON_ArrayForEach (child, *parent) {
    cJSON *within = child, *found;
    if ((*count)++ == place)
      return child;
    found = value_at (&within, place, count);
    if (found != NULL) {
      *parent = within;
      return found;
    }
  }
  return NULL;
}

static GBytes *
make_nonsense (GBytes *body, const Fault *fault)
{
  g_autoptr (EvJson) message = ev_envelope_open (body, NULL);
  guint count = 0;
  cJSON *parent = message;
  cJSON *value = value_at (&parent, fault->place, &count);
  const char *text = fake_server_nonsense[fault->form];
  cJSON *other = text != NULL ? cJSON_Parse (text) : NULL;
  char *words;

  g_assert_nonnull (value);
  if (other != NULL && value->string != NULL)
    cJSON_ReplaceItemInObjectCaseSensitive (parent, value->string, other);
  else if (other != NULL)
    cJSON_ReplaceItemViaPointer (parent, value, other);
  else
    cJSON_Delete (cJSON_DetachItemViaPointer (parent, value));
  words = cJSON_PrintUnformatted (message);
  return g_bytes_new_take (words, strlen (words));
}

static GBytes *
damage (GBytes *body, const Fault *fault)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (body, &length);
  g_autofree guint8 *copy = g_memdup2 (bytes, length);

  if (fault->what == FAULT_NONSENSE)
    return make_nonsense (body, fault);
  if (fault->what == FAULT_TRUNCATED)
    length /= 2;
  else if (fault->what == FAULT_FLIPPED)
    copy[fault->place / 8 % length] ^= (guint8)(1 << fault->place % 8);
  else
    copy[1] ^= 0x55;
  return g_bytes_new (copy, length);
}

static void
measure (FakeServer *server, GBytes *answer)
{
  g_autoptr (EvJson) message = ev_envelope_open (answer, NULL);

  server->last_size = g_bytes_get_size (answer);
  server->last_values = 0;
  if (message != NULL) {
    cJSON *root = message;
    value_at (&root, G_MAXUINT, &server->last_values);
  }
}

/* A server of a version that knows nothing of bundles. */
static EvReply *
not_found (void)
{
  EvReply *reply = g_new0 (EvReply, 1);

  reply->status = 404;
  reply->body = g_bytes_new (NULL, 0);
  return reply;
}

static EvReply *
fake_call (gpointer data, const char *path, const char *token, GBytes *body,
           GCancellable *cancellable, GError **error)
{
  FakeServer *server = data;
  gboolean known = !g_str_equal (path, "/v1/keys");
  g_autofree Fault *fault = known ? g_queue_pop_head (&server->faults) : NULL;
  g_autoptr (EvReply) reply = g_new0 (EvReply, 1);
  g_autoptr (GBytes) answer = NULL;
  int what = fault != NULL ? (int)fault->what : FAULT_NONE;

  if (!known)
    return not_found ();
  server->requests++;
  g_free (server->last_path);
  g_free (server->last_token);
  server->last_path = g_strdup (path);
  server->last_token = g_strdup (token);
  reply->content_type = g_strdup (EV_WIRE_CONTENT_TYPE);
  reply->elapsed = server->elapsed;
  reply->bytes_up = body != NULL ? (gint64)g_bytes_get_size (body) : 0;
  reply->pin = g_strdup (server->pin);
  if (what == FAULT_COMPLAINT) {
    answer = complain (server, reply, fault->status, fault->body);
  } else if (what == FAULT_REPLY) {
    g_free (reply->content_type);
    reply->content_type = g_strdup (fault->type);
    reply->status = fault->status;
    answer = g_bytes_new (fault->body, fault->body != NULL ? strlen (fault->body) : 0);
  } else if (what != FAULT_OFFLINE) {
    answer = handle (server, path, body, reply);
  }
  reply->retry_after = fault != NULL ? fault->retry_after : 0;
  if (answer != NULL)
    measure (server, answer);
  if (what >= FAULT_TRUNCATED)
    reply->body = damage (answer, fault);
  else
    reply->body = answer != NULL ? g_bytes_ref (answer) : g_bytes_new (NULL, 0);
  reply->bytes_down = (gint64)g_bytes_get_size (reply->body);
  if (what == FAULT_OFFLINE || what == FAULT_LOST_ANSWER) {
    g_set_error (error, EV_ERROR, what == FAULT_OFFLINE ? EV_ERROR_NO_NETWORK : EV_ERROR_TIMEOUT,
                 "cut off");
    return NULL;
  }
  return g_steal_pointer (&reply);
}

EvTransport
fake_server_transport (FakeServer *server)
{
  return (EvTransport){ fake_call, NULL, server };
}
