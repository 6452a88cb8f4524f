/* Tests of the transport over libcurl against a real server that answers in odd ways. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/transport.h"

#include <string.h>

#include "sync/transport-curl-private.h"
#include "wire/codec.h"

#define WRONG_PIN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static char *server_script; /* the first word of the command line */

typedef struct {
  char *folder;
  GSubprocess *server;
  char *url, *pin, *certificate;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer plain)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  fixture->folder = g_dir_make_tmp ("evidenca-transport-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->server = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, server_script,
      fixture->folder, GPOINTER_TO_INT (plain) ? "--plain" : NULL, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->server));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  words = g_strsplit (line, " ", 4);
  fixture->url =
      g_strdup_printf ("%s://127.0.0.1:%s", GPOINTER_TO_INT (plain) ? "http" : "https", words[1]);
  fixture->pin = g_strdup (words[2]);
  fixture->certificate = g_strdup (words[3]);
}

static void
tear_down (Fixture *fixture, gconstpointer plain)
{
  static const char *const files[] = { "key.pem", "certificate.pem", "" };

  g_output_stream_close (g_subprocess_get_stdin_pipe (fixture->server), NULL, NULL);
  g_subprocess_wait (fixture->server, NULL, NULL);
  g_object_unref (fixture->server);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, files[i], NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    g_file_delete (file, NULL, NULL);
  }
  g_free (fixture->folder);
  g_free (fixture->url);
  g_free (fixture->pin);
  g_free (fixture->certificate);
}

static EvTransport
open_transport (const char *url, const char *pin, const char *ca_file)
{
  EvTransport transport = { 0 };
  g_autoptr (GError) error = NULL;

  ev_transport_curl (&transport, url, pin, ca_file, &error);
  g_assert_no_error (error);
  return transport;
}

