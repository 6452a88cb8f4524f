/* A server without a network, and laptops just clever enough to talk to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/secret.h"
#include "server/gaps.h"
#include "server/grant.h"
#include "server/opening.h"
#include "server/sql-postgres.h"
#include "server/sql-sqlite.h"
#include "wire/codec.h"

static gint64
hall_now (gpointer data)
{
  return ((Hall *)data)->now;
}

static void
roll (void *bytes, gsize length, gpointer data)
{
  for (gsize i = 0; i < length; i++)
    ((guint8 *)bytes)[i] = (guint8)g_rand_int (data);
}

static gboolean
any_code (const char *list, const char *code, gpointer data)
{
  return strcmp (code, "nonsense") != 0;
}

static void
open_store (Hall *hall)
{
  const EvRules rules = { .has_code = any_code };
  const EvClock clock = { hall_now, hall };
  g_autoptr (GError) error = NULL;

  hall->central = ev_opening_store (hall->url, &hall->random, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (hall->central->begin (hall->central, TRUE, &error));
  g_assert_true (ev_gaps_leave (hall->central, &hall->random, &error));
  g_assert_true (hall->central->commit (hall->central, &error));
  hall->centre = ev_centre_new (hall->central, &rules, &clock);
}

/* In a schema of its own within the database that the environment names. */
static char *
fresh_schema (const char *uri)
{
  static guint count = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (EvSql) sql = ev_sql_postgres_open (uri, &error);
  g_autofree char *name = g_strdup_printf ("hall_%d_%u", getpid (), ++count);
  g_autofree char *make = g_strdup_printf ("CREATE SCHEMA %s", name);

  g_assert_no_error (error);
  g_assert_true (ev_sql_script (sql, make, &error));
  return g_strdup_printf ("%s&options=-csearch_path%%3D%s", uri, name);
}

Hall *
hall_new (void)
{
  const char *postgres = g_getenv ("EVIDENCA_TEST_POSTGRES");
  Hall *hall = g_new0 (Hall, 1);
  g_autoptr (GError) error = NULL;

  hall->folder = g_dir_make_tmp ("evidenca-server-XXXXXX", NULL);
  hall->path = g_build_filename (hall->folder, "server.db", NULL);
  hall->file = postgres == NULL;
  hall->url = hall->file ? g_strconcat ("sqlite:", hall->path, NULL) : fresh_schema (postgres);
  hall->dice = g_rand_new_with_seed (7);
  hall->random = (EvRandom){ roll, hall->dice };
  hall->now = G_GINT64_CONSTANT (1795000000000);
  open_store (hall);
  g_assert_true (hall->central->begin (hall->central, TRUE, &error));
  ev_registrar_add_project (hall->central, "P", "Project", hall->now, &hall->project, &error);
  g_assert_no_error (error);
  hall->team_a = ev_registrar_add_team (hall->central, "P", "A", "Team A", hall->now, &error);
  g_assert_no_error (error);
  hall->team_b = ev_registrar_add_team (hall->central, "P", "B", "Team B", hall->now, &error);
  g_assert_no_error (error);
  g_assert_true (hall->central->commit (hall->central, &error));
  return hall;
}

static void
close_store (Hall *hall)
{
  g_clear_pointer (&hall->centre, ev_centre_free);
  g_clear_pointer (&hall->central, ev_central_close);
}

void
hall_reopen (Hall *hall)
{
  close_store (hall);
  open_store (hall);
}

void
hall_copy_back (Hall *hall, const char *file)
{
  g_autofree char *bytes = NULL;
  gsize length;

  close_store (hall);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (hall->path, bytes, (gssize)length, NULL));
  open_store (hall);
}

