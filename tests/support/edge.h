/* A slow mobile link to a port of this machine, for measurements. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* EDGE as in the comparison of sync programs: 300 ms there and back, 100 kbit/s up and 200 down, 40
 * bytes of header a segment of 1360, one round trip to connect, no loss. */
typedef struct _Edge Edge;

/* A link to `port`; connections to edge_port() go over it. Its threads end with the program. */
Edge *edge_new (guint16 port);
guint16 edge_port (const Edge *edge);

/* Bytes that went over it, without headers of segments. */
gint64 edge_bytes_up (Edge *edge);
gint64 edge_bytes_down (Edge *edge);
