/* Tests of enrolment against a server in this process. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/enrol.h"

#include <glib/gstdio.h>

#include "fake-server.h"
#include "fixture.h"
#include "store/exchange-log.h"
#include "sync/engine.h"
#include "sync/settings-private.h"

#define LINK "evidenca://sync.example/enrol?code=7QK2M9XW3TFA"

typedef struct {
  Laptop *laptop;
  FakeServer *server;
  EvTransport transport;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->laptop = laptop_new ();
  fixture->server = fake_server_new ();
  fixture->server->project = g_strdup ("CFPI");
  fixture->transport = fake_server_transport (fixture->server);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fake_server_free (fixture->server);
  laptop_free (fixture->laptop);
}

static EvEnrolment *
enrol (Fixture *fixture, const char *link, GError **error)
{
  g_autoptr (EvInvitation) invitation = ev_invitation_parse (link, NULL);

  return ev_enrol_run (fixture->laptop->folder, &fixture->laptop->options, invitation,
                       "Laptop by the door", &fixture->transport, NULL, error);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->laptop->store =
      ev_store_open (fixture->laptop->folder, &fixture->laptop->options, &error);
  g_assert_no_error (error);
}

static void
assert_setting (Fixture *fixture, const char *key, const char *text)
{
  g_autofree char *found = ev_store_setting (fixture->laptop->store, key);
  g_assert_cmpstr (found, ==, text);
}

static void
assert_enrolled (Fixture *fixture)
{
  reopen (fixture);
  g_assert_true (ev_sync_is_enrolled (fixture->laptop->store));
  g_assert_cmpstr (ev_store_device (fixture->laptop->store), ==, fixture->server->enrolled_device);
  assert_setting (fixture, EV_SETTING_URL, "https://sync.example");
  assert_setting (fixture, EV_SETTING_LAPTOP, "Laptop by the door");
  assert_setting (fixture, EV_SETTING_PROJECT, "CFPI");
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvEnrolment) enrolment = enrol (fixture, LINK, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (enrolment->project, ==, "CFPI");
  g_assert_cmpstr (enrolment->role, ==, "facilitator");
  g_assert_cmpstr (enrolment->teams[0], ==, "1SERVERDEV1CE-7");
  assert_enrolled (fixture);
}

/* An empty folder that is there already is no obstacle. */
static void
test_empty_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvEnrolment) enrolment = NULL;

  g_mkdir (fixture->laptop->folder, 0700);
  enrolment = enrol (fixture, LINK, NULL);
  g_assert_nonnull (enrolment);
  assert_enrolled (fixture);
}

/* Asking again is asking the same: same device, same token, same answer. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvEnrolment) enrolment = NULL, again = NULL;

  fake_server_fault (fixture->server, (Fault){ FAULT_LOST_ANSWER });
  g_assert_null (enrol (fixture, LINK, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_TIMEOUT);
  g_assert_null (ev_store_open (fixture->laptop->folder, &fixture->laptop->options, NULL));
  enrolment = enrol (fixture, LINK, NULL);
  g_assert_nonnull (enrolment);
  again = enrol (fixture, LINK, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->project, ==, enrolment->project);
  g_assert_cmpuint (fixture->server->enrolments, ==, 3);
  assert_enrolled (fixture);
}

static const struct {
  Fault fault;
  int code;
} refusals[] = {
  { { FAULT_COMPLAINT, 403, NULL, "invitation", 0 }, EV_ERROR_INVITATION },
  { { FAULT_COMPLAINT, 429, NULL, "too_many", 60 }, EV_ERROR_TOO_MANY },
  { { FAULT_REPLY, 200, "text/html", "<html>", 0 }, EV_ERROR_NOT_THE_SERVER },
  { { FAULT_REPLY, 200, EV_WIRE_CONTENT_TYPE, "{}", 0 }, EV_ERROR_GARBLED },
  { { FAULT_OFFLINE }, EV_ERROR_NO_NETWORK },
};

/* A refused invitation leaves no register behind, and another one may follow. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvEnrolment) enrolment = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (GError) error = NULL;
    fake_server_fault (fixture->server, refusals[i].fault);
    g_assert_null (enrol (fixture, LINK, &error));
    g_assert_error (error, EV_ERROR, refusals[i].code);
    g_assert_false (g_file_test (fixture->laptop->folder, G_FILE_TEST_EXISTS));
  }
  enrolment = enrol (fixture, "evidenca://sync.example/enrol?code=8QK2M9XW3TFA", NULL);
  g_assert_nonnull (enrolment);
  assert_enrolled (fixture);
}

/* A register begun alone joins with all that is in it. */
static void
test_join (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EvSyncOutcome) outcome = { 0 };

  fixture->laptop->store = ev_store_create (fixture->laptop->folder, &fixture->laptop->options,
                                            "ALONE", "By myself", &error);
  g_assert_no_error (error);
  laptop_add_person (fixture->laptop, "Arta");
  g_clear_pointer (&fixture->laptop->store, ev_store_close);
  enrolment = enrol (fixture, LINK, &error);
  g_assert_no_error (error);
  assert_enrolled (fixture);
  g_assert_cmpint (ev_store_count (fixture->laptop->store, EV_KIND_PERSON, NULL), ==, 1);
  ev_sync_run (fixture->laptop->store, &fixture->transport, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (laptop_unsent (fixture->laptop), ==, 0);
  g_assert_cmpint (outcome.sent, >, 0);
}

/* It need not be closed for that: what another connection wrote before and writes after goes along,
 * and a refusal leaves it as it was. */
static void
test_join_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvInvitation) invitation = ev_invitation_parse (LINK, NULL);
  g_autoptr (EvEnrolment) refused = NULL, enrolment = NULL;
  g_autoptr (EvStore) beside = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EvSyncOutcome) outcome = { 0 };
  Laptop *laptop = fixture->laptop;

  laptop->store = ev_store_create (laptop->folder, &laptop->options, "ALONE", "By myself", NULL);
  laptop_add_person (laptop, "Arta");
  beside = ev_store_open_beside (laptop->store, &error);
  g_assert_no_error (error);
  fake_server_fault (fixture->server, refusals[0].fault);
  refused = ev_enrol_join (beside, &laptop->options.random, invitation, "Laptop by the door",
                           &fixture->transport, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, EV_ERROR, EV_ERROR_INVITATION);
  g_assert_false (ev_sync_is_enrolled (laptop->store));
  g_clear_error (&error);
  enrolment = ev_enrol_join (beside, &laptop->options.random, invitation, "Laptop by the door",
                             &fixture->transport, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (enrolment->project, ==, "CFPI");
  g_assert_true (ev_sync_is_enrolled (laptop->store));
  laptop_add_person (laptop, "Besa");
  ev_sync_run (beside, &fixture->transport, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (laptop_unsent (laptop), ==, 0);
  g_assert_cmpint (outcome.sent, ==, 2);
}

/* One register cannot be part of two projects. */
static void
test_other_project (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EvEnrolment) enrolment = enrol (fixture, LINK, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (enrolment);
  g_free (fixture->server->project);
  fixture->server->project = g_strdup ("OTHER");
  g_assert_null (enrol (fixture, LINK, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_EXISTS);
  assert_enrolled (fixture);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/sync/enrol/fresh", test_fresh },
    { "/sync/enrol/empty-folder", test_empty_folder },
    { "/sync/enrol/lost-answer", test_lost_answer },
    { "/sync/enrol/refused", test_refused },
    { "/sync/enrol/join", test_join },
    { "/sync/enrol/join-open", test_join_open },
    { "/sync/enrol/other-project", test_other_project },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
