/* The HTTP listener: carries requests to their routes and answers back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/listener.h"

#include <microhttpd.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#include "server/log.h"
#include "server/route.h"
#include "server/tls.h"
#include "server/watchdog.h"
#include "wire/codec.h"

/* Seconds. A request must be complete so soon; a body may take longer if it comes at LEAST_RATE. */
#define REQUEST_SECONDS 20
/* Bytes a second, on average; EDGE at its worst gives ten times that. */
#define LEAST_RATE 500
/* A laptop that has shown its token may keep its connection idle so long. */
#define IDLE_SECONDS 180
/* What was accepted has so long to be finished at the end. */
#define DRAIN_SECONDS 20
#define MOST_CONNECTIONS 16000
#define CONNECTION_MEMORY (64 * 1024)
#define TICK_MICROSECONDS (250 * 1000)
/* Of MHD_OptionItem, with the one that ends them. */
#define MOST_ITEMS 5

struct _EvListener {
  EvService *service;
  EvWatchdog *watchdog;
  struct MHD_Daemon *daemon;
  GThread *ticker;
  GMutex mutex;
  GCond cond;
  gboolean ending;
  gint draining;
  gint carried; /* requests that are complete and not yet answered */
  gboolean behind_proxy;
  EvTls *tls; /* NULL: plain HTTP */
};

/* A request on its connection. */
typedef struct {
  EvCall call; /* first: the one is the other */
  EvListener *listener;
  struct MHD_Connection *connection;
  const EvRoute *route;
  EvWatch *watch;
  gint64 began;
  gsize arrived; /* bytes of the body */
  gboolean handled, parked;
} Carrier;

static gint64
after_seconds (gint64 seconds)
{
  return g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
}

/* Carrying a call. */

static void
suspend (EvCall *call)
{
  Carrier *carrier = (Carrier *)call;
  carrier->parked = TRUE;
  MHD_suspend_connection (carrier->connection);
}

static void
resume (EvCall *call)
{
  MHD_resume_connection (((Carrier *)call)->connection);
}

static void
wake (gpointer waiter, gboolean news)
{
  EvCall *call = waiter;
  call->news = news;
  resume (call);
}

static const char *
call_header (EvCall *call, const char *name)
{
  return MHD_lookup_connection_value (((Carrier *)call)->connection, MHD_HEADER_KIND, name);
}

static const char *
call_argument (EvCall *call, const char *name)
{
  return MHD_lookup_connection_value (((Carrier *)call)->connection, MHD_GET_ARGUMENT_KIND, name);
}

static enum MHD_Result
reply (Carrier *carrier)
{
  const EvResponse *answer = &carrier->call.response;
  gsize length = 0;
  gconstpointer bytes = answer->body != NULL ? g_bytes_get_data (answer->body, &length) : NULL;
  struct MHD_Response *response =
      MHD_create_response_from_buffer (length, (void *)bytes, MHD_RESPMEM_MUST_COPY);
  enum MHD_Result result;

  if (answer->body != NULL)
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE,
                             answer->type != NULL ? answer->type : EV_WIRE_CONTENT_TYPE);
  for (guint i = 0; answer->headers != NULL && i < answer->headers->len; i += 2)
    MHD_add_response_header (response, answer->headers->pdata[i], answer->headers->pdata[i + 1]);
  if (answer->retry_after > 0) {
    g_autofree char *seconds = g_strdup_printf ("%d", answer->retry_after);
    MHD_add_response_header (response, MHD_HTTP_HEADER_RETRY_AFTER, seconds);
  }
  if (g_atomic_int_get (&carrier->listener->draining))
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
  result = MHD_queue_response (carrier->connection, (unsigned int)answer->status, response);
  MHD_destroy_response (response);
  return result;
}

/* The request is complete, or its call has been resumed. */
static enum MHD_Result
proceed (Carrier *carrier)
{
  EvCall *call = &carrier->call;

  if (!carrier->handled) {
    carrier->handled = TRUE;
    g_atomic_int_inc (&carrier->listener->carried);
    ev_watchdog_allow (carrier->listener->watchdog, carrier->watch, G_MAXINT64);
    if (call->too_large) {
      g_autoptr (GError) error =
          g_error_new_literal (EV_ERROR, EV_ERROR_TOO_LARGE, "a body beyond the limit");
      ev_call_complain (call, error);
    } else {
      carrier->route->handle (call);
    }
    if (carrier->parked)
      return MHD_YES;
  } else if (!call->answered) {
    call->next (call);
  }
  return reply (carrier);
}