void
hall_free (Hall *hall)
{
  const char *name;
  GDir *folder;

  close_store (hall);
  folder = g_dir_open (hall->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (hall->folder, name, NULL);
    g_unlink (file);
  }
  g_dir_close (folder);
  g_rmdir (hall->folder);
  g_rand_free (hall->dice);
  g_free (hall->folder);
  g_free (hall->path);
  g_free (hall->url);
  g_free (hall->team_a);
  g_free (hall->team_b);
  g_free (hall);
}

static EvSql *
open_outside (Hall *hall)
{
  g_autoptr (GError) error = NULL;
  EvSql *outside = hall->file ? ev_sql_sqlite_open (hall->path, FALSE, &error)
                              : ev_sql_postgres_open (hall->url, &error);

  g_assert_no_error (error);
  return outside;
}

gint64
hall_number (Hall *hall, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvSql) outside = open_outside (hall);
  g_autoptr (EvSqlRows) rows = ev_sql_query (outside, &error, sql, "");
  gint64 number;
  gboolean row;

  g_assert_true (ev_sql_next (rows, &row, &error));
  g_assert_true (row);
  number = ev_sql_integer (rows, 0);
  g_clear_pointer (&rows, ev_sql_rows_end);
  return number;
}

void
hall_run (Hall *hall, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvSql) outside = open_outside (hall);

  ev_sql_script (outside, sql, &error);
  g_assert_no_error (error);
  /* On PostgreSQL those who write say so. */
  if (ev_opening_is_postgres (hall->url))
    ev_sql_script (outside, "INSERT INTO writer (count) VALUES (1)", &error);
  g_assert_no_error (error);
}

static char *
invite (Hall *hall, EvRole role, const char *teams)
{
  g_auto (GStrv) codes = g_strsplit (teams, " ", -1);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;
  gint64 expires;
  char *code;

  g_assert_true (hall->central->begin (hall->central, TRUE, &error));
  numbers = ev_registrar_teams (hall->central, hall->project, (const char *const *)codes, &error);
  g_assert_no_error (error);
  code = ev_enrolment_invite (hall->central, &hall->random, hall->project, role, numbers, hall->now,
                              &expires, &error);
  g_assert_true (hall->central->commit (hall->central, &error));
  return code;
}

EvEnrolAnswer *
hall_enrol (Hall *hall, EvRole role, const char *teams, const char *device, const char *token)
{
  g_autoptr (EvEnrolRequest) request = ev_enrol_request_new ();
  g_autoptr (GBytes) body = NULL;
  g_auto (EvResponse) response = { 0 };

  request->code = invite (hall, role, teams);
  g_strlcpy (request->device, device, sizeof request->device);
  request->token_hash = ev_secret_hash_hex (token, strlen (token));
  body = ev_codec_write_enrol_request (request);
  ev_centre_call (hall->centre, "/v1/enrol", NULL, body, &response);
  g_assert_cmpint (response.status, ==, 200);
  return ev_codec_read_enrol_answer (response.body, NULL);
}

void
hall_grant (Hall *hall, const char *device, const char *granted, const char *denied)
{
  g_auto (GStrv) more = g_strsplit (granted, " ", -1), less = g_strsplit (denied, " ", -1);
  g_autoptr (GArray) give = NULL, take = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hall->central->begin (hall->central, TRUE, &error));
  give = ev_registrar_teams (hall->central, hall->project, (const char *const *)more, &error);
  take = ev_registrar_teams (hall->central, hall->project, (const char *const *)less, &error);
  ev_grant_change (hall->central, device, give, take, &error);
  g_assert_no_error (error);
  g_assert_true (hall->central->commit (hall->central, &error));
}

Laptop *
laptop_new (Hall *hall, EvRole role, const char *teams)
{
  Laptop *laptop = g_new0 (Laptop, 1);
  g_autofree char *id = ev_id_new_device (&hall->random);
  g_autoptr (EvEnrolAnswer) answer = NULL;

  laptop->hall = hall;
  g_strlcpy (laptop->id, id, sizeof laptop->id);
  laptop->token = ev_secret_new_token (&hall->random);
  laptop->log = g_ptr_array_new_with_free_func ((GDestroyNotify)ev_change_free);
  laptop->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ev_record_free);
  answer = hall_enrol (hall, role, teams, laptop->id, laptop->token);
  return laptop;
}

