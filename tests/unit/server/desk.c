/* Real laptops at a server without a network. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/secret.h"
#include "sync/settings-private.h"
#include "wire/codec.h"
#include "store/seal-private.h"

static gint64
desk_now (gpointer data)
{
  return ((Desk *)data)->hall->now++;
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

static gboolean
breaks (Desk *desk, gsize up, gsize down)
{
  if (desk->lose > 0) {
    desk->lose--;
    return TRUE;
  }
  return desk->cut > 0 && up + down > desk->cut;
}

static EvReply *
call (gpointer data, const char *path, const char *token, GBytes *body, GCancellable *cancellable,
      GError **error)
{
  Desk *desk = data;
  gsize up = body != NULL ? g_bytes_get_size (body) : 0;
  g_auto (EvResponse) response = { 0 };
  EvReply *reply;

  if (desk->cut > 0 && up > desk->cut) {
    g_set_error (error, EV_ERROR, EV_ERROR_TIMEOUT, "the link broke on the way up");
    return NULL;
  }
  ev_centre_call (desk->hall->centre, path, token, body, &response);
  if (breaks (desk, up, response.body != NULL ? g_bytes_get_size (response.body) : 0)) {
    g_set_error (error, EV_ERROR, EV_ERROR_TIMEOUT, "the answer was lost");
    return NULL;
  }
  reply = g_new0 (EvReply, 1);
  reply->status = response.status;
  reply->content_type = g_strdup (EV_WIRE_CONTENT_TYPE);
  reply->body = response.body != NULL ? g_steal_pointer (&response.body) : g_bytes_new (NULL, 0);
  reply->retry_after = response.retry_after;
  reply->elapsed = 1000;
  reply->bytes_up = (gint64)up;
  reply->bytes_down = (gint64)g_bytes_get_size (reply->body);
  reply->pin = g_strdup (desk->pin);
  return reply;
}

static Desk *
prepare (Hall *hall)
{
  Desk *desk = g_new0 (Desk, 1);
  g_autofree char *parent = g_dir_make_tmp ("evidenca-desk-XXXXXX", NULL);

  desk->hall = hall;
  desk->folder = g_build_filename (parent, "register", NULL);
  desk->home = g_build_filename (parent, "home", NULL);
  desk->options.mark_folder = desk->home;
  desk->options.clock = (EvClock){ desk_now, desk };
  desk->options.random = ev_random_system ();
  desk->options.rules.has_code = has_code;
  desk->transport = (EvTransport){ .call = call, .data = desk };
  return desk;
}

void
desk_enrol (Desk *desk, Hall *hall, EvRole role, const char *teams)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = ev_secret_new_token (&desk->options.random);
  g_autoptr (EvEnrolAnswer) answer =
      hall_enrol (hall, role, teams, ev_store_device (desk->store), token);

  desk->hall = hall;
  ev_exchange_join (desk->store, answer->project, answer->role, (const char *const *)answer->teams,
                    answer->epoch, &error);
  g_assert_no_error (error);
  ev_store_set_setting (desk->store, EV_SETTING_URL, "https://evidenca.example", &error);
  ev_store_set_setting (desk->store, EV_SETTING_TOKEN, token, &error);
  g_assert_no_error (error);
}

Desk *
desk_new (Hall *hall, EvRole role, const char *teams)
{
  Desk *desk = prepare (hall);
  g_autoptr (GError) error = NULL;

  desk->store = ev_store_create (desk->folder, &desk->options, "TEST", "Test", &error);
  g_assert_no_error (error);
  desk_enrol (desk, hall, role, teams);
  return desk;
}

Desk *
desk_copy (Desk *desk)
{
  Desk *copy = prepare (desk->hall);
  g_autofree char *line = NULL, *parent = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->store, ev_store_close);
  parent = g_path_get_dirname (copy->folder);
  line = g_strdup_printf ("cp -r '%s' '%s' '%s'", desk->folder, desk->home, parent);
  g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, NULL, NULL));
  desk->store = ev_store_open (desk->folder, &desk->options, &error);
  g_assert_no_error (error);
  copy->store = ev_store_open (copy->folder, &copy->options, &error);
  g_assert_no_error (error);
  return copy;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
  g_remove (path);
}

void
desk_free (Desk *desk)
{
  g_autofree char *parent = g_path_get_dirname (desk->folder);

  ev_sync_outcome_clear (&desk->outcome);
  ev_store_close (desk->store);
  remove_tree (parent);
  g_free (desk->folder);
  g_free (desk->home);
  g_free (desk);
}

char *
desk_write (Desk *desk, EvKind kind, const char *id, ...)
{
  g_autoptr (EvChange) wish = ev_change_new (kind, id);
  g_autoptr (GError) error = NULL;
  const char *word;
  char *written;
  va_list words;

  va_start (words, id);
  while ((word = va_arg (words, const char *)) != NULL)
    fixture_assign (wish, word);
  va_end (words);
  written = ev_store_write (desk->store, wish, NULL, &error);
  g_assert_no_error (error);
  return written;
}

const char *
desk_sync (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  ev_sync_outcome_clear (&desk->outcome);
  ev_sync_run (desk->store, &desk->transport, &desk->outcome, NULL, &error);
  return error != NULL ? ev_error_nick ((EvErrorCode)error->code) : "";
}

void
desk_sync_well (Desk *desk)
{
  g_assert_cmpstr (desk_sync (desk), ==, "");
  g_assert_true (desk->outcome.verified);
}

char *
desk_value (Desk *desk, EvKind kind, const char *id, const char *field)
{
  g_autoptr (EvRecord) record = ev_store_read (desk->store, kind, id, NULL);
  const EvValue *value = record != NULL ? ev_record_value (record, field) : NULL;

  if (record == NULL)
    return g_strdup ("(none)");
  if (value == NULL)
    return NULL;
  return ev_value_type (value) == EV_VALUE_INTEGER
             ? g_strdup_printf ("%" G_GINT64_FORMAT, ev_value_integer (value))
             : g_strdup (ev_value_text (value));
}

gboolean
desk_has (Desk *desk, EvKind kind, const char *id)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM \"%s\" WHERE id = '%s'", ev_kind_name (kind), id);
  return desk_sql (desk, sql) > 0;
}

gint64
desk_sql (Desk *desk, const char *sql)
{
  g_autofree char *file = g_build_filename (desk->folder, "register.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvSeal) seal = ev_seal_open (desk->folder, &desk->options, &error);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number = 0;

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (file, &handle, SQLITE_OPEN_READWRITE, ev_seal_vfs (seal)), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  sqlite3_close (handle);
  return number;
}