static void
take_body (Carrier *carrier, const char *data, gsize size)
{
  carrier->arrived += size;
  if (!ev_buffer_append (&carrier->call.body, data, size, NULL))
    carrier->call.too_large = TRUE;
  ev_watchdog_allow (carrier->listener->watchdog, carrier->watch,
                     carrier->began + (REQUEST_SECONDS + (gint64)carrier->arrived / LEAST_RATE) *
                                          G_USEC_PER_SEC);
}

/* Reading a request's head. */

static const char *
header (struct MHD_Connection *connection, const char *name)
{
  return MHD_lookup_connection_value (connection, MHD_HEADER_KIND, name);
}

static const char *
argument (struct MHD_Connection *connection, const char *name)
{
  return MHD_lookup_connection_value (connection, MHD_GET_ARGUMENT_KIND, name);
}

static char *
peer_address (const EvListener *listener, struct MHD_Connection *connection)
{
  const char *forwarded = header (connection, "X-Forwarded-For");
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  socklen_t length;
  char host[NI_MAXHOST];

  if (listener->behind_proxy && forwarded != NULL) {
    const char *comma = strrchr (forwarded, ',');
    return g_strstrip (g_strdup (comma != NULL ? comma + 1 : forwarded));
  }
  if (info == NULL || info->client_addr == NULL)
    return g_strdup ("");
  length = info->client_addr->sa_family == AF_INET6 ? sizeof (struct sockaddr_in6)
                                                    : sizeof (struct sockaddr_in);
  if (getnameinfo (info->client_addr, length, host, sizeof host, NULL, 0, NI_NUMERICHOST) != 0)
    return g_strdup ("");
  return g_strdup (host);
}

static Carrier *
carrier_new (EvListener *listener, struct MHD_Connection *connection, const EvRoute *route)
{
  Carrier *carrier = g_new0 (Carrier, 1);
  EvCall *call = &carrier->call;
  const char *token = header (connection, MHD_HTTP_HEADER_AUTHORIZATION);
  const char *cursor = argument (connection, "cursor"), *after = argument (connection, "after");
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  carrier->listener = listener;
  carrier->connection = connection;
  carrier->route = route;
  carrier->watch = info->socket_context;
  carrier->began = g_get_monotonic_time ();
  call->service = listener->service;
  call->path = route != NULL ? route->path : NULL;
  call->suspend = suspend;
  call->resume = resume;
  call->header = call_header;
  call->argument = call_argument;
  call->address = peer_address (listener, connection);
  if (token != NULL && g_ascii_strncasecmp (token, "Bearer ", 7) == 0)
    call->token = g_strdup (token + 7);
  call->epoch = g_strdup (argument (connection, "epoch"));
  call->cursor = cursor != NULL ? g_ascii_strtoll (cursor, NULL, 10) : 0;
  call->after = after != NULL ? g_ascii_strtoll (after, NULL, 10) : 0;
  ev_buffer_init (&call->body, route != NULL ? route->most : 0);
  return carrier;
}

