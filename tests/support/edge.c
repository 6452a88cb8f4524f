/* A slow mobile link to a port of this machine. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edge.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define ONE_WAY 150000 /* microseconds */
#define SEGMENT 1360
#define HEADER 40

/* One direction; all connections of the link share it. */
typedef struct {
  gint64 rate;       /* bits a second */
  gint64 free_again; /* when all that was sent has left, in microseconds */
  gint64 bytes;
} Way;

struct _Edge {
  GMutex lock;
  guint16 port, far_port;
  int listener;
  Way up, down;
};

/* One direction of one connection. */
typedef struct {
  Edge *edge;
  Way *way;
  int from, to;
  GAsyncQueue *segments; /* of Segment */
} Pump;

typedef struct {
  gint64 due; /* when it arrives */
  gssize length;
  guint8 bytes[SEGMENT];
} Segment;

/* When a segment that is sent now arrives. */
static gint64
send_segment (Edge *edge, Way *way, gssize length)
{
  gint64 arrival;

  g_mutex_lock (&edge->lock);
  way->free_again = MAX (way->free_again, g_get_monotonic_time ()) +
                    (length + HEADER) * 8 * G_USEC_PER_SEC / way->rate;
  way->bytes += length;
  arrival = way->free_again + ONE_WAY;
  g_mutex_unlock (&edge->lock);
  return arrival;
}

static gpointer
read_segments (gpointer data)
{
  Pump *pump = data;
  gboolean open = TRUE;

  while (open) {
    Segment *segment = g_new (Segment, 1);
    segment->length = read (pump->from, segment->bytes, sizeof segment->bytes);
    open = segment->length > 0;
    segment->due = send_segment (pump->edge, pump->way, open ? segment->length : 0);
    g_async_queue_push (pump->segments, segment);
  }
  return NULL;
}

static gpointer
write_segments (gpointer data)
{
  Pump *pump = data;
  gboolean open = TRUE;

  while (open) {
    g_autofree Segment *segment = g_async_queue_pop (pump->segments);
    gint64 wait = segment->due - g_get_monotonic_time ();
    if (wait > 0)
      g_usleep ((gulong)wait);
    open = segment->length > 0 &&
           send (pump->to, segment->bytes, (gsize)segment->length, MSG_NOSIGNAL) == segment->length;
  }
  shutdown (pump->to, SHUT_RDWR);
  shutdown (pump->from, SHUT_RDWR);
  return NULL;
}

static void
start_pump (Edge *edge, Way *way, int from, int to)
{
  Pump *pump = g_new0 (Pump, 1);

  *pump = (Pump){ edge, way, from, to, g_async_queue_new_full (g_free) };
  g_thread_unref (g_thread_new ("edge-read", read_segments, pump));
  g_thread_unref (g_thread_new ("edge-write", write_segments, pump));
}

static struct sockaddr_in
loopback (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  return address;
}

static int
connect_far (guint16 port)
{
  struct sockaddr_in address = loopback (port);
  int far = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (far, (struct sockaddr *)&address, sizeof address) != 0)
    g_error ("edge: nobody listens on %u", port);
  return far;
}

static gpointer
accept_connections (gpointer data)
{
  Edge *edge = data;
  int near, one = 1;

  while ((near = accept4 (edge->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
    int far = connect_far (edge->far_port);
    setsockopt (near, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt (far, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    g_mutex_lock (&edge->lock); /* the hand-shake */
    edge->up.free_again = MAX (edge->up.free_again, g_get_monotonic_time () + 2 * ONE_WAY);
    g_mutex_unlock (&edge->lock);
    start_pump (edge, &edge->up, near, far);
    start_pump (edge, &edge->down, far, near);
  }
  return NULL;
}

Edge *
edge_new (guint16 port)
{
  Edge *edge = g_new0 (Edge, 1);
  struct sockaddr_in address = loopback (0);
  socklen_t length = sizeof address;

  g_mutex_init (&edge->lock);
  edge->far_port = port;
  edge->up.rate = 100000;
  edge->down.rate = 200000;
  edge->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind (edge->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
      listen (edge->listener, 64) != 0 ||
      getsockname (edge->listener, (struct sockaddr *)&address, &length) != 0)
    g_error ("edge: cannot listen");
  edge->port = ntohs (address.sin_port);
  g_thread_unref (g_thread_new ("edge", accept_connections, edge));
  return edge;
}

guint16
edge_port (const Edge *edge)
{
  return edge->port;
}

static gint64
bytes_of (Edge *edge, const Way *way)
{
  gint64 bytes;

  g_mutex_lock (&edge->lock);
  bytes = way->bytes;
  g_mutex_unlock (&edge->lock);
  return bytes;
}

gint64
edge_bytes_up (Edge *edge)
{
  return bytes_of (edge, &edge->up);
}

gint64
edge_bytes_down (Edge *edge)
{
  return bytes_of (edge, &edge->down);
}
