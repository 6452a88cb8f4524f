/* serve: answers laptops until it is told to stop. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "server/command.h"
#include "server/listener.h"
#include "server/log.h"
#include "server/opening.h"
#include "text/list.h"

typedef struct {
  const char *listen, *certificate, *key, *own_folder, *public_url;
  gboolean behind_proxy;
  char *host;
  guint16 port;
  EvCertificate pair;
} Serving;

static void
serving_clear (Serving *serving)
{
  g_free (serving->host);
  ev_certificate_clear (&serving->pair);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Serving, serving_clear)

static gboolean
has_code (const char *list, const char *code, gpointer data)
{
  return ev_lists_has (data, list, code);
}

/* HOST:PORT, the host perhaps in brackets. */
static gboolean
parse_address (Serving *serving)
{
  const char *colon = serving->listen != NULL ? strrchr (serving->listen, ':') : NULL;
  guint64 port;

  if (colon == NULL || colon == serving->listen ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    return FALSE;
  serving->port = (guint16)port;
  serving->host = *serving->listen == '['
                      ? g_strndup (serving->listen + 1, (gsize)(colon - serving->listen) - 2)
                      : g_strndup (serving->listen, (gsize)(colon - serving->listen));
  return *serving->host != '\0';
}

/* Just one way to be trusted must be chosen. */
static gboolean
parse (Serving *serving, EvCommandLine *line)
{
  serving->behind_proxy = ev_command_flag (line, "--behind-proxy");
  if (!ev_command_option (line, "--listen", &serving->listen) ||
      !ev_command_option (line, "--tls-cert", &serving->certificate) ||
      !ev_command_option (line, "--tls-key", &serving->key) ||
      !ev_command_option (line, "--tls-self-signed", &serving->own_folder) ||
      !ev_command_option (line, "--public-url", &serving->public_url) ||
      !ev_command_expects (line, 0) || !parse_address (serving))
    return FALSE;
  return (serving->certificate != NULL) == (serving->key != NULL) &&
         (serving->certificate != NULL) + (serving->own_folder != NULL) + serving->behind_proxy ==
             1;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : strcmp (host, "localhost") == 0;
}

static gboolean
load_certificate (Serving *serving, GError **error)
{
  if (serving->behind_proxy && !is_loopback (serving->host)) {
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID,
                 "without TLS only loopback addresses may be listened at");
    return FALSE;
  }
  if (serving->behind_proxy)
    return TRUE;
  return serving->own_folder != NULL
             ? ev_certificate_own (&serving->pair, serving->own_folder, error)
             : ev_certificate_load (&serving->pair, serving->certificate, serving->key, error);
}

/* The address that laptops can reach, as far as it can be guessed. */
static char *
default_url (const Serving *serving, guint16 port)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (serving->host);
  gboolean any = address != NULL && g_inet_address_get_is_any (address);
  const char *host = any ? g_get_host_name () : serving->host;
  gboolean bare = strchr (host, ':') == NULL;

  return g_strdup_printf ("%s://%s%s%s:%u", serving->behind_proxy ? "http" : "https",
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
remember (const Serving *serving, const EvCommandLine *line, const char *url, GError **error)
{
  g_autofree char *pin = NULL;
  g_autoptr (EvCentral) central = NULL;

  if (!serving->behind_proxy && !ev_certificate_is_vouched_for (&serving->pair)) {
    pin = ev_certificate_pin (&serving->pair, error);
    if (pin == NULL)
      return FALSE;
  }
  central = ev_command_open (line, FALSE, TRUE, error);
  return central != NULL && central->set_fact (central, "public_url", url, error) &&
         central->set_fact (central, "pin", pin, error) && end_announcement (central, pin, error) &&
         central->commit (central, error);
}

static int
wait_for_signal (const sigset_t *signals)
{
  int number = 0;

  while (sigwait (signals, &number) != 0)
    ;
  return number;
}

static int
serve (const Serving *serving, const EvCommandLine *line, const EvRules *rules, GError **error)
{
  const EvListenerOptions options = { .host = serving->host,
                                      .port = serving->port,
                                      .certificate =
                                          serving->behind_proxy ? NULL : &serving->pair };
  g_autoptr (EvListener) listener = NULL;
  g_autofree char *url = NULL;
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGINT);
  sigprocmask (SIG_BLOCK, &signals, NULL); /* before there are threads, which inherit it */
  signal (SIGPIPE, SIG_IGN);
  listener = ev_listener_new (line->store, rules, &options, error);
  if (listener == NULL)
    return EV_COMMAND_FAILED;
  url = default_url (serving, ev_listener_port (listener));
  if (!remember (serving, line, serving->public_url != NULL ? serving->public_url : url, error))
    return EV_COMMAND_FAILED;
  printf ("ready %s\n", url);
  fflush (stdout);
  ev_log_event ("ready", "s:url", url, NULL);
  ev_log_event ("stopping", "i:signal", (gint64)wait_for_signal (&signals), NULL);
  return EV_COMMAND_DONE;
}

int
ev_command_serve (EvCommandLine *line, GError **error)
{
  g_auto (Serving) serving = { 0 };
  g_autoptr (EvLists) lists = NULL;
  EvRules rules = { .has_code = has_code };

  if (!parse (&serving, line))
    return EV_COMMAND_USAGE;
  if (!load_certificate (&serving, error))
    return EV_COMMAND_FAILED;
  lists = ev_lists_load (NULL, error);
  if (lists == NULL)
    return EV_COMMAND_FAILED;
  rules.data = lists;
  return serve (&serving, line, &rules, error);
}