/* Turns away what need not be read to its end. */
static void
screen (Carrier *carrier, gboolean known)
{
  const char *length = header (carrier->connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
  EvCall *call = &carrier->call;

  if (carrier->route == NULL) {
    call->response = (EvResponse){ .status = known ? 405 : 404 };
    call->answered = TRUE;
  } else if (length != NULL && g_ascii_strtoull (length, NULL, 10) > carrier->route->most) {
    g_autoptr (GError) error =
        g_error_new_literal (EV_ERROR, EV_ERROR_TOO_LARGE, "a body beyond the limit");
    ev_call_complain (call, error);
  } else if (carrier->route->needs_token) {
    ev_call_authenticate (call);
  }
}

static enum MHD_Result
handle (void *data, struct MHD_Connection *connection, const char *url, const char *method,
        const char *version, const char *upload, size_t *size, void **context)
{
  Carrier *carrier = *context;
  gboolean known;

  if (carrier == NULL) {
    const EvRoute *route = ev_route_find (method, url, &known);
    *context = carrier = carrier_new (data, connection, route);
    screen (carrier, known);
    return carrier->call.answered ? reply (carrier) : MHD_YES;
  }
  if (*size > 0) {
    take_body (carrier, upload, *size);
    *size = 0;
    return MHD_YES;
  }
  return proceed (carrier);
}

/* The end of a request, and of a connection. */

static void
log_request (const Carrier *carrier, enum MHD_RequestTerminationCode how)
{
  const EvCall *call = &carrier->call;
  gsize down = call->response.body != NULL ? g_bytes_get_size (call->response.body) : 0;

  ev_log_event ("request", "s:path", carrier->route != NULL ? carrier->route->path : NULL,
                "i:status", (gint64)call->response.status, "i:microseconds",
                g_get_monotonic_time () - carrier->began, "i:up", (gint64)carrier->arrived,
                "i:down", (gint64)down, "s:device", call->device != NULL ? call->device->id : NULL,
                "s:complaint", call->response.complaint, "i:changes",
                call->visit != NULL ? (gint64)ev_visit_changes (call->visit) : 0, "i:refused",
                call->visit != NULL ? (gint64)ev_visit_refusals (call->visit) : 0, "i:cut",
                (gint64)(how != MHD_REQUEST_TERMINATED_COMPLETED_OK), NULL);
}

static void
request_over (void *data, struct MHD_Connection *connection, void **context,
              enum MHD_RequestTerminationCode how)
{
  EvListener *listener = data;
  Carrier *carrier = *context;

  if (carrier == NULL)
    return;
  log_request (carrier, how);
  ev_call_count (&carrier->call, carrier->route != NULL ? carrier->route->path : NULL);
  ev_watchdog_allow (listener->watchdog, carrier->watch,
                     after_seconds (carrier->call.device != NULL ? IDLE_SECONDS : REQUEST_SECONDS));
  if (carrier->handled)
    (void)g_atomic_int_dec_and_test (&listener->carried);
  ev_call_clear (&carrier->call);
  g_free (carrier);
  *context = NULL;
}

static void
greet (const EvListener *listener, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

  if (info != NULL && info->tls_session != NULL && listener->tls != NULL)
    ev_tls_greet (listener->tls, info->tls_session);
}

static void
connection_changed (void *data, struct MHD_Connection *connection, void **context,
                    enum MHD_ConnectionNotificationCode code)
{
  EvListener *listener = data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    int fd = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    *context = ev_watchdog_add (listener->watchdog, fd, after_seconds (REQUEST_SECONDS));
    if (!listener->behind_proxy)
      greet (listener, connection);
  } else {
    ev_watchdog_remove (listener->watchdog, *context);
    *context = NULL;
  }
}

static gpointer
tick (gpointer data)
{
  EvListener *listener = data;
  guint count = 0, bitten;

  g_mutex_lock (&listener->mutex);
  while (!listener->ending) {
    g_cond_wait_until (&listener->cond, &listener->mutex,
                       g_get_monotonic_time () + TICK_MICROSECONDS);
    g_mutex_unlock (&listener->mutex);
    bitten = ev_watchdog_bite (listener->watchdog, g_get_monotonic_time ());
    if (bitten > 0)
      ev_log_event ("cut", "i:connections", (gint64)bitten, NULL);
    if (count++ % 4 == 0)
      ev_service_tick (listener->service);
    g_mutex_lock (&listener->mutex);
  }
  g_mutex_unlock (&listener->mutex);
  return NULL;
}

/* Beginning and end. */

/* Only the form of what libmicrohttpd says: its values may be parts of a request. */
static void
log_mhd (void *data, const char *format, va_list values)
{
  g_autofree char *text = g_strdup (format);
  ev_log_event ("http", "s:message", g_strchomp (text), NULL);
}

static struct addrinfo *
resolve (const EvListenerOptions *options, GError **error)
{
  g_autofree char *port = g_strdup_printf ("%u", options->port);
  const struct addrinfo hints = { .ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;
  int result = getaddrinfo (options->host, port, &hints, &found);

  if (result != 0)
    g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "%s: %s", options->host, gai_strerror (result));
  return result == 0 ? found : NULL;
}

static guint
thread_count (const EvListenerOptions *options)
{
  return options->threads > 0 ? options->threads : MAX (g_get_num_processors (), 2);
}

/* The key and the certificate are only what libmicrohttpd wants to begin with: see EvTls. */
static void
choose_items (const EvListenerOptions *options, struct MHD_OptionItem *items)
{
  const EvCertificate *pair = options->certificate;

  if (options->socket > 0)
    *items++ = (struct MHD_OptionItem){ MHD_OPTION_LISTEN_SOCKET, options->socket, NULL };
  if (pair != NULL) {
    *items++ = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_KEY, 0, pair->key };
    *items++ = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0, pair->certificate };
    *items++ = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_PRIORITIES, 0,
                                        (char *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" };
  }
  *items = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
}

