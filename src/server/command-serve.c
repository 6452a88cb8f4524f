/* serve: answers laptops until it is told to stop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "server/activation.h"
#include "server/command.h"
#include "server/listener.h"
#include "server/log.h"
#include "server/settings.h"
#include "server/sql-sqlite.h"
#include "server/tls.h"
#include "text/language.h"
#include "text/list.h"

typedef struct {
  EvSettings settings;
  char *host;
  guint16 port;
  int socket; /* handed over; 0: none */
  EvCertificate pair;
  EvPageWords *words;
} Serving;

static void
serving_clear (Serving *serving)
{
  ev_settings_clear (&serving->settings);
  g_free (serving->host);
  ev_certificate_clear (&serving->pair);
  ev_page_words_free (serving->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serving, serving_clear)

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return ev_lists_has (data, list, code);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : strcmp (host, "localhost") == 0;
}

/* Where it listens: at the socket that was handed over, else where the settings say. */
static gboolean
choose_address (Serving *serving, GError **error)
{
  if (!ev_activation_take (&serving->socket, error))
    return FALSE;
  if (serving->socket > 0) {
    if (!ev_activation_address (serving->socket, &serving->host, &serving->port, error))
      return FALSE;
  } else if (!ev_settings_parse_address (serving->settings.listen, &serving->host,
                                         &serving->port)) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "listen: HOST:PORT is expected");
    return FALSE;
  }
  return TRUE;
}

static gboolean
is_guarded (const Serving *serving, GError **error)
{
  if (!serving->settings.behind_proxy || is_loopback (serving->host))
    return TRUE;
  g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
               "without TLS only loopback addresses may be listened at");
  return FALSE;
}

static gboolean
load_certificate (const EvSettings *settings, EvCertificate *pair, GError **error)
{
  if (settings->behind_proxy)
    return TRUE;
  return settings->own_folder != NULL
             ? ev_certificate_own (pair, settings->own_folder, error)
             : ev_certificate_load (pair, settings->certificate, settings->key, error);
}

/* Nothing is made, opened or listened at. A certificate of its own is made by the first start. */
static gboolean
check (Serving *serving, GError **error)
{
  const EvSettings *settings = &serving->settings;
  g_autofree char *key = settings->own_folder != NULL
                             ? g_build_filename (settings->own_folder, "key.pem", NULL)
                             : NULL;
  gboolean later = key != NULL && !g_file_test (key, G_FILE_TEST_EXISTS);
  g_autofree char *token = NULL;
  g_autoptr (EvTls) tls = NULL;

  if (!settings->behind_proxy && !later) {
    if (!load_certificate (settings, &serving->pair, error))
      return FALSE;
    tls = ev_tls_new (&serving->pair, error);
    if (tls == NULL)
      return FALSE;
  }
  if (settings->metrics_token == NULL)
    return TRUE;
  token = ev_settings_read_token (settings->metrics_token, error);
  return token != NULL;
}

/* The address that laptops can reach, as far as it can be guessed. */
static char *
default_url (const Serving *serving, guint16 port)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (serving->host);
  gboolean any = address != NULL && g_inet_address_get_is_any (address);
  const char *host = any ? g_get_host_name () : serving->host;
  gboolean bare = strchr (host, ':') == NULL;

  return g_strdup_printf ("%s://%s%s%s:%u", serving->settings.behind_proxy ? "http" : "https",
                          bare ? "" : "[", host, bare ? "" : "]", port);
}

/* What was announced has come to be. */
static gboolean
end_announcement (EvCentral *central, const char *pin, GError **error)
{
  g_autofree char *next = NULL;

  if (!central->fact (central, "next_pin", &next, error))
    return FALSE;
  return pin == NULL || g_strcmp0 (pin, next) != 0 ||
         central->set_fact (central, "next_pin", NULL, error);
}

/* What `invite` needs to know, also when it runs in another process. A certificate that an
 * authority signed is pinned no less: the pin is of the key, which outlives it. */
static gboolean
remember (const EvSettings *settings, const EvCertificate *pair, const EvCommandLine *line,
          const char *url, GError **error)
{
  g_autofree char *pin = NULL;
  g_autoptr (EvCentral) central = NULL;

  if (!settings->behind_proxy && !ev_certificate_is_vouched_for (pair)) {
    pin = ev_certificate_pin (pair, error);
    if (pin == NULL)
      return FALSE;
  }
  central = ev_command_open (line, FALSE, TRUE, error);
  return central != NULL &&
         (url == NULL || central->set_fact (central, "public_url", url, error)) &&
         central->set_fact (central, "pin", pin, error) && end_announcement (central, pin, error) &&
         central->commit (central, error);
}

static gboolean
guard_metrics (const EvSettings *settings, EvListener *listener, GError **error)
{
  g_autofree char *token = NULL;

  if (settings->metrics_token == NULL)
    return TRUE;
  token = ev_settings_read_token (settings->metrics_token, error);
  if (token == NULL)
    return FALSE;
  ev_metrics_guard (ev_service_metrics (ev_listener_service (listener)), token);
  return TRUE;
}

