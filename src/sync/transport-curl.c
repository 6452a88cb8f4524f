/* The transport over libcurl: one connection to one server, kept open. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include "base/buffer.h"
#include "sync/address-private.h"
#include "sync/certificate-private.h"
#include "sync/transport-curl-private.h"
#include "sync/transport.h"
#include "wire/codec.h"

/* In seconds. A silent POST is given up later than any server needs to commit it, a silent GET
 * later than a server may hold one for news. Sent bytes that nobody acknowledges end it sooner. */
enum { CONNECT_TIME = 30, POST_TIME = 60, GET_TIME = 90, UNACKNOWLEDGED_TIME = 30 };

typedef struct {
  CURLM *multi;
  CURL *easy;
  char *base; /* the address, without a slash at its end */
  char *pin;  /* of the server at the other end of the connection; NULL before one */
  char message[CURL_ERROR_SIZE];
} Way;

/* One exchange under way. */
typedef struct {
  EvBuffer body;
  gboolean overflow;
  gint64 up, down;
} Exchange;

static void
way_free (gpointer data)
{
  Way *way = data;

  if (way->easy != NULL)
    curl_easy_cleanup (way->easy);
  if (way->multi != NULL)
    curl_multi_cleanup (way->multi);
  g_free (way->base);
  g_free (way->pin);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

static gsize
write_cb (char *bytes, gsize size, gsize count, gpointer data)
{
  Exchange *exchange = data;

  exchange->overflow |= !ev_buffer_append (&exchange->body, bytes, size * count, NULL);
  return exchange->overflow ? 0 : size * count;
}

/* Counts what HTTP itself puts on the connection; TLS is not counted. */
static int
debug_cb (CURL *easy, curl_infotype type, char *bytes, gsize size, gpointer data)
{
  Exchange *exchange = data;

  if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
    exchange->up += (gint64)size;
  else if (type == CURLINFO_HEADER_IN || type == CURLINFO_DATA_IN)
    exchange->down += (gint64)size;
  return 0;
}

static int
socket_cb (gpointer data, curl_socket_t handle, curlsocktype purpose)
{
  guint milliseconds = UNACKNOWLEDGED_TIME * 1000;

  setsockopt (handle, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
  return CURL_SOCKOPT_OK;
}

static void
wake_cb (GCancellable *cancellable, gpointer multi)
{
  curl_multi_wakeup (multi);
}

/* Drives the transfer to its end; CURLE_ABORTED_BY_CALLBACK if cancelled. */
static CURLcode
perform (Way *way, GCancellable *cancellable)
{
  gulong handler = 0;
  int running = 1, left;
  CURLcode result = CURLE_ABORTED_BY_CALLBACK;
  CURLMsg *message;

  way->message[0] = '\0';
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), way->multi, NULL);
  curl_multi_add_handle (way->multi, way->easy);
  while (running > 0 && !g_cancellable_is_cancelled (cancellable)) {
    if (curl_multi_perform (way->multi, &running) != CURLM_OK)
      break;
    if (running > 0)
      curl_multi_poll (way->multi, NULL, 0, 1000, NULL);
  }
  message = curl_multi_info_read (way->multi, &left);
  if (message != NULL && message->msg == CURLMSG_DONE)
    result = message->data.result;
  curl_multi_remove_handle (way->multi, way->easy);
  g_cancellable_disconnect (cancellable, handler);
  return result;
}