/* Calls without body and expects an answer. */
static EvReply *
get (const EvTransport *transport, const char *path)
{
  g_autoptr (GError) error = NULL;
  EvReply *reply = ev_transport_call (transport, path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

static char *
text (const EvReply *reply)
{
  gsize length;
  const char *bytes = g_bytes_get_data (reply->body, &length);
  return g_strndup (bytes, length);
}

static void
expect_error (const EvTransport *transport, const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EvReply) reply = ev_transport_call (transport, path, NULL, NULL, NULL, &error);

  g_assert_null (reply);
  g_assert_error (error, EV_ERROR, code);
}

static void
test_echo (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("zdravo", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvReply) reply = ev_transport_call (&transport, "/echo", "TOKEN", body, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, EV_WIRE_CONTENT_TYPE);
  g_assert_true (g_bytes_equal (reply->body, body));
  g_assert_cmpstr (reply->pin, ==, fixture->pin);
  g_assert_cmpint (reply->elapsed, <, 5000);
  ev_transport_close (&transport);
}

/* What is sent is what is needed, and what is counted is what is sent. */
static void
test_headers (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("zdravo", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvReply) reply =
      ev_transport_call (&transport, "/headers", "TOKEN", body, NULL, &error);
  g_autofree char *headers = NULL, *expected = NULL;

  g_assert_no_error (error);
  headers = text (reply);
  expected = g_strdup_printf ("POST /headers HTTP/1.1\nHost: %s\n"
                              "User-Agent: Evidenca/" EV_VERSION "\n"
                              "Authorization: Bearer TOKEN\nContent-Length: 6\n\n",
                              strstr (fixture->url, "//") + 2);
  g_assert_cmpstr (headers, ==, expected);
  g_assert_cmpint (reply->bytes_up, ==, (gint64)strlen (expected) + 6 /* CR */ + 6 /* body */);
  g_assert_cmpint (reply->bytes_down, >, (gint64)strlen (expected));
  ev_transport_close (&transport);
}

static void
test_certificates (Fixture *fixture, gconstpointer plain)
{
  g_autofree char *both = g_strconcat (WRONG_PIN ";", fixture->pin, NULL);
  const struct {
    const char *pin, *ca_file;
    gboolean trusted;
  } cases[] = {
    { fixture->pin, NULL, TRUE },
    { WRONG_PIN, NULL, FALSE },
    { both, NULL, TRUE },
    { NULL, NULL, FALSE },
    { NULL, fixture->certificate, TRUE },
    { WRONG_PIN, fixture->certificate, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EvTransport transport = open_transport (fixture->url, cases[i].pin, cases[i].ca_file);
    g_test_message ("case %u", i);
    if (cases[i].trusted) {
      g_autoptr (EvReply) reply = get (&transport, "/echo");
      g_assert_cmpint (reply->status, ==, 200);
    } else {
      expect_error (&transport, "/echo", EV_ERROR_CERTIFICATE);
    }
    ev_transport_close (&transport);
  }
}

/* An authority vouches for a name, not for whoever has the certificate. */
static void
test_wrong_name (Fixture *fixture, gconstpointer plain)
{
  g_autofree char *url = g_strconcat ("https://localhost", strrchr (fixture->url, ':'), NULL);
  EvTransport transport = open_transport (url, NULL, fixture->certificate);

  expect_error (&transport, "/echo", EV_ERROR_CERTIFICATE);
  ev_transport_close (&transport);
}

static void
test_keep_alive (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  g_autofree char *seen = NULL;

  for (int i = 0; i < 3; i++) {
    g_autoptr (EvReply) reply = get (&transport, i < 2 ? "/echo" : "/close");
    g_assert_cmpstr (reply->pin, ==, fixture->pin);
  }
  for (int i = 0; i < 2; i++) {
    g_autoptr (EvReply) reply = get (&transport, "/seen");
    g_assert_cmpstr (reply->pin, ==, fixture->pin);
    g_free (seen);
    seen = text (reply);
  }
  g_assert_cmpstr (seen, ==, "connections=2 resumed=1 requests=5");
  ev_transport_close (&transport);
}

static const struct {
  const char *path;
  int status;
} statuses[] = {
  { "/status/401", 401 }, { "/status/413", 413 }, { "/status/429", 429 },
  { "/status/503", 503 }, { "/redirect", 302 },   { "/nowhere", 404 },
};

static void
test_statuses (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (EvReply) reply = get (&transport, statuses[i].path);
    g_assert_cmpint (reply->status, ==, statuses[i].status);
    g_assert_cmpint (reply->retry_after, ==,
                     g_str_has_prefix (statuses[i].path, "/status/") ? 7 : 0);
  }
  ev_transport_close (&transport);
}

static void
test_failures (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  EvTransport nobody = open_transport ("https://127.0.0.1:1", fixture->pin, NULL);
  g_autoptr (EvReply) after = NULL;

  expect_error (&transport, "/cut", EV_ERROR_TIMEOUT);
  expect_error (&transport, "/big", EV_ERROR_TOO_LARGE);
  expect_error (&nobody, "/echo", EV_ERROR_NO_NETWORK);
  after = get (&transport, "/echo");
  g_assert_cmpint (after->status, ==, 200);
  ev_transport_close (&transport);
  ev_transport_close (&nobody);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (GError) error = NULL, again = NULL;
  g_autoptr (EvReply) after = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_null (ev_transport_call (&transport, "/stall", NULL, NULL, cancellable, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2 * G_USEC_PER_SEC);
  g_thread_join (thread);
  g_assert_null (ev_transport_call (&transport, "/echo", NULL, NULL, cancellable, &again));
  g_assert_error (again, EV_ERROR, EV_ERROR_CANCELLED);
  after = get (&transport, "/echo");
  g_assert_cmpint (after->status, ==, 200);
  ev_transport_close (&transport);
}

/* Only the handshake happens: whoever answers there learns nothing. */
static void
test_look (Fixture *fixture, gconstpointer plain)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = ev_transport_curl_look (fixture->url, NULL, &error);
  EvTransport transport = open_transport (fixture->url, fixture->pin, NULL);
  g_autoptr (EvReply) reply = get (&transport, "/seen");
  g_autofree char *seen = text (reply);

  g_assert_no_error (error);
  g_assert_cmpstr (pin, ==, fixture->pin);
  g_assert_cmpstr (seen, ==, "connections=2 resumed=0 requests=1");
  ev_transport_close (&transport);
}

/* Plain HTTP stays on this machine, whatever the environment says of proxies. */
static void
test_plain (Fixture *fixture, gconstpointer plain)
{
  EvTransport transport, other = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EvReply) reply = NULL;

  transport = open_transport (fixture->url, NULL, NULL);
  reply = get (&transport, "/echo");
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_null (reply->pin);
  ev_transport_close (&transport);
  g_assert_false (ev_transport_curl (&other, "http://192.0.2.1", NULL, NULL, &error));
  g_assert_error (error, EV_ERROR, EV_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    int plain;
    void (*test) (Fixture *fixture, gconstpointer plain);
  } tests[] = {
    { "/transport/echo", FALSE, test_echo },
    { "/transport/headers", FALSE, test_headers },
    { "/transport/certificates", FALSE, test_certificates },
    { "/transport/wrong-name", FALSE, test_wrong_name },
    { "/transport/keep-alive", FALSE, test_keep_alive },
    { "/transport/statuses", FALSE, test_statuses },
    { "/transport/failures", FALSE, test_failures },
    { "/transport/cancel", FALSE, test_cancel },
    { "/transport/look", FALSE, test_look },
    { "/transport/plain", TRUE, test_plain },
  };

  g_unsetenv ("https_proxy");
  g_unsetenv ("all_proxy");
  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE); /* nobody is there: see test_plain() */
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  server_script = argv[1];
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].plain), set_up, tests[i].test,
                tear_down);
  return g_test_run ();
}
