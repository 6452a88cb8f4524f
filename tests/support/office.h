/* A server as a process of its own, and laptops in this one that talk to it by real sockets. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/store.h"
#include "sync/engine.h"

typedef struct {
  char *program, *folder, *central;
  GSubprocess *process;
  guint16 port;
  guint laptops; /* enrolled so far */
} Office;

typedef struct {
  EvStoreOptions options;
  gint64 now; /* its clock, ms UTC; stands still */
  EvStore *store;
  EvTransport transport;
} OfficeLaptop;

/* Starts `program` with a project that was made sixty days ago, over plain HTTP (as behind a proxy)
 * or over TLS. Any failure ends the measurement. */
Office *office_new (const char *program, gboolean tls);

/* The same over a store that is empty yet (NULL: a file of its own). */
Office *office_new_on (const char *program, const char *store, gboolean tls);
void office_free (Office *office);

/* A coordinator's laptop, enrolled directly; it then reaches the server by `port` (an edge's, or 0:
 * the server's own). */
OfficeLaptop *office_laptop (Office *office, guint16 port);
void office_laptop_free (OfficeLaptop *laptop);

/* A fresh connection at the next sync. */
void office_laptop_hang_up (OfficeLaptop *laptop);