/* A handshake tells the key; an exchange over an open connection leaves the one known. */
static void
learn_pin (Way *way)
{
  struct curl_certinfo *chain = NULL;

  if (curl_easy_getinfo (way->easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == NULL ||
      chain->num_of_certs < 1)
    return;
  for (struct curl_slist *line = chain->certinfo[0]; line != NULL; line = line->next) {
    if (g_str_has_prefix (line->data, "Cert:")) {
      g_free (way->pin);
      way->pin = ev_certificate_pin (line->data);
    }
  }
}

static EvErrorCode
error_code (CURLcode code, const Exchange *exchange)
{
  switch ((int)code) {
  case CURLE_ABORTED_BY_CALLBACK:
    return EV_ERROR_CANCELLED;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_CACERT_BADFILE:
    return EV_ERROR_CERTIFICATE;
  case CURLE_OPERATION_TIMEDOUT:
    return EV_ERROR_TIMEOUT;
  default:
    if (exchange->overflow)
      return EV_ERROR_TOO_LARGE;
    return exchange->up > 0 ? EV_ERROR_TIMEOUT : EV_ERROR_NO_NETWORK;
  }
}

static void
set_error (const Way *way, CURLcode code, const Exchange *exchange, GError **error)
{
  g_set_error (error, EV_ERROR, (int)error_code (code, exchange), "%s: %s", way->base,
               way->message[0] != '\0' ? way->message : curl_easy_strerror (code));
}

static struct curl_slist *
make_headers (const char *token, gboolean has_body)
{
  struct curl_slist *headers = curl_slist_append (NULL, "Accept:");

  if (has_body) {
    headers = curl_slist_append (headers, "Expect:");
    headers = curl_slist_append (headers, "Content-Type:"); /* nothing but ours goes there */
    headers = curl_slist_append (headers, "User-Agent: Evidenca/" EV_VERSION);
  }
  if (token != NULL) {
    g_autofree char *line = g_strconcat ("Authorization: Bearer ", token, NULL);
    headers = curl_slist_append (headers, line);
  }
  return headers;
}

static void
set_request (Way *way, const char *path, GBytes *body, struct curl_slist *headers,
             Exchange *exchange)
{
  g_autofree char *url = g_strconcat (way->base, path, NULL);

  curl_easy_setopt (way->easy, CURLOPT_URL, url);
  curl_easy_setopt (way->easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (way->easy, CURLOPT_WRITEDATA, exchange);
  curl_easy_setopt (way->easy, CURLOPT_DEBUGDATA, exchange);
  if (body == NULL) {
    curl_easy_setopt (way->easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt (way->easy, CURLOPT_LOW_SPEED_TIME, (long)GET_TIME);
  } else {
    gsize length;
    const void *bytes = g_bytes_get_data (body, &length);
    curl_easy_setopt (way->easy, CURLOPT_POST, 1L);
    curl_easy_setopt (way->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    curl_easy_setopt (way->easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
    curl_easy_setopt (way->easy, CURLOPT_LOW_SPEED_TIME, (long)POST_TIME);
  }
}

static EvReply *
make_reply (Way *way, Exchange *exchange)
{
  EvReply *reply = g_new0 (EvReply, 1);
  long status = 0;
  const char *content_type = NULL;
  curl_off_t retry_after = 0, whole = 0, before = 0;

  curl_easy_getinfo (way->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (way->easy, CURLINFO_CONTENT_TYPE, &content_type);
  curl_easy_getinfo (way->easy, CURLINFO_RETRY_AFTER, &retry_after);
  curl_easy_getinfo (way->easy, CURLINFO_TOTAL_TIME_T, &whole);
  curl_easy_getinfo (way->easy, CURLINFO_PRETRANSFER_TIME_T, &before);
  reply->status = (int)status;
  reply->content_type = g_strdup (content_type);
  reply->retry_after = (int)CLAMP (retry_after, 0, G_MAXINT);
  reply->elapsed = MAX (whole - before, 0) / 1000;
  reply->body = ev_buffer_steal (&exchange->body);
  reply->bytes_up = exchange->up;
  reply->bytes_down = exchange->down;
  reply->pin = g_strdup (way->pin);
  return reply;
}

static EvReply *
curl_call (gpointer data, const char *path, const char *token, GBytes *body,
           GCancellable *cancellable, GError **error)
{
  Way *way = data;
  struct curl_slist *headers = make_headers (token, body != NULL);
  Exchange exchange = { 0 };
  EvReply *reply = NULL;
  CURLcode code;

  ev_buffer_init (&exchange.body, EV_WIRE_MAX_BODY);
  set_request (way, path, body, headers, &exchange);
  code = perform (way, cancellable);
  if (code == CURLE_OK) {
    learn_pin (way);
    reply = make_reply (way, &exchange);
  } else {
    set_error (way, code, &exchange, error);
  }
  curl_easy_setopt (way->easy, CURLOPT_HTTPHEADER, NULL);
  curl_slist_free_all (headers);
  ev_buffer_clear (&exchange.body);
  return reply;
}

static void
set_common (Way *way)
{
  gboolean is_plain = g_str_has_prefix (way->base, "http:");

  curl_easy_setopt (way->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (way->easy, CURLOPT_PROTOCOLS_STR, is_plain ? "http" : "https");
  curl_easy_setopt (way->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (way->easy, CURLOPT_CERTINFO, 1L);
  curl_easy_setopt (way->easy, CURLOPT_ERRORBUFFER, way->message);
  curl_easy_setopt (way->easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIME);
  curl_easy_setopt (way->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (way->easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt (way->easy, CURLOPT_SOCKOPTFUNCTION, socket_cb);
  curl_easy_setopt (way->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt (way->easy, CURLOPT_WRITEFUNCTION, write_cb);
  curl_easy_setopt (way->easy, CURLOPT_DEBUGFUNCTION, debug_cb);
  curl_easy_setopt (way->easy, CURLOPT_VERBOSE, 1L);
  /* What may be plain because it stays on this machine must not be sent to a proxy. */
  if (is_plain)
    curl_easy_setopt (way->easy, CURLOPT_NOPROXY, "*");
}

static void
set_trust (Way *way, const char *pin, const char *ca_file)
{
  if (pin != NULL) {
    g_auto (GStrv) pins = g_strsplit (pin, ";", -1);
    g_autofree char *joined = g_strjoinv (";sha256//", pins);
    g_autofree char *pinned = g_strconcat ("sha256//", joined, NULL);
    curl_easy_setopt (way->easy, CURLOPT_PINNEDPUBLICKEY, pinned);
    curl_easy_setopt (way->easy, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt (way->easy, CURLOPT_SSL_VERIFYHOST, 0L);
  } else if (ca_file != NULL) {
    curl_easy_setopt (way->easy, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt (way->easy, CURLOPT_CAPATH, NULL);
  }
}

static Way *
way_new (const char *url, GError **error)
{
  static gsize once = 0;
  g_autoptr (Way) way = g_new0 (Way, 1);

  if (g_once_init_enter (&once)) {
    curl_global_init (CURL_GLOBAL_DEFAULT);
    g_once_init_leave (&once, 1);
  }
  way->base = ev_address_base (url, error);
  if (way->base == NULL)
    return NULL;
  way->multi = curl_multi_init ();
  way->easy = curl_easy_init ();
  if (way->multi == NULL || way->easy == NULL)
    g_error ("libcurl has no memory");
  set_common (way);
  return g_steal_pointer (&way);
}

gboolean
ev_transport_curl (EvTransport *transport, const char *url, const char *pin, const char *ca_file,
                   GError **error)
{
  Way *way = way_new (url, error);

  if (way == NULL)
    return FALSE;
  set_trust (way, pin, ca_file);
  *transport = (EvTransport){ curl_call, way_free, way };
  return TRUE;
}

char *
ev_transport_curl_look (const char *url, GCancellable *cancellable, GError **error)
{
  g_autoptr (Way) way = way_new (url, error);
  Exchange exchange = { 0 };
  CURLcode code;

  if (way == NULL)
    return NULL;
  curl_easy_setopt (way->easy, CURLOPT_URL, way->base);
  curl_easy_setopt (way->easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt (way->easy, CURLOPT_DEBUGDATA, &exchange);
  curl_easy_setopt (way->easy, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt (way->easy, CURLOPT_SSL_VERIFYHOST, 0L);
  code = perform (way, cancellable);
  if (code == CURLE_OK)
    learn_pin (way);
  else
    set_error (way, code, &exchange, error);
  if (code == CURLE_OK && way->pin == NULL)
    g_set_error (error, EV_ERROR, EV_ERROR_INVALID, "%s shows no key", way->base);
  return g_steal_pointer (&way->pin);
}