static gboolean
start (EvListener *listener, const EvListenerOptions *options, GError **error)
{
  struct addrinfo *address = resolve (options, error);
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                       MHD_USE_ERROR_LOG | MHD_USE_SUPPRESS_DATE_NO_CLOCK;
  struct MHD_OptionItem items[MOST_ITEMS];

  if (address == NULL)
    return FALSE;
  choose_items (options, items);
  flags |= address->ai_family == AF_INET6 ? MHD_USE_IPv6 : 0;
  flags |= options->certificate != NULL ? MHD_USE_TLS : 0;
  listener->daemon = MHD_start_daemon (
      flags, options->port, NULL, NULL, handle, listener, MHD_OPTION_EXTERNAL_LOGGER, log_mhd, NULL,
      MHD_OPTION_SOCK_ADDR, address->ai_addr, MHD_OPTION_NOTIFY_COMPLETED, request_over, listener,
      MHD_OPTION_NOTIFY_CONNECTION, connection_changed, listener, MHD_OPTION_CONNECTION_LIMIT,
      options->connections > 0 ? options->connections : MOST_CONNECTIONS,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_LISTEN_BACKLOG_SIZE,
      1024U, MHD_OPTION_THREAD_POOL_SIZE, thread_count (options), MHD_OPTION_ARRAY, items,
      MHD_OPTION_END);
  freeaddrinfo (address);
  if (listener->daemon == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_BUSY, "cannot listen at %s:%u", options->host,
                 options->port);
  return listener->daemon != NULL;
}

EvListener *
ev_listener_new (const char *store, const EvRules *rules, const EvListenerOptions *options,
                 GError **error)
{
  g_autoptr (EvListener) listener = g_new0 (EvListener, 1);
  EvClock clock = ev_clock_system ();

  g_mutex_init (&listener->mutex);
  g_cond_init (&listener->cond);
  listener->behind_proxy = options->certificate == NULL;
  listener->watchdog = ev_watchdog_new ();
  if (!listener->behind_proxy && (listener->tls = ev_tls_new (options->certificate, error)) == NULL)
    return NULL;
  listener->service = ev_service_new (store, rules, &clock, thread_count (options), wake, error);
  if (listener->service == NULL)
    return NULL;
  ev_service_set_words (listener->service, options->words);
  if (!start (listener, options, error))
    return NULL;
  listener->ticker = g_thread_new ("ticker", tick, listener);
  return g_steal_pointer (&listener);
}

guint16
ev_listener_port (const EvListener *listener)
{
  return MHD_get_daemon_info (listener->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

gboolean
ev_listener_renew (EvListener *listener, const EvCertificate *certificate, GError **error)
{
  return ev_tls_renew (listener->tls, certificate, error);
}

EvService *
ev_listener_service (EvListener *listener)
{
  return listener->service;
}

/* Lets those who wait go, and what was accepted be finished. */
static void
drain (EvListener *listener)
{
  gint64 until = after_seconds (DRAIN_SECONDS);

  g_atomic_int_set (&listener->draining, 1);
  while (g_atomic_int_get (&listener->carried) > 0 && g_get_monotonic_time () < until) {
    ev_waiting_expire (ev_service_waiting (listener->service), G_MAXINT64);
    g_usleep (5000);
  }
}

static void
stop (EvListener *listener)
{
  MHD_socket listening = MHD_quiesce_daemon (listener->daemon);

  drain (listener);
  MHD_stop_daemon (listener->daemon);
  if (listening != MHD_INVALID_SOCKET)
    close (listening);
}

void
ev_listener_free (EvListener *listener)
{
  if (listener == NULL)
    return;
  if (listener->daemon != NULL)
    stop (listener);
  g_mutex_lock (&listener->mutex);
  listener->ending = TRUE;
  g_cond_signal (&listener->cond);
  g_mutex_unlock (&listener->mutex);
  if (listener->ticker != NULL)
    g_thread_join (listener->ticker);
  ev_service_free (listener->service);
  ev_watchdog_free (listener->watchdog);
  ev_tls_free (listener->tls);
  g_mutex_clear (&listener->mutex);
  g_cond_clear (&listener->cond);
  g_free (listener);
}