/* Takes up the certificate anew, where it is another. */
static gboolean
renew (Serving *serving, EvListener *listener, const EvCommandLine *line, GError **error)
{
  g_auto (EvCertificate) pair = { 0 };

  if (!load_certificate (&serving->settings, &pair, error))
    return FALSE;
  if (g_strcmp0 (pair.certificate, serving->pair.certificate) == 0 &&
      g_strcmp0 (pair.key, serving->pair.key) == 0)
    return TRUE;
  if (!ev_listener_renew (listener, &pair, error) ||
      !remember (&serving->settings, &pair, line, NULL, error))
    return FALSE;
  ev_certificate_clear (&serving->pair);
  serving->pair = pair;
  pair = (EvCertificate){ 0 };
  return TRUE;
}

/* What can't be taken up leaves all as it was. */
static void
reload (Serving *serving, EvListener *listener, const EvCommandLine *line)
{
  g_autoptr (GError) error = NULL;

  if (renew (serving, listener, line, &error) &&
      guard_metrics (&serving->settings, listener, &error))
    ev_log_event ("reloaded", NULL);
  else
    ev_log_event ("not reloaded", "s:error", error->message, NULL);
}

static void
serve_until_told (Serving *serving, EvListener *listener, const EvCommandLine *line,
                  const sigset_t *signals)
{
  int number = 0;

  while (sigwait (signals, &number) != 0 || number == SIGHUP)
    if (number == SIGHUP)
      reload (serving, listener, line);
  ev_log_event ("stopping", "i:signal", (gint64)number, NULL);
}

/* Before there are threads, which inherit it. */
static void
hold_signals (sigset_t *signals)
{
  sigemptyset (signals);
  sigaddset (signals, SIGTERM);
  sigaddset (signals, SIGINT);
  sigaddset (signals, SIGHUP);
  sigprocmask (SIG_BLOCK, signals, NULL);
  signal (SIGPIPE, SIG_IGN);
}

/* Requests come and go in megabytes: what one has used is kept for the next, not given back to the
 * system and asked for again page by page. */
static void
keep_memory (void)
{
  mallopt (M_MMAP_THRESHOLD, 4 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 16 * 1024 * 1024);
}

/* Every laptop that waits is an open file. */
static void
allow_files (void)
{
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0)
    return;
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
}

static int
serve (Serving *serving, const EvCommandLine *line, const EvRules *rules, GError **error)
{
  const EvSettings *settings = &serving->settings;
  const EvListenerOptions options = { .host = serving->host,
                                      .port = serving->port,
                                      .certificate = settings->behind_proxy ? NULL : &serving->pair,
                                      .threads = settings->threads,
                                      .connections = settings->connections,
                                      .socket = serving->socket,
                                      .words = serving->words };
  g_autoptr (EvListener) listener = NULL;
  g_autofree char *url = NULL;
  sigset_t signals;

  hold_signals (&signals);
  keep_memory ();
  allow_files ();
  ev_sql_sqlite_set_up ();
  listener = ev_listener_new (line->store, rules, &options, error);
  if (listener == NULL || !guard_metrics (settings, listener, error))
    return EV_COMMAND_FAILED;
  url = default_url (serving, ev_listener_port (listener));
  if (!remember (settings, &serving->pair, line,
                 settings->public_url != NULL ? settings->public_url : url, error))
    return EV_COMMAND_FAILED;
  printf ("ready %s\n", url);
  fflush (stdout);
  ev_log_event ("ready", "s:url", url, NULL);
  serve_until_told (serving, listener, line, &signals);
  return EV_COMMAND_DONE;
}

/* The file, then the flags. */
static int
parse (Serving *serving, EvCommandLine *line, GError **error)
{
  if (line->config != NULL && !ev_settings_read (&serving->settings, line->config, error))
    return EV_COMMAND_FAILED;
  if (!ev_settings_take (&serving->settings, line->words) || !ev_command_expects (line, 0))
    return EV_COMMAND_USAGE;
  if (!ev_settings_agree (&serving->settings, error) || !choose_address (serving, error))
    return line->config != NULL ? EV_COMMAND_FAILED : EV_COMMAND_USAGE;
  return is_guarded (serving, error) ? EV_COMMAND_DONE : EV_COMMAND_FAILED;
}

int
ev_command_serve (EvCommandLine *line, GError **error)
{
  g_auto (Serving) serving = { 0 };
  g_autoptr (EvLists) lists = NULL;
  EvRules rules = { .has_code = has_code };
  gboolean checks = ev_command_flag (line, "--check-config");
  int code = parse (&serving, line, error);

  if (code != EV_COMMAND_DONE)
    return code;
  if (checks)
    return check (&serving, error) ? EV_COMMAND_DONE : EV_COMMAND_FAILED;
  if (!load_certificate (&serving.settings, &serving.pair, error))
    return EV_COMMAND_FAILED;
  lists = ev_lists_load (NULL, error);
  if (lists == NULL)
    return EV_COMMAND_FAILED;
  rules.data = lists;
  ev_language_init ();
  serving.words = ev_page_words_new ();
  return serve (&serving, line, &rules, error);
}