void
laptop_free (Laptop *laptop)
{
  g_free (laptop->token);
  g_free (laptop->epoch);
  g_free (laptop->complaint);
  g_ptr_array_unref (laptop->log);
  g_hash_table_unref (laptop->records);
  g_free (laptop);
}

EvRecord *
laptop_record (Laptop *laptop, EvKind kind, const char *id)
{
  g_autofree char *key = g_strconcat (ev_kind_name (kind), "/", id, NULL);
  return g_hash_table_lookup (laptop->records, key);
}

static EvRecord *
ensure_record (Laptop *laptop, EvKind kind, const char *id)
{
  EvRecord *record = laptop_record (laptop, kind, id);

  if (record == NULL) {
    record = ev_record_new (kind, id);
    g_hash_table_insert (laptop->records, g_strconcat (ev_kind_name (kind), "/", id, NULL), record);
  }
  return record;
}

void
fixture_assign (EvChange *change, const char *word)
{
  const char *equal = strchr (word, '=');
  g_autofree char *field = g_strndup (word, (gsize)(equal - word));
  const EvField *known = ev_field_find (change->kind, field);
  gboolean number =
      known != NULL && (known->type == EV_TYPE_INTEGER || known->type == EV_TYPE_BOOLEAN);

  if (number)
    ev_change_set_integer (change, field, g_ascii_strtoll (equal + 1, NULL, 10));
  else
    ev_change_set_text (change, field, equal + 1);
}

static void
add_bases (EvChange *change, const EvRecord *record)
{
  for (guint i = 0; i < change->fields->len; i++) {
    const EvAssignment *assignment = change->fields->pdata[i];
    const char *group = ev_field_group (change->kind, assignment->name);
    const EvVersion *met = ev_record_version (record, group);
    ev_change_set_base (change, group, met != NULL ? met->device : NULL,
                        met != NULL ? met->seq : 0);
  }
}

const char *
laptop_write (Laptop *laptop, EvKind kind, const char *id, ...)
{
  gint64 seq = ++laptop->seq;
  g_autofree char *fresh = id == NULL ? ev_id_new (laptop->id, seq) : g_strdup (id);
  EvChange *change = ev_change_new (kind, fresh);
  EvRecord *record = ensure_record (laptop, kind, fresh);
  const char *word;
  va_list words;

  laptop->stamp = ev_hlc_next (laptop->stamp, laptop->hall->now);
  g_strlcpy (change->version.device, laptop->id, sizeof change->version.device);
  change->version.seq = seq;
  change->version.stamp = laptop->stamp;
  va_start (words, id);
  while ((word = va_arg (words, const char *)) != NULL)
    fixture_assign (change, word);
  va_end (words);
  add_bases (change, record);
  ev_merge_apply (record, change, NULL, NULL);
  g_ptr_array_add (laptop->log, change);
  return change->id;
}

EvRequest *
laptop_request (Laptop *laptop)
{
  EvRequest *request = ev_request_new ();

  g_strlcpy (request->device, laptop->id, sizeof request->device);
  request->epoch = g_strdup (laptop->epoch);
  request->cursor = laptop->cursor;
  request->held = laptop->seq;
  request->after = laptop->acked;
  for (guint i = 0; i < laptop->log->len; i++) {
    const EvChange *change = laptop->log->pdata[i];
    if (change->version.seq > laptop->acked)
      g_ptr_array_add (request->changes, ev_change_copy (change));
  }
  return request;
}

