/* TLS and HTTP of a laptop, and nothing more. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "caller.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Of an answer's head; ours are far smaller. */
#define MOST_HEAD 4096

struct _Caller {
  int fd;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  char head[MOST_HEAD]; /* of an answer, as far as it has come */
  gsize held;
};

static void
must (gboolean done, const char *what)
{
  if (!done)
    g_error ("caller: %s failed", what);
}

static void
greet (Caller *caller)
{
  int result;

  must (gnutls_certificate_allocate_credentials (&caller->credentials) == 0 &&
            gnutls_init (&caller->session, GNUTLS_CLIENT | GNUTLS_NO_TICKETS) == 0 &&
            gnutls_set_default_priority (caller->session) == 0 &&
            gnutls_credentials_set (caller->session, GNUTLS_CRD_CERTIFICATE, caller->credentials) ==
                0,
        "setting up TLS");
  gnutls_transport_set_int (caller->session, caller->fd);
  do
    result = gnutls_handshake (caller->session);
  while (result < 0 && gnutls_error_is_fatal (result) == 0);
  must (result == 0, "the handshake");
}

Caller *
caller_new (guint16 port, int buffer)
{
  Caller *caller = g_new0 (Caller, 1);
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons (port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int one = 1;

  caller->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  must (caller->fd >= 0, "a socket");
  if (buffer > 0)
    setsockopt (caller->fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  setsockopt (caller->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  must (connect (caller->fd, (const struct sockaddr *)&address, sizeof address) == 0, "connecting");
  greet (caller);
  return caller;
}

void
caller_free (Caller *caller)
{
  if (caller == NULL)
    return;
  gnutls_deinit (caller->session);
  gnutls_certificate_free_credentials (caller->credentials);
  close (caller->fd);
  g_free (caller);
}

static void
send_all (Caller *caller, const void *bytes, gsize length)
{
  for (gsize sent = 0; sent < length;) {
    ssize_t result =
        gnutls_record_send (caller->session, (const char *)bytes + sent, length - sent);
    must (result > 0 || (result < 0 && gnutls_error_is_fatal ((int)result) == 0), "sending");
    sent += result > 0 ? (gsize)result : 0;
  }
}

void
caller_send (Caller *caller, const char *line, const char *token, GBytes *body)
{
  gsize length = body != NULL ? g_bytes_get_size (body) : 0;
  g_autofree char *head =
      g_strdup_printf ("%s HTTP/1.1\r\nHost: localhost\r\n"
                       "Authorization: Bearer %s\r\nContent-Length: %zu\r\n\r\n",
                       line, token, length);

  send_all (caller, head, strlen (head));
  if (length > 0)
    send_all (caller, g_bytes_get_data (body, NULL), length);
}

/* Some bytes more, at least one. */
static gsize
receive_some (Caller *caller, char *bytes, gsize most)
{
  ssize_t result;

  do
    result = gnutls_record_recv (caller->session, bytes, most);
  while (result < 0 && gnutls_error_is_fatal ((int)result) == 0);
  must (result > 0, "receiving");
  return (gsize)result;
}

static gsize
length_of (const char *head)
{
  g_autofree char *small = g_ascii_strdown (head, -1);
  const char *name = strstr (small, "\r\ncontent-length:");

  return name != NULL ? (gsize)g_ascii_strtoull (strchr (name, ':') + 1, NULL, 10) : 0;
}

int
caller_receive (Caller *caller, GBytes **body)
{
  char *head = caller->head, *end, *bytes;
  gsize length, over;
  int status;

  while ((end = strstr (head, "\r\n\r\n")) == NULL) {
    must (caller->held < MOST_HEAD - 1, "reading a head");
    caller->held += receive_some (caller, head + caller->held, MOST_HEAD - 1 - caller->held);
    head[caller->held] = '\0';
  }
  end += strlen ("\r\n\r\n");
  over = caller->held - (gsize)(end - head);
  length = length_of (head);
  must (over <= length, "an answer");
  bytes = g_malloc (length + 1);
  memcpy (bytes, end, over);
  while (over < length)
    over += receive_some (caller, bytes + over, length - over);
  if (body != NULL)
    *body = g_bytes_new_take (bytes, length);
  else
    g_free (bytes);
  caller->held = 0;
  status = (int)g_ascii_strtoll (head + strlen ("HTTP/1.1 "), NULL, 10);
  head[0] = '\0';
  return status;
}

/* TLS may have something to say that is no answer. */
gboolean
caller_is_answered (Caller *caller)
{
  ssize_t result;

  fcntl (caller->fd, F_SETFL, O_NONBLOCK);
  result = gnutls_record_recv (caller->session, caller->head, MOST_HEAD - 1);
  fcntl (caller->fd, F_SETFL, 0);
  must (result > 0 || (result < 0 && gnutls_error_is_fatal ((int)result) == 0), "receiving");
  caller->held = result > 0 ? (gsize)result : 0;
  caller->head[caller->held] = '\0';
  return caller->held > 0;
}

int
caller_fd (const Caller *caller)
{
  return caller->fd;
}
