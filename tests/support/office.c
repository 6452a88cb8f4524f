/* A server as a process of its own. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"

#include <string.h>

#include "base/json.h"
#include "server/opening.h"
#include "server/registrar.h"
#include "sync/enrol.h"

#define URL "server.url"
#define SIXTY_DAYS (G_GINT64_CONSTANT (60) * 24 * 3600 * 1000)

static void
must (gboolean done, const GError *error)
{
  if (!done)
    g_error ("office: %s", error != NULL ? error->message : "a command failed");
}

static char *
command (const Office *office, const char *words)
{
  g_autofree char *line =
      g_strdup_printf ("'%s' %s --store '%s'", office->program, words, office->central);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;

  must (g_spawn_command_line_sync (line, &output, NULL, &status, &error) && status == 0, error);
  return output;
}

/* Reads "ready URL" and keeps the port. */
static void
await_ready (Office *office)
{
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (office->process));
  g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

  must (line != NULL && g_str_has_prefix (line, "ready "), NULL);
  office->port = (guint16)g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
}

/* Whatever laptops wrote since then is later than all that they hear of. */
static void
make_project (const Office *office)
{
  const EvRandom random = ev_random_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EvCentral) central = ev_opening_store (office->central, &random, TRUE, &error);
  gint64 number;

  must (central != NULL && central->begin (central, TRUE, &error) &&
            ev_registrar_add_project (central, "CFPI", "Forums",
                                      g_get_real_time () / 1000 - SIXTY_DAYS, &number, &error) &&
            central->commit (central, &error),
        error);
}

Office *
office_new_on (const char *program, const char *store, gboolean tls)
{
  Office *office = g_new0 (Office, 1);
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  office->program = g_strdup (program);
  office->folder = g_dir_make_tmp ("evidenca-office-XXXXXX", NULL);
  office->central =
      store != NULL ? g_strdup (store) : g_strdup_printf ("sqlite:%s/server.db", office->folder);
  folder = g_build_filename (office->folder, "tls", NULL);
  make_project (office);
  office->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        program, "serve", "--store", office->central, "--listen", "127.0.0.1:0",
                        tls ? "--tls-self-signed" : "--behind-proxy", tls ? folder : NULL, NULL);
  must (office->process != NULL, error);
  await_ready (office);
  return office;
}

Office *
office_new (const char *program, gboolean tls)
{
  return office_new_on (program, NULL, tls);
}

void
office_free (Office *office)
{
  g_autofree char *remove = g_strdup_printf ("rm -r '%s'", office->folder);

  g_subprocess_send_signal (office->process, 15);
  g_subprocess_wait (office->process, NULL, NULL);
  g_object_unref (office->process);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  g_free (office->central);
  g_free (office->folder);
  g_free (office->program);
  g_free (office);
}

static gint64
tell_time (gpointer data)
{
  return ((OfficeLaptop *)data)->now;
}

static gboolean
any_code (const char *list, const char *code, gpointer data)
{
  return TRUE;
}

/* The laptop's own address of the server, with another port. */
static void
use_port (OfficeLaptop *laptop, guint16 port)
{
  g_autofree char *url = ev_store_setting (laptop->store, URL);
  g_autofree char *head = g_strndup (url, (gsize)(strrchr (url, ':') - url));
  g_autofree char *other = g_strdup_printf ("%s:%u", head, port);
  g_autoptr (GError) error = NULL;

  must (ev_store_set_setting (laptop->store, URL, other, &error), error);
}

/* The server limits how many enrol in a minute. */
static void
enrol (const char *folder, const EvStoreOptions *options, const EvInvitation *invitation)
{
  for (guint i = 0; i < 60; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EvEnrolment) enrolment =
        ev_enrol_run (folder, options, invitation, "laptop", NULL, NULL, &error);
    if (enrolment != NULL)
      return;
    must (g_error_matches (error, EV_ERROR, EV_ERROR_TOO_MANY), error);
    g_usleep (3 * G_USEC_PER_SEC);
  }
  must (FALSE, NULL);
}

OfficeLaptop *
office_laptop (Office *office, guint16 port)
{
  OfficeLaptop *laptop = g_new0 (OfficeLaptop, 1);
  g_autofree char *folder = g_strdup_printf ("%s/laptop-%u", office->folder, office->laptops++);
  g_autofree char *text = command (office, "invite --project CFPI --role coordinator --json");
  g_autoptr (EvJson) invite = cJSON_Parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (EvInvitation) invitation = ev_invitation_parse (ev_json_text (invite, "link"), &error);

  must (invitation != NULL, error);
  laptop->now = g_get_real_time () / 1000;
  laptop->options = (EvStoreOptions){ .clock = { tell_time, laptop },
                                      .random = ev_random_system (),
                                      .rules = { .has_code = any_code },
                                      .mark_folder = office->folder };
  enrol (folder, &laptop->options, invitation);
  laptop->store = ev_store_open (folder, &laptop->options, &error);
  must (laptop->store != NULL, error);
  if (port != 0)
    use_port (laptop, port);
  must (ev_sync_transport (laptop->store, &laptop->transport, &error), error);
  return laptop;
}

void
office_laptop_hang_up (OfficeLaptop *laptop)
{
  g_autoptr (GError) error = NULL;

  ev_transport_close (&laptop->transport);
  must (ev_sync_transport (laptop->store, &laptop->transport, &error), error);
}

void
office_laptop_free (OfficeLaptop *laptop)
{
  ev_transport_close (&laptop->transport);
  ev_store_close (laptop->store);
  g_free (laptop);
}