EvAnswer *
laptop_ask (Laptop *laptop, const EvRequest *request)
{
  g_autoptr (GBytes) body = ev_codec_write_request (request);
  g_auto (EvResponse) response = { 0 };
  g_autoptr (EvComplaint) complaint = NULL;

  ev_centre_call (laptop->hall->centre, "/v1/sync", laptop->token, body, &response);
  g_clear_pointer (&laptop->complaint, g_free);
  if (response.status == 200)
    return ev_codec_read_answer (response.body, NULL);
  complaint = ev_codec_read_complaint (response.body, NULL);
  laptop->complaint = g_strdup (complaint->code);
  return NULL;
}

/* A refused value leaves the row; what the server has there comes with the answer. */
static void
drop_refused (Laptop *laptop, const EvRequest *request, const EvRefusal *refusal)
{
  for (guint i = 0; i < request->changes->len; i++) {
    const EvChange *change = request->changes->pdata[i];
    if (change->version.seq != refusal->seq)
      continue;
    for (guint k = 0; k < change->fields->len; k++) {
      const EvAssignment *assignment = change->fields->pdata[k];
      const char *group = ev_field_group (change->kind, assignment->name);
      EvRecord *record = ensure_record (laptop, change->kind, change->id);
      const EvVersion *version = ev_record_version (record, group);
      if (version != NULL && ev_version_same (version, laptop->id, refusal->seq))
        ev_record_drop_group (record, group);
    }
  }
}

/* Of an erased person there is no signature either. */
static void
forget_signatures (Laptop *laptop)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, laptop->records);
  while (g_hash_table_iter_next (&iter, NULL, &record)) {
    EvRecord *person =
        ev_record_kind (record) == EV_KIND_ATTENDANCE
            ? laptop_record (laptop, EV_KIND_PERSON, ev_record_text (record, "person"))
            : NULL;
    if (person != NULL && ev_record_integer (person, "erased") != 0)
      ev_record_drop_group (record, "signature");
  }
}

void
laptop_apply (Laptop *laptop, const EvRequest *request, const EvAnswer *answer)
{
  EvDigest ours = { 0 };
  GHashTableIter iter;
  gpointer record;

  for (guint i = 0; i < answer->refusals->len; i++)
    drop_refused (laptop, request, answer->refusals->pdata[i]);
  for (guint i = 0; i < answer->changes->len; i++) {
    const EvChange *change = answer->changes->pdata[i];
    ev_merge_apply (ensure_record (laptop, change->kind, change->id), change, NULL, NULL);
  }
  for (guint i = 0; i < answer->left->len; i++)
    g_hash_table_remove (laptop->records, answer->left->pdata[i]);
  forget_signatures (laptop);
  g_hash_table_iter_init (&iter, laptop->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    ev_digest_add (&ours, record);
  g_free (laptop->epoch);
  laptop->epoch = g_strdup (answer->epoch);
  laptop->cursor = answer->cursor;
  laptop->acked = answer->acked;
  laptop->verified = answer->has_digest && ev_digest_equal (&ours, &answer->digest);
}

char *
laptop_sync (Laptop *laptop)
{
  g_autoptr (GString) refused = g_string_new (NULL);
  gboolean more = TRUE;

  while (more) {
    g_autoptr (EvRequest) request = laptop_request (laptop);
    g_autoptr (EvAnswer) answer = laptop_ask (laptop, request);
    if (answer == NULL)
      return g_strdup (laptop->complaint);
    laptop_apply (laptop, request, answer);
    for (guint i = 0; i < answer->refusals->len; i++) {
      const EvRefusal *refusal = answer->refusals->pdata[i];
      g_string_append_printf (refused, "%s%" G_GINT64_FORMAT " %s%s%s",
                              refused->len > 0 ? ", " : "", refusal->seq,
                              ev_reason_name (refusal->reason), refusal->field != NULL ? " " : "",
                              refusal->field != NULL ? refusal->field : "");
    }
    more = answer->more || laptop->acked < laptop->seq;
  }
  return g_string_free (g_steal_pointer (&refused), FALSE);
}
