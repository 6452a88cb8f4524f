/* Tests of the libraries against the real server: news, and a clock that is a year off. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "store/custody.h"
#include "store/history.h"
#include "sync/engine.h"
#include "sync/enrol.h"

#define YEAR (G_GINT64_CONSTANT (365) * 24 * 3600 * 1000)

static char *server_program; /* the first word of the command line */

typedef struct {
  char *folder, *central;
  GSubprocess *server;
} Fixture;

typedef struct {
  EvStoreOptions options;
  gint64 skew; /* of its clock, ms */
  EvStore *store;
  EvTransport transport;
} Laptop;

/* Runs a command of the server and returns what it prints. */
static char *
command (Fixture *fixture, const char *words)
{
  g_autofree char *line =
      g_strdup_printf ("'%s' %s --store '%s'", server_program, words, fixture->central);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_command_line_sync (line, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_steal_pointer (&output);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tls = NULL, *project = NULL, *team = NULL, *line = NULL;
  g_autoptr (GDataInputStream) output = NULL;

  fixture->folder = g_dir_make_tmp ("evidenca-laptops-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->central = g_strdup_printf ("sqlite:%s/server.db", fixture->folder);
  tls = g_build_filename (fixture->folder, "tls", NULL);
  project = command (fixture, "project add CFPI Forums");
  team = command (fixture, "team add CFPI GRA Team");
  fixture->server =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        server_program, "serve", "--store", fixture->central, "--listen",
                        "127.0.0.1:0", "--tls-self-signed", tls, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->server));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, "ready "));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -r '%s'", fixture->folder);

  g_subprocess_send_signal (fixture->server, 15);
  g_subprocess_wait (fixture->server, NULL, NULL);
  g_object_unref (fixture->server);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
  g_free (fixture->central);
}

static gint64
skewed_now (gpointer data)
{
  return g_get_real_time () / 1000 + ((Laptop *)data)->skew;
}

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

static Laptop *
laptop_new (Fixture *fixture, const char *name, gint64 skew)
{
  Laptop *laptop = g_new0 (Laptop, 1);
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *text =
      command (fixture, "invite --project CFPI --role facilitator --team GRA --json");
  g_autoptr (EvJson) invite = cJSON_Parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvInvitation) invitation = ev_invitation_parse (ev_json_text (invite, "link"), &error);
  g_autoptr (EvEnrolment) enrolment = NULL;

  g_assert_no_error (error);
  laptop->skew = skew;
  laptop->options.clock = (EvClock){ skewed_now, laptop };
  laptop->options.random = ev_random_system ();
  laptop->options.rules.has_code = has_code;
  laptop->options.mark_folder = fixture->folder;
  enrolment = ev_enrol_run (folder, &laptop->options, invitation, name, NULL, NULL, &error);
  g_assert_no_error (error);
  laptop->store = ev_store_open (folder, &laptop->options, &error);
  g_assert_no_error (error);
  g_assert_true (ev_sync_transport (laptop->store, &laptop->transport, &error));
  return laptop;
}

static void
laptop_free (Laptop *laptop)
{
  ev_transport_close (&laptop->transport);
  ev_store_close (laptop->store);
  g_free (laptop);
}

static void
sync_once (Laptop *laptop)
{
  g_auto (EvSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  ev_sync_run (laptop->store, &laptop->transport, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (outcome.verified);
  g_assert_cmpint (outcome.refused, ==, 0);
}

static char *
write_person (Laptop *laptop)
{
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  char *id;

  ev_change_set_text (wish, "given_name", "Arta");
  ev_change_set_text (wish, "family_name", "Hoxha");
  id = ev_store_write (laptop->store, wish, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_person (Laptop *laptop)
{
  g_autofree char *id = write_person (laptop);
}

static gint64
people (Laptop *laptop)
{
  return ev_store_count (laptop->store, EV_KIND_PERSON, NULL);
}

static gpointer
write_soon (gpointer data)
{
  g_usleep (300 * 1000);
  add_person (data);
  sync_once (data);
  return NULL;
}

/* One waits, the other writes: the first has it within two seconds of the writing. News of what an
 * administrator did may wake it before, for nothing. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  Laptop *left = laptop_new (fixture, "left", 0), *right = laptop_new (fixture, "right", 0);
  g_autoptr (GError) error = NULL;
  gboolean news = FALSE;
  GThread *thread;
  gint64 began;

  sync_once (left);
  sync_once (right);
  began = g_get_monotonic_time ();
  thread = g_thread_new ("writer", write_soon, left);
  while (people (right) == 0) {
    ev_sync_wait (right->store, &right->transport, &news, NULL, NULL, &error);
    g_assert_no_error (error);
    if (news)
      sync_once (right);
  }
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2300 * 1000);
  g_thread_join (thread);
  laptop_free (left);
  laptop_free (right);
}

/* Whoever writes something is known on the other laptop too. */
static void
test_operator (Fixture *fixture, gconstpointer data)
{
  Laptop *left = laptop_new (fixture, "left", 0), *right = laptop_new (fixture, "right", 0);
  g_autoptr (EvChange) wish = ev_change_new (EV_KIND_OPERATOR, NULL);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *operator_id = NULL, *person = NULL;

  ev_change_set_text (wish, "name", "Elif");
  operator_id = ev_store_write (left->store, wish, NULL, &error);
  g_assert_no_error (error);
  ev_store_set_operator (left->store, operator_id);
  person = write_person (left);
  sync_once (left);
  sync_once (right);
  history = ev_history_of_record (right->store, EV_KIND_PERSON, person, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (((EvHistoryChange *)history->pdata[0])->operator_name, ==, "Elif");
  laptop_free (left);
  laptop_free (right);
}

static gint64
clock_difference (Laptop *laptop)
{
  g_auto (EvCustodyCounts) counts = { 0 };

  g_assert_true (ev_custody_count (laptop->store, &counts, NULL));
  return counts.difference;
}

/* Nothing is refused for good, and nothing stays behind, whichever way the clock is wrong. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  Laptop *early = laptop_new (fixture, "early", -YEAR), *late = laptop_new (fixture, "late", YEAR);

  add_person (early);
  add_person (late);
  sync_once (late);
  sync_once (early);
  sync_once (late);
  g_assert_cmpint (people (early), ==, 2);
  g_assert_cmpint (people (late), ==, 2);
  g_assert_cmpint (clock_difference (early), >, YEAR - 60000);
  g_assert_cmpint (clock_difference (late), <, 60000 - YEAR);
  laptop_free (early);
  laptop_free (late);
}

int
main (int argc, char **argv)
{
  g_unsetenv ("https_proxy");
  g_unsetenv ("all_proxy");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  server_program = argv[1];
  g_test_add ("/laptops/news", Fixture, NULL, set_up, test_news, tear_down);
  g_test_add ("/laptops/operator", Fixture, NULL, set_up, test_operator, tear_down);
  g_test_add ("/laptops/clock", Fixture, NULL, set_up, test_clock, tear_down);
  return g_test_run ();
}
